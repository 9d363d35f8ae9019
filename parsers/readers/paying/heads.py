"""Cells of a folded text that stand under a head which fits: "| 中转站 | 支付 | 备注 |"."""

import re
from collections.abc import Iterator

_RULE = re.compile(r"[|\s:-]+")
_MOST_COLUMNS = 40


def cells_under(head: re.Pattern[str], text: str, context: str) -> Iterator[tuple[int, int]]:
    """Spans of the cells whose head fits: the context's last row, or one with a rule below."""
    columns = _fitting(head, _last_row(context))
    before = ""
    for low, high in _lines(text):
        line = text[low:high]
        if before and "|" in before and "-" in line and _RULE.fullmatch(line):
            columns = _fitting(head, before)
        elif columns and "|" in line:
            cells = list(_cells(line))
            yield from (
                (low + start, low + end)
                for at, (start, end) in enumerate(cells)
                if at in columns and start < end
            )
        before = line


def _last_row(context: str) -> str:
    rows = (line for line in reversed(context.split("\n")) if "|" in line)
    return next(rows, "")


def _fitting(head: re.Pattern[str], row: str) -> frozenset[int]:
    spans = list(_cells(row))[:_MOST_COLUMNS]
    return frozenset(at for at, (low, high) in enumerate(spans) if head.search(row[low:high]))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    low = 0
    for line in text.split("\n"):
        yield low, low + len(line)
        low += len(line) + 1


def _cells(row: str) -> Iterator[tuple[int, int]]:
    """Spans between the bars; an outer bar on the left encloses nothing."""
    low = len(row) - len(row.lstrip(" |")) if row.lstrip().startswith("|") else 0
    for piece in row[low:].split("|"):
        yield low, low + len(piece)
        low += len(piece) + 1
