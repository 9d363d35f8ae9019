"""How far apart operators' prices are, week by week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from market.trends.cells import Cell
from market.trends.dispersion import Spread, dispersion
from reports.asked.memory import Asked
from reports.asked.weeks import observed


@dataclass(frozen=True, slots=True)
class Dispersed:
    """Each provider's cells with their spreads, oldest first; those of most operators lead."""

    cells: tuple[tuple[Cell, tuple[Spread, ...]], ...]
    excluded: int


def of(memory: Asked, on: date, weeks: int = 13) -> Dispersed:
    """The spreads of the last observed weeks."""
    told = observed(memory, on, weeks)
    cells: dict[Cell, list[Spread]] = defaultdict(list)
    for spread in dispersion(told.used):
        cells[spread.cell].append(spread)
    ranked = sorted(cells.items(), key=lambda told: (-told[1][-1].operators, told[0]))
    return Dispersed(tuple((cell, tuple(spreads)) for cell, spreads in ranked), told.excluded)
