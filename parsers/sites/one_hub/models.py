"""Models and prices of one-hub: ratios of $0.002 per 1K tokens, output in its own right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from market.claims import Rate
from market.types import Fact, Issue, Level, Listing, Unit
from parsers.payload import mapping, number, pointer, sequence, words, written

# A call costs a thousandth of what a million tokens cost at the same number: 0.002 against 2.
_CALLS = ("calls_per_ratio", Decimal("0.001"), "")
_READ = ("cached_read_tokens", "cached_tokens")
_WRITE = ("cached_write_tokens", "openai_cache_write_tokens")


@dataclass(frozen=True, slots=True)
class Priced:
    """One price object where it stands. ``groups`` may use it."""

    model: str
    price: dict[str, Any]
    steps: tuple[str | int, ...]
    groups: tuple[str, ...]
    reader: str
    owner: str = ""

    def place(self, *fields: str) -> str:
        """JSON pointer of a field of the price."""
        return pointer("data", *self.steps, *fields)

    def issue(self, code: str, message: str, level: Level = Level.WARNING) -> Issue:
        """Something to know about it."""
        return Issue(level, code, f"{self.model}: {message}", self.place())


def available(models: dict[str, Any], reader: str) -> Iterator[Listing]:
    """One listing for each model of ``/api/available_model``."""
    for name, told in models.items():
        model = mapping(told)
        groups = tuple(dict.fromkeys(filter(None, map(words, sequence(model.get("groups"))))))
        owner = words(model.get("owned_by"))
        place = (name, "price")
        priced = Priced(name, mapping(model.get("price")), place, groups, reader, owner)
        yield _listing(f"model:{name}", priced)


def prices(rows: list[Any], reader: str) -> Iterator[Listing]:
    """One listing for each row of ``/api/prices``: the price of the group everybody starts in."""
    for at, row in enumerate(map(mapping, rows)):
        name = words(row.get("model"))
        yield _listing(f"price:{name}", Priced(name, row, (at,), ("default",), reader))


def _listing(key: str, priced: Priced) -> Listing:
    units = tuple(_units(priced))
    issues = tuple(_issues(priced, bool(units)))
    facts = tuple(
        Fact(replace(rate, group=group), quote, place=rate.place, reader=priced.reader)
        for group in priced.groups
        for rate, quote in units
    )
    return Listing(key, priced.model, facts=facts, issues=issues)


def _units(priced: Priced) -> Iterator[tuple[Rate, str]]:
    match priced.price.get("type"):
        case "tokens":
            for side, unit in (("input", Unit.INPUT), ("output", Unit.OUTPUT)):
                yield from _unit(priced, unit, (side,))
            for unit, names in ((Unit.CACHE_READ, _READ), (Unit.CACHE_WRITE, _WRITE)):
                extra = mapping(priced.price.get("extra_ratios"))
                if name := next((name for name in names if name in extra), None):
                    yield from _unit(priced, unit, ("input",), ("extra_ratios", name))
        case "times":
            for rate, quote in _unit(priced, Unit.CALL, ("input",)):
                yield replace(rate, factors=(*rate.factors, _CALLS)), quote
        case _:
            return


def _unit(priced: Priced, unit: Unit, *fields: tuple[str, ...]) -> Iterator[tuple[Rate, str]]:
    """The product of these fields, if all of them are numbers."""
    raw = [_field(priced.price, field) for field in fields]
    amounts = [number(value) for value in raw]
    factors = tuple(
        (field[-1], amount, priced.place(*field))
        for field, amount in zip(fields, amounts, strict=True)
        if amount is not None
    )
    if len(factors) == len(fields):
        rate = Rate(
            listed_as=priced.model,
            group="",
            unit=unit.value,
            factors=factors,
            group_ratio=None,
            scale="ratio",
            owner=priced.owner,
            row_numbers=_both(priced.price),
            place=factors[-1][2],
        )
        yield rate, written(raw[-1])


def _field(price: dict[str, Any], field: tuple[str, ...]) -> Any:
    value: Any = price
    for step in field:
        value = mapping(value).get(step)
    return value


def _both(price: dict[str, Any]) -> tuple[Decimal, ...]:
    """Input and output as written: (30, 30) is what a model without a price shows."""
    numbers = (number(price.get("input")), number(price.get("output")))
    return tuple(amount for amount in numbers if amount is not None)


def _issues(priced: Priced, any_units: bool) -> Iterator[Issue]:
    if not any_units:
        yield priced.issue("no_price", f"no price of type {priced.price.get('type')!r}")
    elif not priced.groups:
        yield priced.issue("no_group", "no group may use it")
    long = mapping(priced.price.get("long_context"))
    if threshold := number(long.get("threshold")):
        times = f"× {long.get('input_ratio')} in, × {long.get('output_ratio')} out"
        message = f"above {threshold} tokens the whole request costs {times}; not in the price"
        yield priced.issue("long_context_price", message, Level.INFO)
    for name, ratio in mapping(priced.price.get("extra_ratios")).items():
        if name in (*_READ, *_WRITE) and number(ratio) is None:
            yield priced.issue("odd_extra_ratio", f"{name} is {ratio!r}")
