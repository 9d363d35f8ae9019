"""CSV as spreadsheets write it; Markdown's tables and its lists of links."""

import csv
import io
import re
from collections.abc import Iterator

from parsers.friends import speaks_of_friends
from parsers.prose import plain
from parsers.sites.directory.cells import (
    MOST_CELLS,
    MOST_ROWS,
    PRICED,
    WEB,
    Cell,
    Table,
    of_trade,
    table,
    written_cell,
)

_PICTURE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,600}\)")
_LINK = re.compile(r"\[([^\]\n]{0,300})\]\(\s*<?((?:https?://|/)[^)\s>]{1,500})[^)\n]{0,200}\)")
_HREF = re.compile(r"href=[\"'](https?://[^\"'\s]{3,500})")
# "|:-:|---|"; one dash alone stands for no value as well
_DASHES = r"\s{0,20}(?::?-{2,}:?|:-:?|-:)\s{0,20}"
_RULE = re.compile(rf"\|?(?:{_DASHES}\|)+(?:{_DASHES})?\|?")
_EMPHASIS = re.compile(r"\*\*|__|`")
_BAR = re.compile(r"(?<!\\)\|")
# "- [Heron](https://…) — 0.2x", "1. **[Heron](…)**: …", "* 🔥 [Heron](…)", "- Heron: https://…"
_ITEM = re.compile(
    r"(?P<depth>\s{0,12})(?:[-*+]|\d{1,4}[.)、])\s{1,4}(?:\[[ xX]\]\s)?(?P<said>\S.*)"
)
_CODE = re.compile(r"\s{0,3}(?:```|~~~)")


def from_csv(text: str) -> Iterator[Table]:
    """The one table of a file whose columns a comma, semicolon or tab parts."""
    lines = text.lstrip().split("\n", 6)
    skipped = next((at for at, line in enumerate(lines[:6]) if _parted(line)), None)
    if skipped is None:
        return
    first = lines[skipped]
    mark = max(",;\t", key=first.count)
    told = io.StringIO("\n".join(lines[skipped:]))
    try:
        rows = [row for row in csv.reader(told, delimiter=mark) if any(row)]
    except csv.Error:  # no table then; a known source that stops being one is noticed elsewhere
        return
    if len(rows) > 1:
        read = [tuple(map(written_cell, row[:MOST_CELLS])) for row in rows[1 : MOST_ROWS + 2]]
        yield table("csv", map(str.strip, rows[0]), read)


def _parted(line: str) -> bool:
    """Whether a line may be a head: not a comment, and not Excel's "sep=;"."""
    if line.startswith(("#", "sep=")) or len(line) > 2_000:
        return False
    return any(mark in line for mark in ",;\t")


def from_markdown(lines: list[str]) -> Iterator[Table]:
    """Its tables, and lists whose items link to sellers."""
    title, heading, at = "", "", 0
    trade: bool | None = None
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith("#"):
            heading = _cell(line.lstrip("# ")).text
            title = title or heading
        if _CODE.match(lines[at][:20]):
            at = _after_code(lines, at)
            continue
        if at and _RULE.fullmatch(line[:2_000]) and "|" in lines[at - 1]:
            end = at + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            head = tuple(cell.text for cell in _row(lines[at - 1]))
            rows = list(map(_row, lines[at + 1 : end][: MOST_ROWS + 1]))
            yield table("markdown", head, rows, heading)
            at = end
        elif _ITEM.fullmatch(lines[at][:2_000]):
            if trade is None:
                trade = of_trade("\n".join(lines)[:200_000])
            items, at = _items(lines, at)
            if (
                trade
                and not speaks_of_friends(heading)
                and _of_sellers(items, f"{title} {heading}")
            ):
                yield table("list", ("name", "notes"), items, heading)
            continue
        at += 1


def _after_code(lines: list[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and not _CODE.match(lines[end][:20]):
        end += 1
    return end + 1


def _items(lines: list[str], at: int) -> tuple[list[tuple[Cell, ...]], int]:
    """The items of one list from a line on, what is indented under one with it, and its end."""
    told: list[str] = []
    depth = 0
    while at < len(lines):
        line = lines[at][:2_000]
        found = _ITEM.fullmatch(line)
        if found and (not told or len(found["depth"]) <= depth):
            depth = len(found["depth"])
            told.append(found["said"])
        elif told and line.strip() and line[:1] in " \t":
            told[-1] += "\n" + (found["said"] if found else line.strip())
        elif line.strip() or not (at + 1 < len(lines) and _ITEM.fullmatch(lines[at + 1][:2_000])):
            break
        at += 1
    return [_item(said[:5_000]) for said in told[: MOST_ROWS + 1]], at


def _item(said: str) -> tuple[Cell, ...]:
    """Its first link's label, or what stands before its first address; and all it says else."""
    said = _PICTURE.sub(lambda found: found[1], said)
    named = _LINK.search(said[:1_000])
    links = tuple(_links(said))
    if named is None or len(_EMPHASIS.sub("", said[: named.start()]).strip(" :：-–—")) > 40:
        before, bare, after = said.partition("http")
        name = _EMPHASIS.sub("", before).strip(" :：-–—<(（|") if bare else ""
        rest = bare + after if bare else said
    else:
        name = named[1] or said[: named.start()]
        rest = said[: named.start()] + said[named.end() :]
    rest = WEB.sub(" ", _LINK.sub(lambda found: found[1], rest))
    notes = _EMPHASIS.sub("", plain(rest)).strip(" \n:：-–—,，<>()（）|")
    named_cell = Cell(_cell(name).text if len(name) <= 120 else "", links)
    return named_cell, Cell(notes)


def _of_sellers(items: list[tuple[Cell, ...]], headings: str) -> bool:
    """Whether at least two items lead somewhere under headings that speak of the trade, or three
    that say what they charge, and these are half of all.
    """
    leading = [(name, notes) for name, *_, notes in items if name.text and name.links]
    if of_trade(f"api {headings}"):
        return len(leading) > 1
    told = sum(bool(PRICED.search(notes.text)) for _, notes in leading)
    return told > 2 and 2 * told >= len(leading)


def _row(line: str) -> tuple[Cell, ...]:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(_cell(cell) for cell in _BAR.split(inside)[:MOST_CELLS])


def _cell(written: str) -> Cell:
    """A cell's words and links. A picture, such as a badge, is what it says and no link."""
    written = _PICTURE.sub(lambda found: found[1], written)
    shown = _LINK.sub(lambda found: found[1], written)
    text = _EMPHASIS.sub("", plain(shown.replace("\\|", "|")))
    return Cell(" ".join(text.split()), tuple(dict.fromkeys(_links(written))))


def _links(written: str) -> Iterator[str]:
    yield from (found[2] for found in _LINK.finditer(written))
    yield from _HREF.findall(written)
    yield from WEB.findall(_LINK.sub(lambda found: found[1], written))
