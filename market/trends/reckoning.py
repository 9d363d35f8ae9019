"""One access and unit in one period: its cells reckoned from the widest to the narrowest."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from market.statistics.clusters import joining
from market.statistics.groups import Places
from market.trends import aggregate
from market.trends.bootstrap import reach, seed, ways
from market.trends.cells import Cell
from market.trends.index import Window
from market.trends.published import Change, Published, Weight
from market.trends.readings import Readings
from market.trends.series import impute, join, remembered
from market.trends.weights import in_force


class Reckoning:
    """All cells of an access and unit over a window; ``numbers`` tells them."""

    def __init__(
        self,
        readings: Readings,
        before: Mapping[Cell, Sequence[Published]],
        weights: Sequence[Weight],
        draws: int,
    ) -> None:
        self.readings, self.rules, self.draws = readings, readings.rules, draws
        self.periods = readings.told.periods
        self.cells = readings.cells()
        self.whole = self.cells[0]
        self.windows = {cell: readings.window(cell) for cell in self.cells[1:]}
        self.providers = [cell for cell in self.windows if cell.parent == self.whole]
        self.weights = [in_force(weights, self.whole, period) for period in self.periods]
        self.series = {
            cell: remembered(cell, before.get(cell, ()), self.periods, readings.seen(cell))
            for cell in self.cells
        }
        self._join()

    def numbers(self) -> Iterator[Published]:
        """The newest period of every cell, and the earlier ones of cells that are told whole."""
        newest = len(self.periods) - 1
        for cell, series in self.series.items():
            for period in range(series.start if series.fresh else newest, newest + 1):
                told = self._told(cell, period)
                if told.excluded.read or told.moved is not None:
                    yield told

    def _join(self) -> None:
        for cell, window in self.windows.items():
            join(self.series[cell], window, self.rules)
        newest, whole = len(self.periods) - 1, self.series[self.whole]
        for period in range(newest + 1):
            if whole.fresh or period == newest:
                providers = [self.series[cell] for cell in self.providers]
                aggregate.step(whole, providers, self.weights[period], period)
            for cell, series in self.series.items():
                if cell.parent is not None and (series.fresh or period == newest):
                    impute(series, self.series[cell.parent], period)
        aggregate.begin(whole, self.rules)

    def _told(self, cell: Cell, period: int) -> Published:
        series, level = self.series[cell], self.readings.level(cell, period)
        linked = period > 0 and not np.isnan(series.moved[period - 1, 0])
        return Published(
            cell=cell,
            period=self.periods[period],
            level=level,
            matched=len(self._matched(cell, period)),
            moved=series.parts(series.moved[period]),
            link=series.parts(series.way(period - 1, period)) if linked else None,
            change=self._change(cell, period),
            dummy=self._dummy(cell, period),
            excluded=self.readings.excluded(cell, period),
            flags=tuple(self._flags(cell, period, level.operators)),
        )

    def _flags(self, cell: Cell, period: int, operators: int) -> Iterator[str]:
        series = self.series[cell]
        if self.rules.level <= operators < self.rules.few:
            yield "few_operators"
        if not (np.isnan(series.moved[period, 0]) or series.own[period]):
            yield "imputed"
        if series.fresh and len(self.periods) - series.start < self.rules.history:
            yield "provisional"
        if series.rebased[period]:
            yield "rebased"
        if cell == self.whole and self._reweighted(period):
            yield "reweighted"

    def _reweighted(self, period: int) -> bool:
        return period > 0 and self.weights[period] != self.weights[period - 1]

    def _parts(self, cell: Cell) -> dict[Cell, Window]:
        """The windows a cell is reckoned from: its own, or those of the providers."""
        of = self.providers if cell == self.whole else [cell]
        return {part: self.windows[part] for part in of}

    def _matched(self, cell: Cell, period: int) -> Places:
        """Operators on the newest link."""
        windows = self._parts(cell).values()
        return np.unique(
            np.concatenate([joining(w.matches, int(w.previous[period]), period) for w in windows])
        )

    def _dummy(self, cell: Cell, period: int) -> float | None:
        earlier = period - self.rules.change
        if earlier < 0 or np.isnan(self.series[cell].moved[period, 0]):
            return None
        changes = {
            part: np.atleast_1d(window.dummy[period] - window.dummy[earlier])
            for part, window in self._parts(cell).items()
        }
        weights = self.weights[period] if cell == self.whole else {}
        mean = aggregate.weighted(changes, weights)
        return None if mean is None else float(mean[0])

    def _change(self, cell: Cell, period: int) -> Change | None:
        earlier, series = period - self.rules.change, self.series[cell]
        if earlier < 0 or np.isnan(series.moved[[earlier, period], 0]).any():
            return None
        log = float(series.way(earlier, period)[0])
        if np.isnan(log):
            return None
        windows = self._parts(cell)
        matched = [joining(w.matches, earlier, period) for w in windows.values()]
        operators = len(np.unique(np.concatenate(matched)))
        half = self._half(cell, earlier, period, operators) if series.own[period] else None
        if half is None:
            return Change(self.rules.change, log, None, None, operators)
        return Change(self.rules.change, log, log - half, log + half, operators)

    def _half(self, cell: Cell, earlier: int, period: int, operators: int) -> float | None:
        """Half the interval of a change, where enough operators are there for one."""
        weights = self.weights[period] if cell == self.whole else {}
        shares = aggregate.shares(self._parts(cell), weights, earlier, period)
        if operators < self.rules.interval or not shares or not self.draws:
            return None
        way = ways(shares, seed(cell, self.periods[-1]), self.draws)
        return reach(way[:, period] - way[:, earlier], operators)
