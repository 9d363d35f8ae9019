"""Table rows: each cell under the head of its column, so that units carry over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.readers.around import Said
from parsers.readers.tokens import Scan

_GROUPS = re.compile(r"分组|线路|渠道|group|tier|channel")


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens ``first`` up to ``last`` of the text, and the words at the head of the column."""

    head: str
    first: int
    last: int
    lone: int | None  # place of the number or money that is all the cell says
    group: str  # the row's name, where the first column is of groups or lines


def cells(told: Said) -> Iterator[Cell]:
    """The cells of one row or more under the last line of the head; none when that has another
    number of columns.
    """
    last_line = told.head.folded.text.strip().rpartition("\n")[2]
    heads = [piece.strip() for piece in last_line.strip("| ").split("|")]
    if len(heads) < 2:
        return
    for low, high in _rows(told.text.shape):
        columns = _columns(told.text.shape, low, high)
        if len(columns) == len(heads):
            group = _words(told.text, *columns[0]) if _GROUPS.search(heads[0]) else ""
            for head, (first, last) in zip(heads, columns, strict=True):
                yield Cell(head, first, last, _lone(told.text, first, last), group)


def _rows(shape: str) -> Iterator[tuple[int, int]]:
    low = 0
    for piece in shape.split(";"):
        if "|" in piece:
            yield low, low + len(piece)
        low += len(piece) + 1


def _columns(shape: str, low: int, high: int) -> list[tuple[int, int]]:
    """Token ranges between the bars; an outer bar on either side encloses nothing."""
    if shape[low:high].startswith("|"):
        low += 1
    if shape[low:high].endswith("|"):
        high -= 1
    columns = []
    for piece in shape[low:high].split("|"):
        columns.append((low, low + len(piece)))
        low += len(piece) + 1
    return columns


def _lone(scan: Scan, first: int, last: int) -> int | None:
    """The only amount of a cell that says nothing else but its unit."""
    amounts = [at for at in range(first, last) if scan.shape[at] in "nm"]
    others = [at for at in range(first, last) if scan.shape[at] not in "nmxt("]
    return amounts[0] if len(amounts) == 1 and not others else None


def _words(scan: Scan, first: int, last: int) -> str:
    return " ".join(scan.quote(first, last - 1)[0].split()) if last > first else ""
