"""Discounts by provider, access, supply origin, tier, unit, region or payment method."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isclose

from market.claims import Payment
from market.trends.observation import Observation
from market.trends.regions import Signs, regions
from market.trends.slices import CELL_DIMENSIONS, UNKNOWN, By, Slice, weekly
from reports.asked.memory import Asked
from reports.asked.weeks import observed

DIMENSIONS = (*CELL_DIMENSIONS, "region", "payment")
_UNKNOWN_SHOWN = ("supply", "region", "payment")  # claims, so that silence has its share
NOTES = {
    "region": "where a channel sells, inferred from its payment methods, currencies and script",
    "payment": "a channel that takes several methods counts in each: the slices overlap",
    "supply": "what sellers claim, never proof",
}


@dataclass(frozen=True, slots=True)
class Sliced:
    """One dimension over the weeks asked for."""

    dimension: str
    weeks: tuple[tuple[date, tuple[Slice, ...]], ...]  # by period, oldest first
    exclusive: bool  # False: an operator counts in several slices, the parts add up to over 1
    excluded: int  # observations left out as unfit, of the weeks asked for
    note: str = ""

    @property
    def newest(self) -> tuple[Slice, ...]:
        """The slices of the last week; none where nothing was observed."""
        return self.weeks[-1][1] if self.weeks else ()


def of(memory: Asked, on: date, dimension: str, weeks: int = 1) -> Sliced:
    """The slices of the last observed weeks. Raises ValueError for an unknown dimension."""
    if dimension not in DIMENSIONS:
        raise ValueError(f"{dimension!r} is none of {', '.join(DIMENSIONS)}")
    told = observed(memory, on, weeks)
    always = (UNKNOWN,) if dimension in _UNKNOWN_SHOWN else ()
    cut = weekly(told.used, _by(memory, on, dimension, told.used), always)
    found = tuple((period, tuple(cut.get(period, ()))) for period in told.periods)
    note = NOTES.get(dimension, "")
    return Sliced(dimension, found, all(map(_apart, cut.values())), told.excluded, note)


def _apart(slices: Iterable[Slice]) -> bool:
    """Whether every operator is in one slice alone of each access and unit."""
    parts: dict[tuple[str, str], float] = defaultdict(float)
    for one in slices:
        parts[one.access, one.unit] += one.part
    return all(isclose(part, 1) for part in parts.values())


def _by(memory: Asked, on: date, dimension: str, told: Iterable[Observation]) -> By:
    if dimension in CELL_DIMENSIONS:
        return CELL_DIMENSIONS[dimension]
    methods = payments(memory, on)
    if dimension == "payment":
        return lambda one: methods.get(one.channel) or (UNKNOWN,)
    where = regions(signs(memory, on, methods, told))
    return lambda one: (where.get(one.channel, UNKNOWN),)


def payments(memory: Asked, on: date) -> dict[str, frozenset[str]]:
    """By channel, the ways to pay it states."""
    methods: dict[str, set[str]] = defaultdict(set)
    for one in memory.claims_on(on, ("payment",)):
        if isinstance(one.value, Payment):
            methods[one.channel].add(one.value.method)
    return {channel: frozenset(named) for channel, named in methods.items()}


def signs(
    memory: Asked,
    on: date,
    methods: Mapping[str, frozenset[str]],
    told: Iterable[Observation],
) -> dict[str, Signs]:
    """By channel observed, what it states that says where it sells."""
    texts = memory.wording(on)
    currencies: dict[str, set[str]] = defaultdict(set)
    for one in told:
        currencies[one.channel].add(one.currency)
    return {
        channel: Signs(methods.get(channel, frozenset()), frozenset(asked), texts.get(channel, ()))
        for channel, asked in currencies.items()
    }
