"""One access and unit up to one period: the index of its cells, the widest one first."""

from collections.abc import Mapping, Sequence

import numpy as np

from market.statistics.clusters import joining
from market.statistics.groups import Places
from market.trends import aggregate
from market.trends.cells import Cell
from market.trends.index import Window
from market.trends.published import Published, Weight
from market.trends.readings import Readings
from market.trends.series import Series, impute, join, remembered
from market.trends.weights import in_force


class Reckoning:
    """Cells with their windows and series. Up to the provider each is reckoned directly over its
    products; all providers together are their weighted mean.
    """

    def __init__(
        self,
        readings: Readings,
        before: Mapping[Cell, Sequence[Published]],
        weights: Sequence[Weight],
    ) -> None:
        """Reckons everything at once."""
        self.readings, self.rules = readings, readings.rules
        self.periods = readings.told.periods
        self.whole, *direct = readings.cells()
        self.windows = {cell: readings.window(cell) for cell in direct}
        self.series = {
            cell: remembered(cell, before.get(cell, ()), self.periods, readings.seen(cell))
            for cell in (self.whole, *direct)
        }
        self._providers = [cell for cell in direct if cell.parent == self.whole]
        self._weights = [in_force(weights, self.whole, period) for period in self.periods]
        self._join()

    def parts(self, cell: Cell) -> dict[Cell, Window]:
        """The windows a cell is reckoned from: its own, or those of the providers."""
        of = self._providers if cell == self.whole else [cell]
        return {part: self.windows[part] for part in of}

    def weights(self, cell: Cell, period: int) -> dict[Cell, float]:
        """What its parts count in a period; empty where they count alike."""
        return self._weights[period] if cell == self.whole else {}

    def matched(self, cell: Cell, period: int, earlier: int | None = None) -> Places:
        """Operators that are there in both periods; without an earlier one, on the newest link."""
        found = []
        for part in self.parts(cell).values():
            since = int(part.previous[period]) if earlier is None else earlier
            found.append(joining(part.matches, since, period))
        return np.unique(np.concatenate(found))

    def _join(self) -> None:
        for cell, window in self.windows.items():
            join(self.series[cell], window, self.rules)
        newest = len(self.periods) - 1
        for period in range(len(self.periods)):
            told = [one for one in self.series.values() if one.fresh or period == newest]
            for series in told:
                self._fill(series, period)
        aggregate.begin(self.series[self.whole], self.rules)

    def _fill(self, series: Series, period: int) -> None:
        """What a cell's own products do not say; the wider cells are filled already."""
        parent = series.cell.parent
        if parent is None:
            providers = [self.series[cell] for cell in self._providers]
            aggregate.step(series, providers, self._weights[period], period)
        else:
            impute(series, self.series[parent], period)
