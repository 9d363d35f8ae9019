"""Links that lead out of a page nobody reads as a price sheet: shops' partners, blogs, lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import html

from market.channel import canonical_url, key
from market.claims import Contact
from market.types import How, Mention, Page
from parsers.embedded import tree
from parsers.friends import named_for_friends, speaks_of_friends
from parsers.links import on_the_web, resolved
from parsers.mentions import from_text, leads_out, link, reached
from parsers.prose import shown
from parsers.readers.contacts.contact import read_contact

MOST_A_PAGE = 500  # channels; further ones are counted, not named
_MOST_ANCHORS = 20_000
_LOOKED_AT = 20_000  # characters in which handles are sought
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "summary", "th"}
_ABOVE = 4  # elements around a link whose names are looked at
_PLACE = "page"


@dataclass(frozen=True, slots=True)
class Outward:
    """Mentions of a page, one a channel, and how many more channels it led to."""

    mentions: tuple[Mention, ...] = ()
    left_out: int = 0


def outward(page: Page, *, handles: bool) -> Outward:
    """Where an HTML page leads: by its code samples, its links, its words. Nothing of other pages.

    ``handles``: also handles in its words, for a page that no reader looks at otherwise.
    """
    root = tree(page)
    if root is None:
        return Outward()
    named = _best_a_channel(_named(root, page, handles=handles), page)
    return Outward(tuple(named[:MOST_A_PAGE]), max(0, len(named) - MOST_A_PAGE))


def _named(root: html.HtmlElement, page: Page, *, handles: bool) -> Iterator[Mention]:
    words = shown(root)
    said = list(islice(from_text(words, _PLACE), _MOST_ANCHORS))
    yield from (one for one in said if one.how == How.CODE_SAMPLE)
    yield from islice(_anchors(root, page), _MOST_ANCHORS)
    yield from said
    for fact in read_contact(words[:_LOOKED_AT]) if handles else ():
        if isinstance(fact.value, Contact):
            yield from reached(fact.value, _PLACE)


def _best_a_channel(named: Iterator[Mention], page: Page) -> list[Mention]:
    """The first mention of each channel: a page that links a shop on every line links it once."""
    here = {key(f"https://{page.host}")}
    first: dict[str, Mention] = {}
    for one in named:
        there = str(key(canonical_url(one.target)))
        if there not in first and leads_out(one.target, here):
            first[there] = one
    return list(first.values())


def _anchors(root: html.HtmlElement, page: Page) -> Iterator[Mention]:
    """Links to other hosts, those under a heading for friends as such."""
    friendly = False
    for element in root.iter():
        if element.tag in _HEADINGS:
            friendly = speaks_of_friends(_words(element))
        elif element.tag == "a" and (url := _address(page, element.get("href") or "")):
            found = link(url, _words(element)[:60], _PLACE)
            friend = found.how == How.LINK and (friendly or _among_friends(element))
            yield replace(found, how=How.FRIEND_LINK) if friend else found


def _address(page: Page, href: str) -> str:
    if not href or href[:1] in {"#", "?"}:
        return ""
    url = resolved(page.url, href.strip()[:500])
    return url if on_the_web(url) else ""


def _among_friends(anchor: html.HtmlElement) -> bool:
    """Whether what holds the link is named for friends, or begins with a word for them."""
    for holder in islice(anchor.iterancestors(), _ABOVE):
        names = f"{holder.get('class', '')} {holder.get('id', '')}"
        if named_for_friends(names) or speaks_of_friends((holder.text or "")[:40]):
            return True
    return False


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(islice(element.itertext(), 12))[:200].split()).lower()
