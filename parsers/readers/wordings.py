"""How a value is put: as makers put it themselves, or as nobody but this trade does."""

from collections.abc import Iterable

from market.claims import Discount, Multiplier, Price, TopUp, Value, Volume
from market.types import Fact

NATIVE = frozenset(
    {"deepseek", "moonshot", "zhipu", "alibaba", "minimax", "bytedance"}
)  # makers that sell in yuan
# Makers ask for these, and buyers of theirs reckon in yuan; in roubles or dong only shops sell.
_MAKERS_MONEY = frozenset({"USD", "CNY", "EUR", "GBP", "JPY"})


def like_a_maker(value: Value) -> bool:
    """Whether makers themselves put it like this: dollars a month, dollars for tokens or images;
    whatever a Chinese maker asks or takes off.
    """
    if is_native(value):
        return not trade_wording(value)
    if not isinstance(value, Price):
        return False
    if value.per.startswith("1m_") or value.per in ("call", "image", "account", "key"):
        return value.currency in ("USD", "EUR", "GBP")
    told_by_all = value.currency in _MAKERS_MONEY
    return told_by_all and value.per not in ("usd_credit", "package", "site_credit")


def is_native(value: Value) -> bool:
    """Whether it is of a maker that sells in yuan itself."""
    return isinstance(value, Price | Discount) and value.provider in NATIVE


def lists_yuan(facts: Iterable[Fact]) -> bool:
    """Whether plans of foreign makers, who ask dollars, are listed in yuan."""
    asked = {
        fact.value.amount
        for fact in facts
        if isinstance(fact.value, Price) and fact.value.currency == "CNY"
        if fact.value.provider and not is_native(fact.value)
    }
    return len(asked) > 1


def trade_wording(value: Value) -> bool:
    """Whether only this trade puts it like this: money for a credited dollar, a multiplier."""
    credited = isinstance(value, Price) and value.per in ("usd_credit", "package")
    return credited or isinstance(value, TopUp | Multiplier)


def holds_more(facts: tuple[Fact, ...]) -> bool:
    """Whether some plan holds more dollars of usage than any of them costs: no maker's does."""
    prices = [fact.value for fact in facts if isinstance(fact.value, Price)]
    volumes = [fact.value for fact in facts if isinstance(fact.value, Volume)]
    held = [one.amount for one in volumes if one.unit == "usd"]
    held += [one.face_value_usd for one in prices if one.face_value_usd]
    return bool(prices) and max(held, default=0) > min(one.amount for one in prices)
