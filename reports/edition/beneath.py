"""What lies beneath a cell's number: one value per operator, and how many state their supply."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.slices import by_operator, unstated
from reports.model import Dot


@dataclass(slots=True)
class Beneath:
    """One cell's observations of one period."""

    seen: list[Observation] = field(default_factory=list)

    def dots(self) -> tuple[Dot, ...]:
        """One per operator, as published levels have it."""
        return tuple(Dot(operator, exp(log)) for operator, log in by_operator(self.seen).items())

    def unknown(self) -> float:
        """The share of operators that say nothing of where their supply comes from."""
        return unstated(self.seen)


def beneath(observations: Iterable[Observation]) -> Mapping[tuple[Cell, date], Beneath]:
    """Everything observed, by the wide cells it belongs to and by period."""
    found: dict[tuple[Cell, date], Beneath] = defaultdict(Beneath)
    for one in observations:
        for cell in wide(one.cell):
            found[cell, one.period].seen.append(one)
    return found


def wide(leaf: Cell) -> Iterator[Cell]:
    """The provider's cell and the access market's, over all tiers and supplies."""
    yield Cell(leaf.access, leaf.unit, leaf.provider)
    yield Cell(leaf.access, leaf.unit)
