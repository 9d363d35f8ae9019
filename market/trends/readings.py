"""All quotes of one access and unit in a window, judged; what any of its cells is reckoned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from market.statistics.groups import Places
from market.statistics.panel import Logs, Mask
from market.trends import index
from market.trends.cells import ALL, Cell
from market.trends.exclusions import Verdict, dumped, verdicts
from market.trends.levels import by_operator, level
from market.trends.observation import Observation
from market.trends.products import Quotes, panels, quotes
from market.trends.published import Excluded, Level
from market.trends.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Quotes with their verdicts, and the panels of the products that are used."""

    told: Quotes
    verdict: NDArray[np.int8]
    dumped: Mask  # [product, period]
    panels: Logs  # [(total, list, fx), product, period], without what was dumped
    leaf: Places  # of the products
    operator: Places
    rules: Rules

    def cells(self) -> list[Cell]:
        """Every cell there is something of, the widest first."""
        found: set[Cell] = set()
        for leaf in self.told.leaves:
            provider = Cell(leaf.access, leaf.unit, leaf.provider)
            tier = Cell(leaf.access, leaf.unit, leaf.provider, leaf.tier)
            supply = Cell(leaf.access, leaf.unit, leaf.provider, supply=leaf.supply)
            found |= {Cell(leaf.access, leaf.unit), provider, tier, supply, leaf}
        return sorted(found, key=lambda cell: (_depth(cell), cell))

    def within(self, cell: Cell) -> Mask:
        """Which leaves a cell holds."""
        return np.array([cell.holds(leaf) for leaf in self.told.leaves], dtype=bool)

    def window(self, cell: Cell) -> index.Window:
        """How a cell moved, reckoned directly over its products."""
        of = self.within(cell)[self.leaf]
        return index.window(self.panels[:, of], self.operator[of], self.rules)

    def seen(self, cell: Cell) -> Mask:
        """In which periods anything of a cell was read."""
        found = np.zeros(len(self.told.periods), dtype=bool)
        found[self.told.at[self.within(cell)[self.told.leaf]]] = True
        return found

    def level(self, cell: Cell, period: int) -> Level:
        """Where a cell stands."""
        of = self.within(cell)
        logs = by_operator(self.panels[0, of[self.leaf], period], self.operator[of[self.leaf]])
        here = of[self.told.leaf] & (self.told.at == period) & (self.verdict == Verdict.USED)
        here &= ~np.isnan(self.panels[0, self.told.product, period])
        channels = len(np.unique(self.told.channel[here]))
        return level(logs, channels, int(self.told.rows[here].sum()), self.rules)

    def excluded(self, cell: Cell, period: int) -> Excluded:
        """What was read of a cell and not used."""
        of = self.within(cell)
        here = of[self.told.leaf] & (self.told.at == period)
        times = np.bincount(self.verdict[here], minlength=len(Verdict))
        touched = here & ((self.verdict != Verdict.USED) | (self.told.implausible > 0))
        return Excluded(
            read=int(here.sum()),
            implausible=int(times[Verdict.IMPLAUSIBLE]),
            confused=int(times[Verdict.CONFUSED]),
            fenced=int(times[Verdict.FENCED]),
            dumped=int(self.dumped[of[self.leaf]].sum()),
            operators=len(np.unique(self.told.operator[touched])),
        )


def read(observations: Iterable[Observation], periods: Sequence[date], rules: Rules) -> Readings:
    """Judge the observations of one access and unit that fall into the window ``periods``."""
    told = quotes(observations, periods, rules)
    verdict = verdicts(told, rules)
    found = panels(told, verdict == Verdict.USED)
    sold_off = dumped(told, found[0], rules)
    return Readings(
        told=told,
        verdict=verdict,
        dumped=sold_off,
        panels=np.where(sold_off, np.nan, found),
        leaf=told.of_products(told.leaf),
        operator=told.of_products(told.operator),
        rules=rules,
    )


def _depth(cell: Cell) -> int:
    return sum(value != ALL for value in (cell.provider, cell.tier, cell.supply))
