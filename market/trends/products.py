"""A window's observations as columns, and the products they are quotes of: an operator in a leaf
cell, anew after it was not seen for more than 28 days.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from market.statistics.groups import Places, medians
from market.statistics.panel import Logs, Mask
from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.rules import Rules

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """Observations, one an entry, ordered by product, period and channel."""

    periods: tuple[date, ...]
    leaves: tuple[Cell, ...]
    operators: tuple[str, ...]
    observed: tuple[Observation, ...]
    at: Places  # the period's place; the next four likewise
    leaf: Places
    operator: Places
    channel: Places
    product: Places
    ratio: Logs  # natural logarithms, these three
    list_part: Logs
    fx_part: Logs
    rows: Places  # offers behind it
    implausible: Places  # offers left out before

    @property
    def products(self) -> int:
        """How many there are."""
        return int(self.product[-1]) + 1 if len(self.product) else 0

    def of_products(self, values: Places) -> Places:
        """Leaves or operators of the quotes as those of the products."""
        _, first = np.unique(self.product, return_index=True)
        return values[first]


def quotes(observations: Iterable[Observation], periods: Sequence[date], rules: Rules) -> Quotes:
    """Of the ``periods`` alone. Raises ValueError for a channel told twice in a leaf and period."""
    inside = set(periods)
    rows = [one for one in observations if one.period in inside]
    operators, operator = _places(one.operator for one in rows)
    leaves, leaf = _places(one.cell for one in rows)
    _, channel = _places(one.channel for one in rows)
    days = np.array([one.period.toordinal() for one in rows], dtype=np.intp)
    order = np.lexsort((channel, days, operator, leaf))
    operator, leaf, channel, days = (column[order] for column in (operator, leaf, channel, days))
    rows = [rows[place] for place in order]
    same = (np.diff(operator) == 0) & (np.diff(leaf) == 0)
    if (same & (np.diff(days) == 0) & (np.diff(channel) == 0)).any():
        raise ValueError("a channel is told twice in a cell and period")
    starts = np.concatenate(([True], ~same | (np.diff(days) > rules.gap_days)))[: len(rows)]
    return Quotes(
        periods=tuple(periods),
        leaves=leaves,
        operators=operators,
        observed=tuple(rows),
        at=np.searchsorted([day.toordinal() for day in periods], days),
        leaf=leaf,
        operator=operator,
        channel=channel,
        product=np.cumsum(starts) - 1,
        ratio=np.array([one.log_ratio for one in rows], dtype=float),
        list_part=np.array([one.list_part for one in rows], dtype=float),
        fx_part=np.array([one.fx_part for one in rows], dtype=float),
        rows=np.array([one.rows for one in rows], dtype=np.intp),
        implausible=np.array([one.implausible for one in rows], dtype=np.intp),
    )


def _places(names: Iterable[Name]) -> tuple[tuple[Name, ...], Places]:
    told = list(names)
    known = tuple(sorted(set(told), key=str))
    place = {name: at for at, name in enumerate(known)}
    return known, np.array([place[name] for name in told], dtype=np.intp)


def panels(told: Quotes, used: Mask) -> Logs:
    """``[panel, product, period]``: log ratios, and the parts of list prices and exchange rates in
    them; missing where no quote is used. Channels of an operator are reduced by their median.
    """
    across, places = len(told.periods), told.products * len(told.periods)
    place = (told.product * across + told.at)[used]
    columns = (told.ratio, told.list_part, told.fx_part)
    found = [medians(column[used], place, places) for column in columns]
    return np.stack(found).reshape(3, told.products, across)
