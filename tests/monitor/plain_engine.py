"""An engine so plain that its numbers can be told by heart, and weeks for it to reckon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp

from market.trends.cells import Cell, parse
from market.trends.observation import Observation
from market.trends.published import Level, Parts, Published, Weight

MONDAY = date(2026, 6, 29)
WEEK = timedelta(days=7)
LEAF = parse("relay_api/tokens/anthropic/premium/unknown")


def week(number: int) -> date:
    """The Monday of a week, counted from 0."""
    return MONDAY + WEEK * number


def seen(channel: str, period: date, log: float = -1.0, cell: Cell = LEAF) -> Observation:
    """What a channel showed in a week."""
    return Observation(*(period, channel, channel, cell, log, 0.0, 0.0, log, 9, 7, 0, 9, "USD"))


def shown(number: int, channels: int = 5) -> list[Observation]:
    """A week in which everybody sells one percent cheaper than the week before."""
    return [seen(f"c{n}", week(number), -1.0 - number / 100) for n in range(channels)]


@dataclass(slots=True)
class PlainEngine:
    """One number per leaf and week, provisional until it has eight; remembers what it was asked."""

    asked: list[date] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)

    def __call__(
        self,
        period: date,
        periods: Sequence[date],
        observations: Iterable[Observation],
        before: Sequence[Published],
        weights: Sequence[Weight],
        _rules: object,
    ) -> list[Published]:
        """Never sees a later period."""
        told = list(observations)
        assert periods[-1] == period == max(one.period for one in told)
        assert all(one.period < period for one in before)
        self.asked.append(period)
        self.weights = list(weights)
        here = [one for one in told if one.period == period]
        return [
            number
            for cell in sorted({one.cell for one in here})
            for number in _numbers(cell, period, [one for one in told if one.cell == cell], before)
        ]


def _numbers(
    cell: Cell, period: date, told: Sequence[Observation], before: Sequence[Published]
) -> list[Published]:
    earlier = [one for one in before if one.cell == cell]
    logs = [one.log_ratio for one in told if one.period == period]
    level = Level(len(logs), len(logs), 9, mean=exp(sum(logs) / len(logs)))
    weeks = sorted({one.period for one in told})
    if len(weeks) < 8:
        return [Published(cell, period, level, flags=("provisional",))]
    begun = earlier[-1].moved
    fresh = Published(cell, period, level, 5, Parts((begun.seller if begun else 0) - 0.01, 0, 0))
    if begun is not None:
        return [fresh]
    done = [Published(cell, one.period, one.level, 5, Parts(0, 0, 0)) for one in earlier]
    return [*done, fresh]


def first_weights(observations: Iterable[Observation], year: int) -> list[Weight]:
    """As many as there were observations."""
    told = list(observations)
    cell = Cell(told[0].cell.access, told[0].cell.unit, told[0].cell.provider)
    return [Weight(year, cell, float(len(told)), "operators")] if told else []
