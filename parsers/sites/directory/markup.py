"""Tables in HTML; where it has none, what stands in boxes."""

import re
from collections.abc import Iterator
from itertools import islice

import lxml.etree
import lxml.html

from parsers.embedded import lowered
from parsers.prose import plain
from parsers.sites.directory.boxes import boxes
from parsers.sites.directory.cells import (
    MOST_CELLS,
    MOST_ROWS,
    Cell,
    Table,
    of_trade,
    table,
)
from parsers.sites.directory.whereabouts import is_aside, targets

_HREF = re.compile(rb"href\s{0,3}=\s{0,3}[\"']?https?://([^/\"'\s>?#]{3,200})")
# Posts and comments of many hands: whoever wrote one is no station.
_POSTS = re.compile(
    rb"tgme_|xenforo|phpbb|mybb|flarum|nodebb|vbulletin|content=[\"']discourse|data-post-?id"
    rb"|class=[\"'](?:[^\"'<>]{0,80}[ _-])?(?:post|comment|reply|message)s?[ _\"'-]"
)


def from_html(body: bytes, url: str, host: str) -> Iterator[Table]:
    """The tables of a page; where it has none, the boxes in which it shows stations."""
    lower = lowered(body)
    tabled = b"<table" in lower
    hosts = set(_HREF.findall(lower[:2_000_000]))
    boxed = len(hosts) > 2 and _POSTS.search(lower[:400_000]) is None
    if not tabled and not (boxed and of_trade(body[:400_000].decode("utf-8", "replace"))):
        return
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(b"<div>" + body, parser=parser)
    lxml.etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    found = list(_tables(tree, url)) if tabled else []
    yield from found
    if boxed and not any(len(one.rows) > 1 for one in found):
        yield from boxes(tree, url, host)


def _tables(tree: lxml.html.HtmlElement, url: str) -> Iterator[Table]:
    above = None
    for element in tree.iter("h1", "h2", "h3", "h4", "table"):
        if element.tag != "table":
            above = element
        elif one := _table(element, above, url):
            yield one


def _table(
    element: lxml.html.HtmlElement, above: lxml.html.HtmlElement | None, url: str
) -> Table | None:
    """A table of two rows at least, under the heading above it."""
    lines = [list(row.iterchildren("td", "th")) for row in element.iter("tr")][: MOST_ROWS + 2]
    lines = [line[:MOST_CELLS] for line in lines if line]
    if len(lines) < 3 or is_aside(element):
        return None
    if not _leads(element):  # to no stations then: how long it is, is all that is asked of it
        return table("html", (), [()] * (len(lines) - 1))
    rows = [tuple(_cell(cell, url) for cell in line) for line in lines[1:]]
    heading = _words(above) if above is not None else ""
    return table("html", (_words(cell) for cell in lines[0]), rows, heading)


def _leads(element: lxml.html.HtmlElement) -> bool:
    """Whether it holds two links, or a path in words."""
    links = (anchor for anchor in element.iter("a") if anchor.get("href"))
    if len(list(islice(links, 2))) == 2:
        return True
    return any(said.lstrip().startswith("/") for said in element.itertext())


def _cell(cell: lxml.html.HtmlElement, url: str) -> Cell:
    return Cell(_words(cell), tuple(targets(cell, url)))


def _words(element: lxml.html.HtmlElement) -> str:
    """The words of an element; those struck out keep their marks."""
    if next(element.iter("del", "s", "strike"), None) is not None:
        markup = lxml.html.tostring(element, encoding="unicode")
        return " ".join(plain(markup).replace("|", " ").split())
    return " ".join(plain(" ".join(element.itertext())).split())
