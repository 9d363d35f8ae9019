"""When a fact that was read says what the label says: every field that counts, to the digit."""

import math
from collections.abc import Callable
from typing import Any

from benchmarks.scoring.words import Fact, contact, letters, method, unit

_SHARE = 0.003  # shares of a price are told in whole percents, or nearly
_FILLED = {"account", "key", "package"}  # one thing, where credit comes inside it


def same(label: Fact, read: Fact) -> bool:
    """Whether the fact that was read is the labelled one."""
    kinds = label["kind"], read.get("kind")
    if set(kinds) == {"discount", "multiplier"}:
        return _share_either_way(label, read)
    rule = _RULES.get(kinds[0]) if kinds[0] == kinds[1] else None
    return rule is not None and rule(label, read)


def close(one: Any, other: Any, within: float = 0.0) -> bool:
    """Whether two numbers agree; nothing agrees with nothing only."""
    if one is None or other is None:
        return one is other
    return math.isclose(float(one), float(other), rel_tol=1e-6, abs_tol=within)


def _share_either_way(label: Fact, read: Fact) -> bool:
    """ "0.9x of the official price" is a multiplier of 0.9 or a discount of 0.1."""
    off = label.get("off", read.get("off"))
    value = label.get("value", read.get("value"))
    if off is None or value is None:
        return False
    return close(1 - float(value), off, within=_SHARE)


def _price(label: Fact, read: Fact) -> bool:
    currency = label.get("currency")
    return (
        close(label["amount"], read.get("amount"))
        and (currency is None or currency == read.get("currency"))
        and _same_unit(label, read)
    )


def _same_unit(label: Fact, read: Fact) -> bool:
    one, other = unit(label["per"]), unit(read.get("per"))
    if one == other:
        return True
    match label.get("access"):
        case "credits" | "cloud_credits" | "api_key":
            return {one, other} <= _FILLED
        case "subscription":
            return {one, other} == {"account", "month"}  # a plan is sold by the month
        case _:
            return False


def _quantity(label: Fact, read: Fact) -> bool:
    wanted, period = label.get("unit"), label.get("period")
    unnamed = read.get("told") and not read.get("unit")
    return (
        close(label["amount"], read.get("amount"))
        and bool(wanted in (None, read.get("unit")) or unnamed)
        and period in (None, "total", read.get("period"))
    )


def _discount(label: Fact, read: Fact) -> bool:
    return close(label["off"], read.get("off"), within=_SHARE)


def _multiplier(label: Fact, read: Fact) -> bool:
    return close(label["value"], read.get("value"))


def _coupon(label: Fact, read: Fact) -> bool:
    return label.get("off") is None or _discount(label, read)


def _supply(label: Fact, read: Fact) -> bool:
    one, other = letters(label.get("text")), letters(read.get("text"))
    return bool(one and other) and (one in other or other in one)


def _contact(label: Fact, read: Fact) -> bool:
    return contact(label) == contact(read)


def _payment(label: Fact, read: Fact) -> bool:
    return method(label) == method(read)


_RULES: dict[str, Callable[[Fact, Fact], bool]] = {
    "price": _price,
    "discount": _discount,
    "multiplier": _multiplier,
    "volume": _quantity,
    "bonus": _quantity,
    "coupon": _coupon,
    "supply": _supply,
    "contact": _contact,
    "payment": _payment,
}
