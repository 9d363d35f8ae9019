"""Names with a number each: the ratios of a relay's groups ("group_ratio": {"az": 4, ...}), the
prices of a shop by plan (PRICES = {"ChatGPT Plus 1 month": 350}).
"""

from collections.abc import Iterator
from decimal import Decimal

from market.claims import Multiplier, Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.tokens import scan
from parsers.readers.names import MULTIPLE, Subject, named, row_of_names
from parsers.readers.rules.code.fields import money_above
from parsers.readers.rules.code.figures import figure
from parsers.readers.rules.code.keys import Key, key, named_price
from parsers.readers.rules.code.places import Places
from parsers.readers.rules.code.records import Field, Record, records
from parsers.readers.rules.code.wares import sold_as
from parsers.readers.rules.price.amounts import READER as PRICE
from parsers.readers.rules.ratio.multipliers import READER as MULTIPLIER

_HIGHEST = Decimal(100)
_LAST = 20  # groups before this one that it may be a variant of
# Customers' classes: their ratio is the same group's at another rate.
_CUSTOMERS = frozenset({"vip", "svip", "vip1", "vip2", "普通", "普通用户", "admin"})


def read(ledger: Ledger) -> Iterator[Fact]:
    """A multiplier for every group of a map of ratios, a price for every plan of one of prices."""
    found = [one for one in records(ledger.told.text.folded.original) if one.fields]
    if not found:
        return
    places, money = Places(ledger), money_above(ledger)
    for record in found:
        under = key(record.frame.key)
        if under.role == "multiplier":
            yield from _ratios(places, record)
        elif under.role == "price":
            yield from _prices(places, record, under, under.money or money)
        else:
            yield from _ratio(places, record)
            yield from _named_prices(places, record, money)


def _ratios(places: Places, record: Record) -> Iterator[Fact]:
    told: list[tuple[str, Decimal]] = []
    for field in record.fields:
        group, one = field.written.text, figure(field.value)
        if one is None or not 0 < one.amount <= _HIGHEST or group in _CUSTOMERS:
            continue
        if not any(group.startswith(name) and one.amount == v for name, v in told[-_LAST:]):
            told.append((group, one.amount))
            yield _multiplier(places, field.span, group, group, one.amount)


def _ratio(places: Places, record: Record) -> Iterator[Fact]:
    """{"name": "Claude官转", "ratio": 1.5}: one group with its ratio."""
    names = record.texts("name") + record.texts("brand") or _group_of(record)
    for field in record.all("multiplier")[:1] if names else ():
        one = figure(field.value)
        if one is None or one.money is not None or not 0 < one.amount <= _HIGHEST:
            continue
        about = " ; ".join([*names, *record.texts("text")])
        if f"{one.amount}x" in about.lower():  # "Claude Max 20x" with its 20 is a tier
            places.aside(*field.span)
        else:
            yield _multiplier(places, field.span, names[0], about, one.amount)


def _group_of(record: Record) -> list[str]:
    """ "claude-kiro": {"desc": ..., "ratio": 0.25}: the group's name is the key."""
    told = record.frame.key
    return [told] if told and not key(told).role else []


def _multiplier(
    places: Places, span: tuple[int, int], group: str, about: str, value: Decimal
) -> Fact:
    told = scan(about)
    at = told.shape.find("M")
    subject = named(told, row_of_names(told, at)) if at >= 0 else Subject(MULTIPLE)
    fact = Multiplier(value, group=group, provider=subject.provider, model=subject.model)
    return places.fact(*span, fact, MULTIPLIER, sure=True)


def _prices(places: Places, record: Record, under: Key, money: str | None) -> Iterator[Fact]:
    """ "ChatGPT Plus 1 мес": 1990 in a map that is called prices."""
    for field in record.fields:
        name = field.written.text.replace("_", " ").replace("-", " ")
        yield from _price(places, field, name, under, money)


def _named_prices(places: Places, record: Record, money: str | None) -> Iterator[Fact]:
    """CHATGPT_PLUS_PRICE=350: the key names the plan as well."""
    for field in record.all(""):
        named = named_price(field.written.text)
        if named is not None:
            yield from _price(places, field, named[0], field.key, named[1] or money)


def _price(
    places: Places, field: Field, name: str, under: Key, money: str | None
) -> Iterator[Fact]:
    one = figure(field.value, money)
    ware = sold_as([name], (), (), (), "") if one and one.amount > 0 else None
    if one is None or ware is None:
        return
    value = Price(
        amount=tidy(one.amount * under.scale),
        currency=one.money,
        per=one.per or under.period or ware.per,
        provider=ware.subject.provider,
        model=ware.subject.model,
        access=ware.access,
    )
    yield places.fact(*field.span, value, PRICE, sure=one.money is not None)
