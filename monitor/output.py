"""Tables for people, JSON for programs; nothing a seller wrote may steer a terminal."""

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from market.wire import encode


def say(line: str) -> None:
    """One plain line on standard output."""
    sys.stdout.write(f"{printable(line)}\n")


def warn(line: str) -> None:
    """One plain line on standard error."""
    sys.stderr.write(f"{printable(line)}\n")


def as_json(value: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(encode(value).decode() + "\n")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output, every cell made harmless first."""
    shown = Table(title=printable(title), title_justify="left")
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(_cell(cell))) for cell in row))
    Console(highlight=False).print(shown)


def fields(title: str, values: Mapping[str, object]) -> None:
    """A two-column table of names and values."""
    table(title, ("", ""), values.items())


def printable(text: str) -> str:
    """Text without control, bidi and zero-width characters: what is shown is what is there."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_cell(one) for one in value)
    return str(value)
