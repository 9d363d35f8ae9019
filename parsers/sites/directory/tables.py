"""Tables as people publish them (CSV, JSON, Markdown, HTML) in one shape: head, rows, cells."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import lxml.etree
import lxml.html

from market.types import Page
from parsers.payload import document, is_json, mapping, sequence, written
from parsers.prose import plain
from parsers.sites.directory.columns import Kind, column

MOST_ROWS = 20_000
MOST_CELLS = 60

_WEB = re.compile(r"https?://[^\s<>\"'|()\[\]]{3,500}")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(\s*(https?://[^)\s]{3,500})[^)\n]{0,200}\)")
_HREF = re.compile(r"href=[\"'](https?://[^\"'\s]{3,500})")
_RULE = re.compile(r"\|?(?:\s{0,20}:?-{2,}:?\s{0,20}\|)+(?:\s{0,20}:?-{2,}:?\s{0,20})?\|?")
_EMPHASIS = re.compile(r"\*\*|__|`")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says and where it links to."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``form``: csv, json, markdown or html; ``heading`` is what stands above it."""

    form: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""


def tables(page: Page) -> tuple[Table, ...]:
    """The tables of a page, by whichever way it writes them."""
    if is_json(page):
        return _from_json(document(page))
    markup = page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    if markup and b"<table" not in page.body and b"<TABLE" not in page.body:
        return ()
    return _tables(page.body, markup)


@lru_cache(maxsize=4)
def _tables(body: bytes, markup: bool) -> tuple[Table, ...]:
    if markup:
        return tuple(_from_html(body))
    text = body.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
    if found := tuple(_from_markdown(text.splitlines())):
        return found
    return tuple(_from_csv(text))


def _from_csv(text: str) -> Iterator[Table]:
    first = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    if first.count(mark) < 1 or len(first) > 2_000:
        return
    try:
        rows = [row for row in csv.reader(io.StringIO(text.lstrip()), delimiter=mark) if any(row)]
    except csv.Error:  # no table then; a known source that stops being one is noticed elsewhere
        return
    if len(rows) > 1:
        yield Table("csv", tuple(map(str.strip, rows[0])), _cells(rows[1:]))


def _cells(rows: Iterable[Iterable[str]]) -> tuple[tuple[Cell, ...], ...]:
    limited = (list(row)[:MOST_CELLS] for row in list(rows)[:MOST_ROWS])
    return tuple(tuple(_written_cell(text) for text in row) for row in limited)


def _written_cell(text: str) -> Cell:
    return Cell(" ".join(plain(text).split()), tuple(_WEB.findall(text)))


# {"sites": [{"name": …, "url": …}]}, {"data": [...]}, {"data": {"list": [...]}}, or a bare array.
_LISTS = (
    "sites",
    "stations",
    "relays",
    "providers",
    "channels",
    "data",
    "items",
    "list",
    "results",
)


def _from_json(value: Any) -> tuple[Table, ...]:
    found = _objects(value)
    if found is None:
        return ()
    name, rows = found
    first = dict.fromkeys(key for row in rows[:20] for key in row)
    if not any(column(key).kind is Kind.NAME for key in first):
        return ()  # most JSON is no list of anybody; leave before looking at every row
    if {"full_name", "stargazers_count"} <= first.keys():
        return ()  # repositories a search on GitHub found
    head = tuple(dict.fromkeys(key for row in rows for key in row))[:MOST_CELLS]
    cells = tuple(tuple(_value_cell(row.get(key)) for key in head) for row in rows)
    return (Table("json", head, cells, name),)


def _objects(value: Any, name: str = "") -> tuple[str, list[dict[str, Any]]] | None:
    if isinstance(value, list):
        rows = value[:MOST_ROWS]
        return (name, rows) if rows and set(map(type, rows)) == {dict} else None
    inner = mapping(value)
    for key in _LISTS:
        if inner.get(key) and (found := _objects(inner[key], key)):
            return found
    return None


def _value_cell(value: Any) -> Cell:
    match value:
        case None | dict():
            return Cell("")
        case list():
            return _written_cell(", ".join(written(v) for v in sequence(value) if _scalar(v)))
        case _:
            return _written_cell(written(value))


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _from_markdown(lines: list[str]) -> Iterator[Table]:
    heading, at = "", 0
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith("#"):
            heading = line.lstrip("# ").strip()
        if at and _RULE.fullmatch(line[:2_000]) and "|" in lines[at - 1]:
            end = at + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            head = tuple(cell.text for cell in _markdown_row(lines[at - 1]))
            rows = tuple(map(_markdown_row, lines[at + 1 : end][:MOST_ROWS]))
            yield Table("markdown", head, rows, heading)
            at = end
        at += 1


def _markdown_row(line: str) -> tuple[Cell, ...]:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(_markdown_cell(cell) for cell in _BAR.split(inside)[:MOST_CELLS])


def _markdown_cell(written_cell: str) -> Cell:
    links = [found[2] for found in _MARKDOWN_LINK.finditer(written_cell)]
    links += _HREF.findall(written_cell)
    shown = _MARKDOWN_LINK.sub(lambda found: found[1], written_cell)
    links += _WEB.findall(shown)
    text = _EMPHASIS.sub("", plain(shown.replace("\\|", "|")))
    return Cell(" ".join(text.split()), tuple(dict.fromkeys(links)))


def _from_html(body: bytes) -> Iterator[Table]:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(b"<div>" + body, parser=parser)
    lxml.etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    heading = ""
    for element in tree.iter("h1", "h2", "h3", "h4", "table"):
        if element.tag != "table":
            heading = _shown(element)
        elif table := _html_table(element, heading):
            yield table


def _html_table(element: lxml.html.HtmlElement, heading: str) -> Table | None:
    lines = [list(row.iterchildren("td", "th")) for row in element.iter("tr")][: MOST_ROWS + 1]
    lines = [line[:MOST_CELLS] for line in lines if line]
    if len(lines) < 2:
        return None
    head = tuple(_shown(cell) for cell in lines[0])
    rows = tuple(tuple(_html_cell(cell) for cell in line) for line in lines[1:])
    return Table("html", head, rows, heading)


def _html_cell(cell: lxml.html.HtmlElement) -> Cell:
    hrefs = (link.get("href", "") for link in cell.iter("a"))
    links = tuple(href for href in hrefs if href.startswith(("http://", "https://")))
    return Cell(_shown(cell), links)


def _shown(element: lxml.html.HtmlElement) -> str:
    """The words of an element; those struck out keep their marks."""
    if next(element.iter("del", "s", "strike"), None) is not None:
        markup = lxml.html.tostring(element, encoding="unicode")
        return " ".join(plain(markup).replace("|", " ").split())
    return " ".join(plain(" ".join(element.itertext())).split())
