"""A reckoning in the words it is published in: level, movement, change, exclusions and flags."""

from collections.abc import Iterator, Mapping

import numpy as np

from market.statistics.panel import Logs
from market.trends import aggregate
from market.trends.bootstrap import reach, seed, ways
from market.trends.cells import Cell
from market.trends.published import Change, Published
from market.trends.reckoning import Reckoning
from market.trends.series import Series


class Telling:
    """Tells the newest period of every cell, and all periods of cells that are told whole."""

    def __init__(self, reckoning: Reckoning, draws: int) -> None:
        """``draws`` of the bootstrap; with none there are no intervals of changes."""
        self._known, self._rules, self._draws = reckoning, reckoning.rules, draws
        self._ways: dict[tuple[Cell, tuple[tuple[Cell, float], ...]], Logs] = {}

    def numbers(self) -> Iterator[Published]:
        """By cell and period. A cell of which nothing was read for as long as a product may be
        missing is not told, nor is one that is not there and has no index either.
        """
        newest = len(self._known.periods) - 1
        for series in self._known.series.values():
            for period in range(series.start if series.fresh else newest, newest + 1):
                there = series.seen[period]
                if there or (
                    self._lately(series, period) and not np.isnan(series.moved[period, 0])
                ):
                    yield self._told(series, period)

    def _lately(self, series: Series, period: int) -> bool:
        days = self._known.periods
        last = np.flatnonzero(series.seen[: period + 1])[-1:]
        return any((days[period] - days[at]).days <= self._rules.gap_days for at in last)

    def _told(self, series: Series, period: int) -> Published:
        cell, readings = series.cell, self._known.readings
        level = readings.level(cell, period)
        return Published(
            cell=cell,
            period=self._known.periods[period],
            level=level,
            matched=len(self._known.matched(cell, period)),
            moved=series.parts(series.moved[period]),
            link=series.parts(series.way(period - 1, period)) if period else None,
            change=self._change(series, period),
            dummy=self._dummy(series, period),
            excluded=readings.excluded(cell, period),
            flags=tuple(self._flags(series, period, level.operators)),
        )

    def _flags(self, series: Series, period: int, operators: int) -> Iterator[str]:
        if self._rules.level <= operators < self._rules.few:
            yield "few_operators"
        if not (np.isnan(series.moved[period, 0]) or series.own[period]):
            yield "imputed"
        if series.fresh and len(self._known.periods) - series.start < self._rules.history:
            yield "provisional"
        if series.rebased[period]:
            yield "rebased"
        if period and self._weights(series, period) != self._weights(series, period - 1):
            yield "reweighted"

    def _weights(self, series: Series, period: int) -> dict[Cell, float]:
        return self._known.weights(series.cell, period)

    def _dummy(self, series: Series, period: int) -> float | None:
        """The second opinion, where there is a first one."""
        earlier = period - self._rules.change
        if earlier < 0 or np.isnan(series.way(earlier, period)).any():
            return None
        changes = {
            part: np.atleast_1d(window.dummy[period] - window.dummy[earlier])
            for part, window in self._known.parts(series.cell).items()
        }
        mean = aggregate.weighted(changes, self._weights(series, period))
        return None if mean is None else float(mean[0])

    def _change(self, series: Series, period: int) -> Change | None:
        earlier = period - self._rules.change
        if earlier < 0 or np.isnan(series.way(earlier, period)).any():
            return None
        log = float(series.way(earlier, period)[0])
        operators = len(self._known.matched(series.cell, period, earlier))
        half = self._half(series, earlier, period, operators) if series.own[period] else None
        low, high = (None, None) if half is None else (log - half, log + half)
        return Change(self._rules.change, log, low, high, operators)

    def _half(self, series: Series, earlier: int, period: int, operators: int) -> float | None:
        """Half the interval of a change, where enough operators are there for one."""
        windows = self._known.parts(series.cell)
        shares = aggregate.shares(windows, self._weights(series, period), earlier, period)
        if operators < self._rules.interval or not shares or not self._draws:
            return None
        key = (series.cell, tuple(sorted(shares.items())))
        if key not in self._ways:
            start = seed(series.cell, self._known.periods[-1])
            self._ways[key] = ways(windows, shares, start, self._draws)
        changes = self._ways[key][:, period] - self._ways[key][:, earlier]
        return reach(changes, operators, self._revision(series, shares))

    def _revision(self, series: Series, shares: Mapping[Cell, float]) -> float:
        """How far what was published lies from what the window says of the same periods today: it
        was told when the last lots sold off could not be known as such yet.
        """
        windows = self._known.windows
        way = sum(share * windows[cell].way[:-1, 0] for cell, share in shares.items())
        apart = (series.moved[:-1, 0] - way)[series.own[:-1]]
        told = apart[~np.isnan(apart)]
        return float(told.std(ddof=1)) if len(told) > 1 else 0.0
