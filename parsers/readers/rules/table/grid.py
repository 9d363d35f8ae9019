"""The rows of tables drawn with bars, table tags or tabs, each under the heads of its columns:
those in the text above it, else those the listing stands under.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.around import Said
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.table.heads import Head

Place = tuple[int, int]  # tokens from the first up to the last, not included
_MOST = 60  # columns; nobody reads a wider table
_RULE = re.compile(r"[\s|:=+-]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one under each head, and the lines above the table, the nearest first."""

    heads: tuple[Head, ...]
    cells: tuple[Place, ...]
    captions: tuple[str, ...]

    @property
    def place(self) -> Place:
        """All its tokens."""
        return self.cells[0][0], self.cells[-1][1]


def barred(told: Said) -> Iterator[Row]:
    """The rows under a head with as many columns as they have cells."""
    scan, heads = told.text, heads_above(told)
    above: tuple[str, ...] = (told.head.folded.original[-_CAPTION:],)
    captions = above
    lines = list(lines_of(scan))
    for at, (low, high) in enumerate(lines):
        cells = _cells(scan, low, high)
        if len(cells) < 2:
            if high > low:
                heads = heads_above(told)
                captions = (scan.quote(low, high - 1)[0][:_CAPTION], *captions[:2], *above)
        elif _is_rule(scan, low, high):
            continue
        elif _is_head(scan, cells, lines[at + 1 : at + 2]):
            heads = (tuple(head_of(scan, *cell) for cell in cells),)
        else:
            fitting = next((found for found in heads if len(found) == len(cells)), None)
            if fitting:
                yield Row(fitting, tuple(cells), captions)


def lines_of(scan: Scan) -> Iterator[Place]:
    """Lines as token ranges. A line broken inside a cell (<br>) goes on."""
    low = 0
    for at, token in enumerate(scan.tokens):
        if token.text == "\n" and not _is_soft(scan, at):
            yield low, at
            low = at + 1
    yield low, len(scan.tokens)


def _is_soft(scan: Scan, at: int) -> bool:
    start = scan.folded.starts[scan.tokens[at].start]
    return scan.folded.original[start : start + 3].lower() == "<br"


def _cells(scan: Scan, low: int, high: int) -> list[Place]:
    """What stands between the bars of a line; an outer bar on either side encloses nothing."""
    if "|" not in scan.shape[low:high]:
        return []
    low, high = low + (scan.shape[low] == "|"), high - (scan.shape[high - 1] == "|")
    cells = []
    for piece in scan.shape[low:high].split("|")[: _MOST + 1]:
        cells.append((low, low + len(piece)))
        low += len(piece) + 1
    return cells if len(cells) <= _MOST else []


def _is_rule(scan: Scan, low: int, high: int) -> bool:
    """The line under a head: "|---|:--:|"."""
    return high > low and _RULE.fullmatch(words(scan, low, high)) is not None


def _is_head(scan: Scan, cells: list[Place], below: list[Place]) -> bool:
    """A line with a rule under it, or one of which most words are known as heads and none as
    amounts of money.
    """
    if below and _is_rule(scan, *below[0]):
        return True
    if "m" in scan.shape[cells[0][0] : cells[-1][1]]:
        return False
    heads = [head_of(scan, low, high) for low, high in cells]
    known = sum(1 for head in heads if head.role or head.unit)
    return known >= 2 and 2 * known > len(cells) and bool(heads[0].role)


def head_of(scan: Scan, low: int, high: int) -> Head:
    """The head that these tokens are."""
    return Head(scan, low, high, _SPACES.sub(" ", words(scan, low, high)))


def words(scan: Scan, low: int, high: int) -> str:
    """The folded text of these tokens."""
    if low >= high:
        return ""
    return scan.folded.text[scan.tokens[low].start : scan.tokens[high - 1].end]


_CAPTION = 300  # characters of a line above a table that say what it is of


def heads_above(told: Said) -> tuple[tuple[Head, ...], ...]:
    """The heads in the listing's context, and the same without the words before or behind them."""
    return _heads_above(told.head)


@lru_cache(maxsize=4)
def _heads_above(scan: Scan) -> tuple[tuple[Head, ...], ...]:
    for low, high in reversed(list(lines_of(scan))):
        cells = _cells(scan, low, high)
        if len(cells) > 1:
            whole = tuple(head_of(scan, *cell) for cell in cells)
            return whole, _without_words(scan, low, high, whole)
    return ()


def _without_words(scan: Scan, low: int, high: int, heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """The heads alone of "| a | b | (all of them so)" and "## Prices | a | b |"."""
    opens, closes = scan.shape[low] == "|", scan.shape[high - 1] == "|"
    return heads if opens == closes else heads[:-1] if opens else heads[1:]
