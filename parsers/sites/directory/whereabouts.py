"""Where an element of a page stands, and where its links lead."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from parsers.friends import named_for_friends, speaks_of_friends
from parsers.links import on_the_web, resolved

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ASIDE = {"footer", "nav", "aside", "header"}


def targets(element: HtmlElement, url: str) -> Iterator[str]:
    """The addresses of the web that its links lead to."""
    for anchor in element.iter("a"):
        href = (anchor.get("href") or "").strip()
        target = resolved(url, href)[:600] if href and not href.startswith("#") else ""
        if on_the_web(target):
            yield target


def is_aside(element: HtmlElement) -> bool:
    """Whether it stands in a footer, a menu or a block of friends' links."""
    for above in (element, *element.iterancestors()):
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _ASIDE or "footer" in marks or named_for_friends(marks):
            return True
    return speaks_of_friends(heading_before(element))


def heading_before(element: HtmlElement) -> str:
    """The heading or short words that stand before an element or what it stands in."""
    place = element
    for _ in range(3):
        before = place.getprevious()
        if before is not None and isinstance(before.tag, str):
            words = " ".join("".join(islice(before.itertext(), 20))[:300].split())
            if before.tag in HEADINGS or (words and len(words) <= 40):
                return words[:100]
        place = place.getparent()
        if place is None or place.tag in {"body", "html"}:
            return ""
    return ""
