"""Whose row of a table it is: provider and model by the names in it, its column or its table."""

from bisect import bisect_right
from dataclasses import replace

from market.claims import Discount, Multiplier, Price
from market.types import Fact
from parsers.readers.around import Said
from parsers.readers.names import Subject, named, row_of_names
from parsers.readers.rules.table import grid
from parsers.readers.rules.table.grid import Row
from parsers.readers.rules.table.heads import Head
from parsers.readers.subject import whole


def of_row(told: Said, row: Row, head: Head) -> Subject:
    """The names in the row, its naming columns first; else those in the head of the column, above
    the table, in the whole listing.
    """
    names = names_of_row(told, row)
    if names:
        return named(told.text, names)
    in_head = [at for at in range(head.first, head.last) if head.scan.shape[at] == "M"]
    if in_head:
        return named(head.scan, in_head)
    around = (*row.captions, told.text.folded.original)
    return next(filter(None, map(whole, around)), Subject())


def names_of_row(told: Said, row: Row) -> list[int]:
    """Places of the names in the first cell of the row that has any, naming columns first."""
    cells = list(zip(row.heads, row.cells, strict=True))
    naming = [cell for head, cell in cells if head.role in ("name", "group", "identity", "")]
    rest = [cell for head, cell in cells if head.role == "remark"]
    for low, high in naming + rest:
        at = told.text.shape.find("M", low, high)
        if at >= 0:
            return [place for place in row_of_names(told.text, at) if low <= place < high]
    return []


class Cells:
    """Whose each cell of a listing's tables is."""

    def __init__(self, told: Said) -> None:
        self._told = told
        rows = grid.barred(told) if "|" in told.text.shape else ()
        self._cells = [
            (*cell, row, head)
            for row in rows
            for head, cell in zip(row.heads, row.cells, strict=True)
        ]
        self._ends = [cell[1] for cell in self._cells]

    def subject(self, at: int) -> Subject | None:
        """What the cell around this token speaks of; None outside of tables."""
        found = bisect_right(self._ends, at)
        if found == len(self._cells):
            return None
        low, _, row, head = self._cells[found]
        return of_row(self._told, row, head) if low <= at else None


def said_of(fact: Fact, about: Subject) -> Fact:
    """The same fact about this subject."""
    value = fact.value
    if not isinstance(value, Price | Multiplier | Discount):
        return fact
    return replace(fact, value=replace(value, provider=about.provider, model=about.model))
