"""Rows of ``/api/models/price`` → rates that hold the group's ratio already."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market.claims import Rate
from market.supply import says_free
from market.types import Fact, Issue, Level, Listing, Unit
from parsers.payload import mapping, number, pointer, words, written

_READER = "voapi/1"
_BY_TOKEN, _BY_CALL = 0, 1
Factors = tuple[tuple[str, Decimal, str], ...]


def odd(code: str, message: str, place: str, level: Level = Level.WARNING) -> Issue:
    """Something that gives no price."""
    return Issue(level, code, message, place)


def read_model(told: dict[str, Any], at: int) -> Listing:
    """A model's rates in every group; where there is none, the issue that says why."""
    name = words(told.get("key")) or words(told.get("name"))
    place = pointer("data", "models", at)
    if not name:
        issue = odd("odd_row", "a row without a model's name", place)
        return Listing(f"row:{at}", "", issues=(issue,))
    if told.get("status") == 0:
        issue = odd("unavailable_model", f"{name}: not on offer", f"{place}/status")
        return Listing(f"model:{name}", name, issues=(issue,))
    found = [one for group in mapping(told.get("group_price")).items()
             for one in _priced(name, told, place, *group)]  # fmt: skip
    facts = tuple(one for one in found if isinstance(one, Fact))
    issues = tuple(one for one in found if isinstance(one, Issue))
    if not found:
        issues = (odd("no_group", f"{name}: no group may use it", place),)
    return Listing(f"model:{name}", name, facts=facts, issues=issues)


def _priced(
    name: str, told: dict[str, Any], place: str, group: str, price: Any
) -> Iterator[Fact | Issue]:
    at = f"{place}{pointer('group_price', group, 'price')}"
    how, amount = mapping(price).get("type"), number(mapping(price).get("price"))
    if amount is None or how not in (_BY_TOKEN, _BY_CALL):
        message = f"{name} in {group}: price {mapping(price).get('price')!r} of type {how!r}"
        yield odd("unknown_price_type", message, at)
        return
    base: Factors = (("group_price", amount, at),)
    quote, owner = written(price["price"]), words(told.get("provider"))
    if how == _BY_CALL:
        yield _fact(name, group, Unit.CALL, base, quote, owner, None)
        return
    completion = number(told.get("completion_ratio"))
    yield _fact(name, group, Unit.INPUT, base, quote, owner, completion)
    if completion is not None:
        factors = (*base, ("completion_ratio", completion, f"{place}/completion_ratio"))
        quote = written(told["completion_ratio"])
        yield _fact(name, group, Unit.OUTPUT, factors, quote, owner, completion)


def _fact(
    name: str,
    group: str,
    unit: Unit,
    factors: Factors,
    quote: str,
    owner: str,
    completion: Decimal | None,
) -> Fact:
    """A rate whose group ratio is one: the price holds the true one already."""
    rate = Rate(
        listed_as=name,
        group=group,
        unit=unit.value,
        factors=factors,
        group_ratio=Decimal(1),
        scale="usd" if unit is Unit.CALL else "ratio",
        owner=owner,
        free_group=says_free(group),
        completion_ratio=completion,
        place=factors[-1][2],
    )
    return Fact(rate, quote, place=rate.place, reader=_READER)
