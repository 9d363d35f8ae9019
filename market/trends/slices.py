"""Where the discount stands, cut along one dimension: by provider, supply, region, payment …

One value per operator and slice. Access and unit are never averaged: every cut is made within them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

import numpy as np

from market.trends.cells import Cell
from market.trends.levels import level
from market.trends.observation import Observation
from market.trends.published import Level
from market.trends.rules import WEEKLY, Rules

UNKNOWN = "unknown"

By = Callable[[Observation], Collection[str]]
"""Which slices an observation belongs to; none: it is left out."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One value of a dimension within one access and unit."""

    access: str
    unit: str
    value: str
    level: Level
    part: float  # of the operators of this access and unit; where slices overlap, over 1 in all


CELL_DIMENSIONS: Mapping[str, By] = {
    "provider": lambda one: (one.cell.provider,),
    "access": lambda one: (one.cell.access,),
    "supply": lambda one: (one.cell.supply,),
    "tier": lambda one: (one.cell.tier,),
    "unit": lambda one: (one.cell.unit,),
}


def slices(observations: Iterable[Observation], by: By, always: Sequence[str] = ()) -> list[Slice]:
    """The slices of one period, by access and unit, those of most operators first.

    Values in ``always`` are told even where nobody has them: nobody is a finding, too.
    """
    markets: dict[tuple[str, str], dict[str, list[Observation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in observations:
        for value in by(one):
            markets[one.cell.access, one.cell.unit][value].append(one)
    return [
        cut
        for (access, unit), cuts in sorted(markets.items())
        for cut in _cut(access, unit, cuts, always)
    ]


def weekly(
    observations: Iterable[Observation], by: By, always: Sequence[str] = ()
) -> dict[date, list[Slice]]:
    """The slices of every period there is, oldest first."""
    periods: dict[date, list[Observation]] = defaultdict(list)
    for one in observations:
        periods[one.period].append(one)
    return {period: slices(periods[period], by, always) for period in sorted(periods)}


def _cut(
    access: str, unit: str, cuts: Mapping[str, Sequence[Observation]], always: Sequence[str]
) -> list[Slice]:
    everybody = {one.operator for told in cuts.values() for one in told}
    found = []
    for value in {*cuts, *always}:
        told = cuts.get(value, ())
        here = standing(told)
        part = here.operators / len(everybody) if everybody else 0.0
        found.append(Slice(access, unit, value, here, part))
    return sorted(found, key=lambda cut: (-cut.level.operators, cut.value))


def standing(observations: Iterable[Observation], rules: Rules = WEEKLY) -> Level:
    """Where operators stand, each counting once, however many channels and rows it has.

    Five operators have a mean with its interval and quartiles, three their extremes, fewer nothing.
    """
    told = list(observations)
    channels, rows = len({one.channel for one in told}), sum(one.rows for one in told)
    return level(np.array([*by_operator(told).values()], dtype=float), channels, rows, rules)


def by_operator(observations: Iterable[Observation]) -> dict[str, float]:
    """One log ratio per operator, as published levels have it: the mean over its leaf cells of the
    median over its channels there.
    """
    channels: dict[tuple[str, Cell], list[float]] = defaultdict(list)
    for one in observations:
        channels[one.operator, one.cell].append(one.log_ratio)
    leaves: dict[str, list[float]] = defaultdict(list)
    for (operator, _), logs in channels.items():
        leaves[operator].append(median(logs))
    return {operator: fmean(logs) for operator, logs in sorted(leaves.items())}


def unstated(observations: Iterable[Observation]) -> float:
    """The share of operators, one at least, that nowhere state where their supply comes from."""
    told = list(observations)
    operators = {one.operator for one in told}
    stated = {one.operator for one in told if one.cell.supply != UNKNOWN}
    return 1 - len(stated) / len(operators)
