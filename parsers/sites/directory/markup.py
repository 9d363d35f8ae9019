"""HTML: tables, and stations in boxes or list items, one beside the other."""

import re
from collections.abc import Iterator
from itertools import groupby, islice
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from market.channel import is_bystander, key
from parsers.embedded import lowered
from parsers.friends import named_for_friends, speaks_of_friends
from parsers.links import on_the_web, resolved
from parsers.prose import plain, shown
from parsers.sites.directory.cells import (
    MOST_CELLS,
    MOST_ROWS,
    PRICED,
    Cell,
    Table,
    of_trade,
    table,
)

_HREF = re.compile(rb"href\s{0,3}=\s{0,3}[\"']?https?://([^/\"'\s>?#]{3,200})")
# Posts and comments of many hands: whoever wrote one is no station.
_POSTS = re.compile(
    rb"tgme_|xenforo|phpbb|mybb|flarum|nodebb|vbulletin|content=[\"']discourse|data-post-?id"
    rb"|class=[\"'](?:[^\"'<>]{0,80}[ _-])?(?:post|comment|reply|message)s?[ _\"'-]"
)
_ASIDE = {"footer", "nav", "aside", "header"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_MOST_LINKS = 40_000
_LARGEST = 3_000  # characters of one box
# The label of a link that leads to a station, but is not its name.
_GO = re.compile(
    r"(?:立即|点击|马上)?(?:访问|前往|进入|直达|官网|注册|打开|去看看|体验|链接|详情)(?:官网|网站|站点|注册|链接)?"
    r"|visit|go|open|site|website|link|home(?:page)?|register|sign ?up|details?|more|view",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r" ?\(https?://[^)\s]{0,500}\)")


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
        yield from _boxes(tree, url, host)


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
    if len(lines) < 3 or _is_aside(element):
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
    return Cell(_words(cell), tuple(_targets(cell, url)))


def _targets(element: lxml.html.HtmlElement, url: str) -> Iterator[str]:
    for anchor in element.iter("a"):
        href = (anchor.get("href") or "").strip()
        target = resolved(url, href)[:600] if href and not href.startswith("#") else ""
        if on_the_web(target):
            yield target


def _words(element: lxml.html.HtmlElement) -> str:
    """The words of an element; those struck out keep their marks."""
    if next(element.iter("del", "s", "strike"), None) is not None:
        markup = lxml.html.tostring(element, encoding="unicode")
        return " ".join(plain(markup).replace("|", " ").split())
    return " ".join(plain(" ".join(element.itertext())).split())


def _boxes(tree: lxml.html.HtmlElement, url: str, host: str) -> Iterator[Table]:
    """Boxes of one parent that lead to a site each: at least three, half of them with a price."""
    led = list(_outermost(tree, url, host))
    for parent, group in groupby(led, key=lambda pair: pair[0].getparent()):
        found = list(group)[: MOST_ROWS + 1]
        if len(found) < 3 or _is_aside(parent) or speaks_of_friends(_heading_before(found[0][0])):
            continue
        rows = [_box(box, target) for box, target in found]
        heading = _heading_before(parent)
        if 2 * sum(bool(PRICED.search(notes.text)) for *_, notes in rows) >= len(rows):
            yield table("list", ("name", "notes"), rows, heading)


def _outermost(
    tree: lxml.html.HtmlElement, url: str, host: str
) -> Iterator[tuple[lxml.html.HtmlElement, str]]:
    """For each link out, the largest element that leads to that site and no other."""
    here = key(f"https://{host}")
    only: dict[lxml.html.HtmlElement, str] = {}  # the one site an element leads to, "" for several
    first: list[tuple[lxml.html.HtmlElement, str]] = []
    for anchor in list(tree.iter("a"))[:_MOST_LINKS]:
        target = next(_targets(anchor, url), "")
        site = str(key(target)) if urlsplit(target).scheme in {"http", "https"} else ""
        if not site or site == here or is_bystander(target):
            continue
        first.append((anchor, target))
        for above in (anchor, *anchor.iterancestors()):
            if only.setdefault(above, site) != site:
                only[above] = ""
    seen = set()
    for anchor, target in first:
        box = anchor
        for above in anchor.iterancestors():
            if not only[above]:
                break
            box = above
        if box not in seen and box.getparent() is not None:
            seen.add(box)
            yield box, target


def _box(box: lxml.html.HtmlElement, target: str) -> tuple[Cell, ...]:
    said = _ADDRESSES.sub("", shown(box))[:_LARGEST]
    name = _name(box)
    if not name:
        name = said.partition("\n")[0][:80]
    notes = said.removeprefix(name).strip(" \n:：-–—|")
    return Cell(name, (target,)), Cell(notes)


def _name(box: lxml.html.HtmlElement) -> str:
    """What a box calls itself: its heading, else a link, bold words or a picture with a name."""
    for wanted in (_HEADINGS, {"a", "strong", "b", "dt"}):
        for element in box.iter(*wanted):
            words = " ".join(element.text_content().split())
            if words and len(words) <= 80 and not _GO.fullmatch(words.strip(" >→»›↗")):
                return words
    pictures = (" ".join((one.get("alt") or "").split()) for one in box.iter("img"))
    return next((alt for alt in pictures if alt and len(alt) <= 80), "")


def _is_aside(element: lxml.html.HtmlElement) -> bool:
    """Whether it stands in a footer, a menu or a block of friends' links."""
    for above in (element, *element.iterancestors()):
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _ASIDE or "footer" in marks or named_for_friends(marks):
            return True
    return speaks_of_friends(_heading_before(element))


def _heading_before(element: lxml.html.HtmlElement) -> str:
    """The heading or short words that stand before an element or what it stands in."""
    place = element
    for _ in range(3):
        before = place.getprevious()
        if before is not None and isinstance(before.tag, str):
            words = " ".join("".join(islice(before.itertext(), 20))[:300].split())
            if before.tag in _HEADINGS or (words and len(words) <= 40):
                return words[:100]
        place = place.getparent()
        if place is None or place.tag in {"body", "html"}:
            return ""
    return ""
