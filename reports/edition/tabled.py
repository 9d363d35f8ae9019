"""A table before it is HTML: heads, rows, and what each column sorts by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "key", "date", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """A head and how its entries sort: as text, numbers, names that fold, days, or not at all."""

    head: str
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: what is read, a second line, a mark, and what it sorts by (None: always last)."""

    text: str
    key: str | float | None = None
    sub: str = ""
    pill: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first field of a row names it. ``more`` rows were left out."""

    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]
    more: int = 0


def table(
    title: str,
    caption: str,
    columns: Iterable[Column],
    rows: Iterable[tuple[Entry, ...]],
    most: int = 600,
) -> Table | None:
    """A table of at most so many rows, the rest counted; None where there is no row at all."""
    kept = list(rows)
    if not kept:
        return None
    return Table(title, caption, tuple(columns), tuple(kept[:most]), max(0, len(kept) - most))


def number(value: float | None, text: str, sub: str = "") -> Entry:
    """A field that sorts by its number; empty where there is none."""
    return Entry("", None, sub) if value is None else Entry(text, value, sub)
