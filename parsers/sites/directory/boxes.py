"""Stations in boxes or list items, one beside the other."""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml.html import HtmlElement

from market.channel import is_bystander, key
from parsers.friends import speaks_of_friends
from parsers.prose import shown
from parsers.sites.directory.cells import MOST_ROWS, PRICED, Cell, Table, table
from parsers.sites.directory.whereabouts import HEADINGS, heading_before, is_aside, targets

_MOST_LINKS = 40_000
_LARGEST = 3_000  # characters of one box
# The label of a link that leads to a station, but is not its name.
_GO = re.compile(
    r"(?:立即|点击|马上)?(?:访问|前往|进入|直达|官网|注册|打开|去看看|体验|链接|详情)(?:官网|网站|站点|注册|链接)?"
    r"|visit|go|open|site|website|link|home(?:page)?|register|sign ?up|details?|more|view",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r" ?\(https?://[^)\s]{0,500}\)")


def boxes(tree: HtmlElement, url: str, host: str) -> Iterator[Table]:
    """Boxes of one parent that lead to a site each: at least three, half of them with a price."""
    led = list(_outermost(tree, url, host))
    for parent, group in groupby(led, key=lambda pair: pair[0].getparent()):
        found = list(group)[: MOST_ROWS + 1]
        if len(found) < 3 or is_aside(parent) or speaks_of_friends(heading_before(found[0][0])):
            continue
        rows = [_box(box, target) for box, target in found]
        heading = heading_before(parent)
        if 2 * sum(bool(PRICED.search(notes.text)) for *_, notes in rows) >= len(rows):
            yield table("list", ("name", "notes"), rows, heading)


def _outermost(tree: HtmlElement, url: str, host: str) -> Iterator[tuple[HtmlElement, str]]:
    """For each link out, the largest element that leads to that site and no other."""
    here = key(f"https://{host}")
    only: dict[HtmlElement, str] = {}  # the one site an element leads to, "" for several
    first: list[tuple[HtmlElement, str]] = []
    for anchor in list(tree.iter("a"))[:_MOST_LINKS]:
        target = next(targets(anchor, url), "")
        site = str(key(target)) if target else ""
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


def _box(box: HtmlElement, target: str) -> tuple[Cell, ...]:
    said = _ADDRESSES.sub("", shown(box))[:_LARGEST]
    name = _name(box)
    if not name:
        name = said.partition("\n")[0][:80]
    notes = said.removeprefix(name).strip(" \n:：-–—|")
    return Cell(name, (target,)), Cell(notes)


def _name(box: HtmlElement) -> str:
    """What a box calls itself: its heading, else a link, bold words or a picture with a name."""
    for wanted in (HEADINGS, {"a", "strong", "b", "dt"}):
        for element in box.iter(*wanted):
            words = " ".join(element.text_content().split())
            if words and len(words) <= 80 and not _GO.fullmatch(words.strip(" >→»›↗")):
                return words
    pictures = (" ".join((one.get("alt") or "").split()) for one in box.iter("img"))
    return next((alt for alt in pictures if alt and len(alt) <= 80), "")
