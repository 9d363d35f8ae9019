"""The numbers of a period: level, index and change of every cell, from what was read until then.

Nothing later than the period is ever looked at, and nothing published for good is told again: the
newest period is spliced on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Published, Weight
from market.trends.readings import read
from market.trends.reckoning import Reckoning
from market.trends.rules import NIGHTLY, WEEKLY, Rules
from market.trends.telling import Telling
from market.trends.weights import first_weights

__all__ = ["METHOD", "NIGHTLY", "WEEKLY", "Rules", "first_weights", "lookback", "next_numbers"]

METHOD = "index/1"  # grows when the same observations would give other numbers


def lookback(periods: Sequence[date], rules: Rules = WEEKLY) -> date:
    """The oldest period whose observations and publications ``next_numbers`` needs."""
    return periods[-rules.width(len(periods))]


def next_numbers(
    period: date,
    periods: Sequence[date],
    observations: Iterable[Observation],
    before: Sequence[Published],
    weights: Sequence[Weight],
    rules: Rules = WEEKLY,
    *,
    draws: int = 500,
) -> list[Published]:
    """The numbers of ``period``, the last one of ``periods``, for every cell.

    Of cells for which nothing is published for good yet also those of their earlier periods;
    "provisional" until their history is long enough for an index. Raises ValueError for a period
    that is not the last one, and for a channel that is told twice in a cell and period.
    """
    if not periods or periods[-1] != period:
        raise ValueError(f"{period} is not the last of the periods")
    window = periods[-rules.width(len(periods)) :]
    inside, markets = set(window), defaultdict(list)
    for one in observations:
        if one.period in inside:
            markets[one.cell.access, one.cell.unit].append(one)
    published: defaultdict[Cell, list[Published]] = defaultdict(list)
    for told in before:
        published[told.cell].append(told)
    numbers: list[Published] = []
    for _, rows in sorted(markets.items()):
        readings = read(rows, window, rules)
        numbers += Telling(Reckoning(readings, published, weights), draws).numbers()
    return numbers
