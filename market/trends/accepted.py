"""The observations that are used, judged as those behind the published levels are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from market.trends.exclusions import Verdict
from market.trends.observation import Observation
from market.trends.readings import Readings, read
from market.trends.rules import WEEKLY, Rules


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is used, and how many observations of the window are not, by any rule."""

    used: tuple[Observation, ...]
    excluded: int


def accepted(observations: Iterable[Observation], rules: Rules = WEEKLY) -> Accepted:
    """Judge a window of observations: implausible, confused, fenced and dumped ones are left out.

    The window is what is given: eight periods or more let a quote be judged by its own past.
    """
    markets: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        markets[one.cell.access, one.cell.unit].append(one)
    used: list[Observation] = []
    for market in sorted(markets):
        told = markets[market]
        used += _used(read(told, sorted({one.period for one in told}), rules))
    return Accepted(tuple(used), sum(map(len, markets.values())) - len(used))


def _used(found: Readings) -> list[Observation]:
    there = ~np.isnan(found.panels[0, found.told.product, found.told.at])
    kept = np.flatnonzero((found.verdict == Verdict.USED) & there)
    return [found.told.observed[place] for place in kept]
