"""How far apart operators' prices are within a cell, and whether they come closer over time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import exp
from statistics import quantiles, stdev

from market.trends.cells import ALL, Cell
from market.trends.observation import Observation
from market.trends.rules import WEEKLY, Rules
from market.trends.slices import by_operator


@dataclass(frozen=True, slots=True)
class Spread:
    """One cell in one period. 1 means that all ask the same; None: too few operators to say."""

    period: date
    cell: Cell
    operators: int
    quartile_ratio: float | None = None  # the upper quartile over the lower one
    geometric_sd: float | None = None  # two thirds of operators lie within this factor of the mean


def dispersion(observations: Iterable[Observation], rules: Rules = WEEKLY) -> list[Spread]:
    """The spread over operators of every provider's cell, by period, then cell."""
    cells: dict[tuple[date, Cell], list[Observation]] = defaultdict(list)
    for one in observations:
        cells[one.period, replace(one.cell, tier=ALL, supply=ALL)].append(one)
    return [_spread(*key, cells[key], rules) for key in sorted(cells)]


def _spread(period: date, cell: Cell, told: Iterable[Observation], rules: Rules) -> Spread:
    logs = list(by_operator(told).values())
    if len(logs) < rules.level:
        return Spread(period, cell, len(logs))
    lower, _, upper = quantiles(logs, n=4, method="inclusive")
    return Spread(period, cell, len(logs), exp(upper - lower), exp(stdev(logs)))
