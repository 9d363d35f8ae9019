"""Tables that lost their bars: a line of heads ("Model Official Price Our Price", or glued:
"ModelInput PriceOutput Price") over rows whose amounts stand in the same order; or every cell on a
line of its own.
"""

from collections.abc import Iterator
from itertools import pairwise

from parsers.readers.around import Said
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.table.grid import Place, Row, head_of, lines_of
from parsers.readers.rules.table.headline import heads_of
from parsers.readers.rules.table.heads import PRICED, Head

_CAPTION = 300
_WORDS = 30  # tokens of a line of heads
_STACKED = 12  # columns of a table with a cell a line


def rows(told: Said) -> Iterator[Row]:
    """Rows without bars under heads that price something."""
    lines = [place for place in lines_of(told.text) if place[0] < place[1]]
    if "|" not in told.text.shape:
        yield from _side_by_side(told, lines)
        yield from _stacked(told, lines)


def _side_by_side(told: Said, lines: list[Place]) -> Iterator[Row]:
    """Each row a line: a name, then as many amounts as the head has further columns."""
    scan, heads = told.text, heads_of(told.head.folded.original.rpartition("\n")[2])
    above: tuple[str, ...] = (told.head.folded.original[-_CAPTION:],)
    for low, high in lines:
        cells = _cells(scan, low, high, len(heads)) if heads else []
        if cells:
            yield Row(heads, tuple(cells), above)
        elif high - low <= _WORDS and "m" not in scan.shape[low:high]:
            heads = heads_of(scan.quote(low, high - 1)[0])
            above = above if heads else (scan.quote(low, high - 1)[0], *above[:3])
        else:
            heads = ()


def _cells(scan: Scan, low: int, high: int, columns: int) -> list[Place]:
    """The name and the amounts behind it; empty where they are not as many as the columns."""
    numbers = [at for at in range(low + 1, high) if scan.shape[at] in "mn"]
    places = [at for at in numbers if scan.shape[at + 1 : at + 2] != "p"]
    for starts in (numbers, places, _paid(scan, places, columns - 1)):
        if len(starts) == columns - 1:
            bounds = [low, *starts, high]
            return list(pairwise(bounds))
    return []


def _paid(scan: Scan, places: list[int], columns: int) -> list[int]:
    """ "$7.50 $15$37.50 $75 200K": each price with the former one behind it, which goes into the
    same cell.
    """
    money = [at for at in places if scan.shape[at] == "m"]
    if len(places) - columns != len(money) - len(money) // 2 or len(money) % 2:
        return []
    pairs = list(zip(money[::2], money[1::2], strict=True))
    values = [[scan.tokens[at].amount or 0 for at in pair] for pair in pairs]
    if not all(now < was for now, was in values):
        return []
    return [at for at in places if at not in {was for _, was in pairs}]


def _stacked(told: Said, lines: list[Place]) -> Iterator[Row]:
    """Heads one below the other, and rows of as many lines."""
    scan, at = told.text, 0
    while at < len(lines):
        heads = _heads_below(scan, lines[at : at + _STACKED])
        at += max(1, len(heads))
        while heads and _is_row(scan, heads, cells := lines[at : at + len(heads)]):
            yield Row(heads, tuple(cells), (told.head.folded.original[-_CAPTION:],))
            at += len(heads)


def _heads_below(scan: Scan, lines: list[Place]) -> tuple[Head, ...]:
    heads: list[Head] = []
    for low, high in lines:
        head = head_of(scan, low, high)
        if high - low > _WORDS // 3 or not head.role or "m" in scan.shape[low:high]:
            break
        heads.append(head)
    priced = PRICED.intersection(head.role for head in heads)
    return tuple(heads) if len(heads) > 2 and heads[0].role == "name" and priced else ()


def _is_row(scan: Scan, heads: tuple[Head, ...], cells: list[Place]) -> bool:
    """Whether there is an amount under every head of prices, and a name under the first."""
    if len(cells) < len(heads) or scan.shape[slice(*cells[0])].strip("nm") == "":
        return False
    told = zip(heads, cells, strict=True)
    return all(set("mn") & set(scan.shape[slice(*c)]) for h, c in told if h.role in PRICED)
