"""Tables that fit the terminal they are shown on; every cell is made harmless first."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor.output import printable

GAP = 2
LEAST = 28  # free text narrower than this is unreadable


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    folds: Collection[str] = (),
    empty: str = "",
) -> None:
    """A table on standard output; without rows the sentence ``empty``, where there is one.

    ``folds`` are the columns of free text. Where the terminal leaves them no room they stand below
    their row; identifiers and dates are never broken in two as long as they fit at all.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells and empty:
        print_text(empty)
        return
    console = Console(highlight=False)
    fixed = [name for name in columns if name not in folds]
    widths = {name: GAP + _width(cells, at, name) for at, name in enumerate(columns)}
    rigid = sum(widths[name] for name in fixed)
    wanted = rigid + sum(min(LEAST, widths[name]) for name in folds)
    if not folds or rigid > console.width or wanted - GAP <= console.width:
        _beside(console, title, columns, cells, fixed if rigid <= console.width else ())
    else:
        _below(console, title, columns, cells, fixed)


def fields(title: str, values: Mapping[str, object]) -> None:
    """Names and values, one a line."""
    table(title, ("what", "value"), values.items(), folds=("value",))


def print_text(line: str) -> None:
    """One line, folded at words where the terminal is narrow."""
    Console(highlight=False).print(Text(printable(line)))


def _beside(
    console: Console,
    title: str,
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    rigid: Collection[str],
) -> None:
    shown = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, GAP - 1, 0, 0),
        pad_edge=False,
    )
    for column in columns:
        shown.add_column(column, overflow="fold", no_wrap=column in rigid)
    for row in cells:
        shown.add_row(*map(Text, row))
    # a title of the table's own would be folded to the width of its columns
    console.print(Text(printable(title), style="italic"))
    console.print(shown)


def _below(
    console: Console,
    title: str,
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    fixed: Sequence[str],
) -> None:
    at = [columns.index(name) for name in fixed]
    widths = [_width(cells, index, columns[index]) for index in at]
    console.print(Text(printable(title), style="italic"))
    console.print(Text(_line(fixed, widths), style="bold"))
    for row in cells:
        console.print(Text(_line([row[index] for index in at], widths)))
        free = [(name, row[i]) for i, name in enumerate(columns) if i not in at and row[i]]
        told = [text if len(columns) - len(at) == 1 else f"{name}: {text}" for name, text in free]
        if told:
            console.print(Padding(Text(" · ".join(told), style="dim"), (0, 0, 0, 4)))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return (" " * GAP).join(padded).rstrip()


def _width(cells: Sequence[Sequence[str]], index: int, name: str) -> int:
    return max([cell_len(name), *(cell_len(row[index]) for row in cells)])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_cell(one) for one in value)
    return " ".join(printable(str(value)).split())  # one line, whatever a seller wrote
