"""All quotes of one access and unit in a window, judged; what any of its cells is reckoned from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from market.trends.unsettled import unsettled


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Quotes with their verdicts, and the panels of the products that are used."""

    told: Quotes
    verdict: NDArray[np.int8]
    dumped: Mask  # [product, period]
    panels: Logs  # [(total, list, fx), product, period], without what was dumped
    unsettled: Mask  # [product, period]: left out of the index alone
    leaf: Places  # of the products
    operator: Places
    members: Mapping[Cell, Places]  # the leaves of every cell
    rules: Rules

    def cells(self) -> list[Cell]:
        """Every cell there is something of, the widest first."""
        return sorted(self.members, key=lambda cell: (_depth(cell), cell))

    def within(self, cell: Cell) -> Mask:
        """Which leaves a cell holds."""
        found = np.zeros(len(self.told.leaves), dtype=bool)
        found[self.members[cell]] = True
        return found

    def window(self, cell: Cell) -> index.Window:
        """How a cell moved, reckoned directly over its products."""
        of = self.within(cell)[self.leaf]
        settled = np.where(self.unsettled[of], np.nan, self.panels[:, of])
        return index.window(settled, self.operator[of], self.rules)

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
            unsettled=int(self.unsettled[of[self.leaf]].sum()),
            operators=len(np.unique(self.told.operator[touched])),
        )


def read(observations: Iterable[Observation], periods: Sequence[date], rules: Rules) -> Readings:
    """Judge the observations of one access and unit that fall into the window ``periods``."""
    told = quotes(observations, periods, rules)
    verdict = verdicts(told, rules)
    found = panels(told, verdict == Verdict.USED)
    sold_off = dumped(told, found[0], rules)
    kept = np.where(sold_off, np.nan, found)
    return Readings(
        told=told,
        verdict=verdict,
        dumped=sold_off,
        panels=kept,
        unsettled=unsettled(told, kept[0], rules),
        leaf=told.of_products(told.leaf),
        operator=told.of_products(told.operator),
        members=_members(told.leaves),
        rules=rules,
    )


def _members(leaves: Sequence[Cell]) -> dict[Cell, Places]:
    found: defaultdict[Cell, list[int]] = defaultdict(list)
    for place, leaf in enumerate(leaves):
        of_supply = replace(leaf, tier=ALL)
        for cell in {leaf, of_supply, *_wider(leaf)}:
            found[cell].append(place)
    return {cell: np.array(places, dtype=np.intp) for cell, places in found.items()}


def _wider(cell: Cell) -> Iterator[Cell]:
    parent = cell.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _depth(cell: Cell) -> int:
    return sum(value != ALL for value in (cell.provider, cell.tier, cell.supply))
