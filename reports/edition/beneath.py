"""What lies beneath a cell's number: one value per operator, and how many state their supply."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp
from statistics import fmean, median

from market.trends.cells import Cell
from market.trends.observation import Observation
from reports.model import Dot

Seen = dict[str, dict[Cell, list[float]]]  # by operator, then by leaf


@dataclass(slots=True)
class Beneath:
    """One cell's observations of one period, by operator."""

    seen: Seen = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def dots(self) -> tuple[Dot, ...]:
        """One per operator: the geometric mean over leaves of the median over its channels."""
        return tuple(
            Dot(operator, exp(fmean(map(median, leaves.values()))))
            for operator, leaves in sorted(self.seen.items())
        )

    def unknown(self) -> float | None:
        """The share of operators that say nothing of where their supply comes from."""
        silent = [all(leaf.supply == "unknown" for leaf in leaves) for leaves in self.seen.values()]
        return sum(silent) / len(silent) if silent else None


def beneath(observations: Iterable[Observation]) -> Mapping[tuple[Cell, date], Beneath]:
    """Everything observed, by the wide cells it belongs to and by period."""
    found: dict[tuple[Cell, date], Beneath] = defaultdict(Beneath)
    for one in observations:
        for cell in wide(one.cell):
            found[cell, one.period].seen[one.operator][one.cell].append(one.log_ratio)
    return found


def wide(leaf: Cell) -> Iterator[Cell]:
    """The provider's cell and the access market's, over all tiers and supplies."""
    yield Cell(leaf.access, leaf.unit, leaf.provider)
    yield Cell(leaf.access, leaf.unit)
