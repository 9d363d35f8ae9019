"""One model in one group: prices per token in dollars, before the group's multiplier."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from market.claims import Rate
from market.types import Fact, Issue, Level, Listing, Unit
from parsers.payload import mapping, number, pointer, sequence, words, written
from parsers.sites.sub2api.sold import Sold

READER = "sub2api/1"

_TOKENS = (Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE)
_MILLION = ("tokens", Decimal(1_000_000), "")
Found = tuple[Rate, str]  # and the number as written


def listing(sold: Sold) -> Listing:
    """Its rates, and what is doubtful about them."""
    found, issues = _prices(sold)
    facts = tuple(Fact(rate, quote, place=rate.place, reader=READER) for rate, quote in found)
    return Listing(sold.key, sold.name, facts=facts, issues=(*issues, *_notes(sold)))


def _prices(sold: Sold) -> tuple[list[Found], tuple[Issue, ...]]:
    own, official = mapping(sold.value(*sold.prices_at)), mapping(sold.value(*sold.official_at))
    mode = own.get("billing_mode") or sold.model.get("billing_mode") or "token"
    if own and (found := list(_own(sold, str(mode)))):
        return found, ()
    if own or not official:
        return [], (sold.issue("no_price", f"no price (billing mode {mode})", Level.WARNING),)
    issue = sold.issue("derived_price", "its own price is null: the seller's official copy is used")
    return list(_per_token(sold, sold.official_at, ())), (issue,)


def _own(sold: Sold, mode: str) -> Iterator[Found]:
    smallest = _smallest(sold)
    match mode:
        case "token":
            yield from _per_token(sold, sold.prices_at, smallest)
        case "per_request" | "image":
            yield from _per_request(sold, smallest, image=mode == "image")
        case _:
            return


def _smallest(sold: Sold) -> tuple[str | int, ...]:
    """Where the interval of the smallest context stands: an ordinary request is billed by it."""
    told = enumerate(map(mapping, sequence(sold.value(*sold.intervals_at))))
    least = min(
        ((number(each.get("min_tokens")) or Decimal(0), at) for at, each in told), default=None
    )
    return (*sold.intervals_at, least[1]) if least else ()


def _per_token(
    sold: Sold, base: tuple[str, ...], interval: tuple[str | int, ...]
) -> Iterator[Found]:
    for unit in _TOKENS:
        for amount, place, quote in _amount(sold, unit, base, interval):
            yield _rate(sold, unit, ((sold.fields[unit], amount, place), _MILLION)), quote


def _per_request(sold: Sold, interval: tuple[str | int, ...], *, image: bool) -> Iterator[Found]:
    unit = Unit.IMAGE if image else Unit.CALL
    for amount, place, quote in _amount(sold, Unit.CALL, sold.prices_at, interval):
        rate = _rate(sold, unit, ((sold.fields[Unit.CALL], amount, place),))
        if image and sold.group.image_ratio:
            ratio, ratio_place = sold.group.image_ratio
            rate = replace(rate, group_ratio=ratio, group_place=ratio_place)
        yield rate, quote


def _amount(
    sold: Sold, unit: Unit, base: tuple[str, ...], interval: tuple[str | int, ...]
) -> Iterator[tuple[Decimal, str, str]]:
    """The price in the interval, else beside it; nothing where neither says one."""
    for steps in filter(None, (interval, base)):
        value = _at(sold.model, (*steps, sold.fields[unit]))
        if (amount := number(value)) is not None:
            yield amount, pointer(*sold.at, *steps, sold.fields[unit]), written(value)
            return


def _at(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step] if isinstance(step, int) else mapping(value).get(step)
    return value


def _rate(sold: Sold, unit: Unit, factors: tuple[tuple[str, Decimal, str], ...]) -> Rate:
    group = sold.group
    return Rate(
        listed_as=sold.name,
        group=group.name,
        unit=unit.value,
        factors=factors,
        group_ratio=group.ratio,
        group_text=group.text,
        owner=words(sold.model.get("platform")) or group.platform,
        group_place=group.ratio_place,
        place=factors[0][2],
    )


def _notes(sold: Sold) -> Iterator[Issue]:
    intervals = [*map(mapping, sequence(sold.value(*sold.intervals_at)))]
    if len(intervals) > 1 and any(words(each.get("tier_label")) for each in intervals):
        yield sold.issue("size_price", "larger ones are dearer; the smallest is priced")
    elif len(intervals) > 1:
        basis = words(sold.model.get("long_context_basis")) or "unstated"
        yield sold.issue("long_context_price", f"dearer above a threshold ({basis})")
    if mapping(sold.model.get("time_pricing")):
        yield sold.issue("time_pricing", "some hours cost a multiple, not in the price")
    if mapping(sold.value(*sold.prices_at, "reasoning_effort_multipliers")):
        yield sold.issue("effort_multipliers", "reasoning costs a multiple, not in the price")
