"""The model plaza: prices per token in dollars, before the group's multiplier."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from market.claims import Rate
from market.types import Fact, Issue, Level, Listing, Unit
from parsers.adapter import Drifted
from parsers.payload import mapping, number, pointer, resolve, sequence, words, written
from parsers.prose import plain

READER = "sub2api/1"

_PER_TOKEN = (
    (Unit.INPUT, "input_price"),
    (Unit.OUTPUT, "output_price"),
    (Unit.CACHE_READ, "cache_read_price"),
    (Unit.CACHE_WRITE, "cache_write_price"),
)
_MILLION = Decimal(1_000_000)
_NOTHING: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class _Row:
    """One model in one group, and where both stand in the answer."""

    plaza: dict[str, Any]
    group: dict[str, Any]
    group_at: int
    model: dict[str, Any]
    model_at: int

    @property
    def name(self) -> str:
        """The model as listed."""
        return words(self.model.get("name"))

    def place(self, *steps: str | int) -> str:
        """JSON pointer of something in the model."""
        return pointer("data", "groups", self.group_at, "models", self.model_at, *steps)

    def issue(self, code: str, message: str, level: Level = Level.INFO) -> Issue:
        """Something to know about it."""
        return Issue(level, code, f"{self.name}: {message}", self.place())


def listings(plaza: dict[str, Any]) -> Iterator[Listing]:
    """One listing a model and group, and one a group for its own words."""
    groups = plaza.get("groups")
    if not isinstance(groups, list):
        raise Drifted(f"groups is {type(groups).__name__}, not a list")
    if not groups:
        raise Drifted("a plaza without groups")
    if text := plain(words(plaza.get("description"))):
        yield Listing("plaza", "plaza", text)
    for at, group in enumerate(map(mapping, groups)):
        yield from _group(group, at)
        if group.get("subscription_type") != "subscription":
            for model_at, model in enumerate(map(mapping, sequence(group.get("models")))):
                yield _model(_Row(plaza, group, at, model, model_at))


def _group(group: dict[str, Any], at: int) -> Iterator[Listing]:
    """A plan's price is in no field: its group speaks for itself. Others speak in their rates."""
    name = words(group.get("name"))
    plan = group.get("subscription_type") == "subscription"
    text = f"{name}\n{plain(words(group.get('description')))}".strip() if plan else ""
    issues = tuple(_group_issues(group, pointer("data", "groups", at)))
    if text or issues:
        yield Listing(f"group:{group.get('id', name)}", name, text, issues=issues)


def _group_issues(group: dict[str, Any], place: str) -> Iterator[Issue]:
    name = words(group.get("name"))
    if group.get("subscription_type") == "subscription":
        message = f"{name}: usage of a plan, not priced by tokens"
        yield Issue(Level.INFO, "subscription_group", message, place)
    if group.get("peak_rate_enabled") is True:
        hours = f"{group.get('peak_start')}–{group.get('peak_end')}"
        message = f"{name}: × {group.get('peak_rate_multiplier')} at {hours}, not in the price"
        yield Issue(Level.INFO, "peak_rate", message, f"{place}/peak_rate_multiplier")


def _model(row: _Row) -> Listing:
    prices, issues = _prices(row)
    facts = tuple(
        Fact(
            rate,
            written(resolve(row.plaza, place.removeprefix("/data"))),
            place=place,
            reader=READER,
        )
        for rate, place in prices
    )
    key = f"model:{row.group.get('id', row.group_at)}:{row.name}"
    return Listing(key, row.name, facts=facts, issues=(*issues, *_notes(row)))


def _prices(row: _Row) -> tuple[list[tuple[Rate, str]], tuple[Issue, ...]]:
    pricing, official = (
        mapping(row.model.get("pricing")),
        mapping(row.model.get("official_pricing")),
    )
    if pricing and (found := list(_own_prices(row, pricing))):
        return found, ()
    if pricing or not official:
        mode = pricing.get("billing_mode")
        return [], (row.issue("no_price", f"no price (billing mode {mode})", Level.WARNING),)
    issue = row.issue("derived_price", "its own price is null: the seller's official copy is used")
    return list(_token_prices(row, official, "official_pricing", _NOTHING, 0)), (issue,)


def _own_prices(row: _Row, pricing: dict[str, Any]) -> Iterator[tuple[Rate, str]]:
    interval, at = _smallest(sequence(pricing.get("intervals")))
    match pricing.get("billing_mode", "token"):
        case "token":
            yield from _token_prices(row, pricing, "pricing", interval, at)
        case "per_request" | "image" as mode:
            yield from _request_price(row, pricing, interval, at, image=mode == "image")
        case _:
            return


def _smallest(intervals: list[Any]) -> tuple[dict[str, Any], int]:
    """The interval of the smallest context, which an ordinary request is billed by."""
    told = [
        (number(mapping(i).get("min_tokens")) or Decimal(0), at) for at, i in enumerate(intervals)
    ]
    at = min(told)[1] if told else 0
    return (mapping(intervals[at]) if told else _NOTHING), at


def _token_prices(
    row: _Row, pricing: dict[str, Any], field: str, interval: dict[str, Any], at: int
) -> Iterator[tuple[Rate, str]]:
    for unit, name in _PER_TOKEN:
        if (found := _amount(row, pricing, field, interval, at, name)) is not None:
            amount, place = found
            factors = ((name, amount, place), ("tokens", _MILLION, ""))
            yield _rate(row, unit, factors, place), place


def _amount(
    row: _Row, pricing: dict[str, Any], field: str, interval: dict[str, Any], at: int, name: str
) -> tuple[Decimal, str] | None:
    if (amount := number(interval.get(name))) is not None:
        return amount, row.place(field, "intervals", at, name)
    amount = number(pricing.get(name))
    return None if amount is None else (amount, row.place(field, name))


def _request_price(
    row: _Row, pricing: dict[str, Any], interval: dict[str, Any], at: int, *, image: bool
) -> Iterator[tuple[Rate, str]]:
    found = _amount(row, pricing, "pricing", interval, at, "per_request_price")
    if found is None:
        return
    amount, place = found
    rate = _rate(
        row, Unit.IMAGE if image else Unit.CALL, (("per_request_price", amount, place),), place
    )
    if image and row.group.get("image_rate_independent") is True:
        rate = replace(rate, **_ratio(row, "image_rate_multiplier"))
    yield rate, place


def _rate(row: _Row, unit: Unit, factors: tuple[tuple[str, Decimal, str], ...], place: str) -> Rate:
    return Rate(
        listed_as=row.name,
        group=words(row.group.get("name")),
        unit=unit.value,
        factors=factors,
        group_text=plain(words(row.group.get("description"))),
        owner=words(row.model.get("platform")) or words(row.group.get("platform")),
        place=place,
        **_ratio(row, "rate_multiplier"),
    )


def _ratio(row: _Row, field: str) -> dict[str, Any]:
    place = pointer("data", "groups", row.group_at, field)
    return {"group_ratio": number(row.group.get(field)), "group_place": place}


def _notes(row: _Row) -> Iterator[Issue]:
    if len(sequence(mapping(row.model.get("pricing")).get("intervals"))) > 1:
        basis = words(row.model.get("long_context_basis")) or "unstated"
        yield row.issue("long_context_price", f"dearer above a threshold ({basis})")
    if mapping(row.model.get("time_pricing")):
        yield row.issue("time_pricing", "some hours cost a multiple, not in the price")
