"""What was published of a cell over a window's periods, and how the newest period joins it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from market.statistics.panel import Logs, Mask
from market.trends.cells import Cell
from market.trends.index import Window
from market.trends.published import Parts, Published
from market.trends.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """By period; the arrays are filled as periods are reckoned."""

    cell: Cell
    moved: Logs  # [period, (total, list, fx)] since the base, NaN for a gap
    own: Mask  # reckoned from the cell's own products, not imputed
    rebased: Mask  # begun anew: joined to nothing published before
    fresh: bool  # nothing is published for good: it is told whole
    seen: Mask  # whether anything of it was read

    @property
    def start(self) -> int:
        """The first period in which anything of it was read."""
        return int(np.argmax(self.seen))

    def last(self, period: int) -> int | None:
        """The newest period before that has an index."""
        there = np.flatnonzero(~np.isnan(self.moved[:period, 0]))
        return int(there[-1]) if len(there) else None

    def way(self, earlier: int, later: int) -> Logs:
        """The log change between two periods; NaN over a gap's edge or a new base."""
        if self.rebased[earlier + 1 : later + 1].any():
            return np.full(3, np.nan)
        found: Logs = self.moved[later] - self.moved[earlier]
        return found

    def parts(self, values: Logs) -> Parts | None:
        """Total, list and exchange rate as whose doing it was; None where there is a gap."""
        total, listed, rate = map(float, values)
        return None if np.isnan(total) else Parts(total - listed - rate, listed, rate)


def remembered(
    cell: Cell, before: Iterable[Published], periods: Sequence[date], seen: Mask
) -> Series:
    """A cell's series as it was published; one that is provisional throughout is begun anew."""
    told = list(before)
    fresh = all("provisional" in one.flags for one in told)
    found = Series(
        cell=cell,
        moved=np.full((len(periods), 3), np.nan),
        own=np.zeros(len(periods), dtype=bool),
        rebased=np.zeros(len(periods), dtype=bool),
        fresh=fresh,
        seen=seen,
    )
    place = {period: at for at, period in enumerate(periods[:-1])}
    for one in told:
        if fresh or one.moved is None or one.period not in place:
            continue
        at, moved = place[one.period], one.moved
        found.moved[at] = moved.total, moved.list_price, moved.fx
        found.own[at] = "imputed" not in one.flags
        found.rebased[at] = "rebased" in one.flags
    return found


def join(series: Series, window: Window, rules: Rules) -> None:
    """Fill in what the cell's own products say: the newest period spliced on what was published, or
    the periods of an index that begins.
    """
    publishable = window.publishable(rules)
    newest = len(publishable) - 1
    overlap = ~np.isnan(series.moved[:newest, 0]) & ~np.isnan(window.way[:newest, 0])
    if (overlap & series.own[:newest]).any():
        overlap &= series.own[:newest]
    if not overlap.any():
        _begin(series, window.way, publishable, rules)
    elif publishable[newest]:
        joined = series.moved[:newest] + window.way[newest] - window.way[:newest]
        series.moved[newest] = joined[overlap].mean(axis=0)
        series.own[newest] = True


def _begin(series: Series, way: Logs, publishable: Mask, rules: Rules) -> None:
    """Put the base at the mean of the first publishable periods, once there are enough."""
    newest, last = len(publishable) - 1, series.last(len(publishable))
    start = series.start if last is None else last + 1
    base = np.flatnonzero(publishable)[: rules.base]
    if newest - start + 1 < rules.history or len(base) < rules.base:
        return
    told = publishable if series.fresh else publishable & (np.arange(newest + 1) == newest)
    series.moved[told] = way[told] - way[base].mean(axis=0)
    series.own[told] = True
    series.rebased[newest] = last is not None and bool(told[newest])


def impute(series: Series, parent: Series, period: int) -> None:
    """Where a cell has a gap after its index began, let it move as its parent did meanwhile."""
    last = series.last(period)
    if last is not None and np.isnan(series.moved[period, 0]):
        series.moved[period] = series.moved[last] + parent.way(last, period)
