"""A table of a page as a grid: spanned cells laid out, its head told from its rows, and turned
where models stand in the head.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lxml import html

_MOST_ROWS = 2_000
_MOST_COLUMNS = 60
_CELLS = {"td", "th"}
_ROLES = {"cell", "gridcell", "columnheader", "rowheader"}
_MODEL = re.compile(
    r"claude|sonnet|opus|haiku|\bgpt|\bo[1-9]\b|gemini|deepseek|grok|qwen|\bglm\b|kimi|llama|codex",
    re.IGNORECASE,
)
# "0.9", "$4.5", "¥ 2.00", "3元", "0.5x"
_AMOUNT = re.compile(
    r"[$¥￥€₽]?\s?\d[\d.,]{0,12}\s?(?:[$¥￥€₽元刀折x×倍%]|usd|cny|rmb)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, what it is known by, and whether it is a name and one value."""

    cells: tuple[str, ...]
    name: str
    defines: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """``head`` says what the columns are, empty where nothing does."""

    head: tuple[str, ...]
    lines: tuple[Line, ...]


def grid(table: html.HtmlElement, text_of: Callable[[html.HtmlElement], str]) -> Grid:
    """The grid of a ``table``, or of an element whose role is one."""
    rows = [row for row in table.iter("tr") if row.tag == "tr"] or table.xpath(".//*[@role='row']")
    cells = [_cells(row) for row in rows[:_MOST_ROWS]]
    laid = _laid_out([line for line in cells if line], text_of)
    heads = _heads([line for line in cells if line])
    if not heads and _tells_columns([line for line, _ in laid]):
        heads = 1
    head = _joined([line for line, _ in laid[:heads]])
    lines = [
        Line(tuple(line), name, _defines(cell_row))
        for (line, name), cell_row in zip(
            laid[heads:], [c for c in cells if c][heads:], strict=True
        )
    ]
    if _names_models(head, lines):
        return _turned(head, lines)
    return _models_first(head, lines)


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [
        cell
        for cell in row
        if isinstance(cell.tag, str) and (cell.tag in _CELLS or cell.get("role") in _ROLES)
    ]


def _laid_out(
    rows: Sequence[Sequence[html.HtmlElement]], text_of: Callable[[html.HtmlElement], str]
) -> list[tuple[list[str], str]]:
    """Each row's texts, those that span into it included, and its first text of its own."""
    open_cells: dict[int, tuple[str, int]] = {}
    laid = []
    for row in rows:
        line: list[str] = []
        own = ""
        for cell in row:
            _carry(line, open_cells)
            text = text_of(cell)
            own = own or text
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    open_cells[len(line)] = (text, down - 1)
                line.append(text)
        _carry(line, open_cells)
        laid.append((line[:_MOST_COLUMNS], own))
    return laid


def _carry(line: list[str], open_cells: dict[int, tuple[str, int]]) -> None:
    """Put what spans down from above where the line has come to."""
    while len(line) in open_cells and len(line) < _MOST_COLUMNS:
        text, left = open_cells.pop(len(line))
        if left > 1:
            open_cells[len(line)] = (text, left - 1)
        line.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(int(said), _MOST_COLUMNS) if re.fullmatch(r"[1-9]\d{0,3}", said) else 1


def _heads(rows: Sequence[Sequence[html.HtmlElement]]) -> int:
    """How many rows at the top hold nothing but heads."""
    for at, row in enumerate(rows):
        if any(cell.tag != "th" and cell.get("role") != "columnheader" for cell in row):
            return at
    return 0


def _tells_columns(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns of amounts without being one."""
    if len(lines) < 3:
        return False
    first, *rest = lines
    amounts = [
        at
        for at in range(len(first))
        if all(at < len(line) and _AMOUNT.fullmatch(line[at]) for line in rest)
    ]
    return bool(amounts) and not any(_AMOUNT.fullmatch(first[at]) for at in amounts)


def _joined(heads: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What several rows of heads say of each column: "价格 (元/百万 tokens) 输入"."""
    columns = zip_longest(*heads, fillvalue="")
    return tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)


def _defines(cells: Sequence[html.HtmlElement]) -> bool:
    return [cell.tag for cell in cells] == ["th", "td"]


def _names_models(head: Sequence[str], lines: Sequence[Line]) -> bool:
    named = sum(bool(_MODEL.search(said)) for said in head[1:])
    return named > 1 and not any(_MODEL.search(line.name) for line in lines)


def _models_first(head: tuple[str, ...], lines: Sequence[Line]) -> Grid:
    """The column of models before all others, where something else stands first: a maker."""
    firsts = [line for line in lines if line.cells and _MODEL.search(line.cells[0])]
    seconds = [line for line in lines if len(line.cells) > 2 and _MODEL.search(line.cells[1])]
    if firsts or len(seconds) < 2 or len(seconds) < len(lines):
        return Grid(head, tuple(lines))
    moved = [(line.cells[1], line.cells[0], *line.cells[2:]) for line in lines]
    heads = (head[1], head[0], *head[2:]) if len(head) > 1 else head
    return Grid(heads, tuple(Line(cells, cells[0]) for cells in moved))


def _turned(head: Sequence[str], lines: Sequence[Line]) -> Grid:
    """Models as rows, what stood before the rows as the head."""
    kinds = (head[0] or "Model", *(line.name for line in lines))
    turned = [
        (said, *(line.cells[at] if at < len(line.cells) else "" for line in lines))
        for at, said in enumerate(head)
    ]
    return Grid(kinds, tuple(Line(cells, cells[0]) for cells in turned[1:]))
