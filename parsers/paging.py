"""Catalogues that come in pages: which one was asked for, which follow, and what lies beyond."""

from collections.abc import Iterator
from urllib.parse import urljoin

from market.types import Issue, Level, Listing, Page
from parsers.adapter import Link
from parsers.links import asked

MOST = 4  # pages of one catalogue
_AHEAD = 2  # pages that a full one leads to: nobody says how many there are


def page_number(page: Page) -> int:
    """Which page of a catalogue this is, by its address; the first where that does not say."""
    told = asked(page.url, "page")
    return int(told) if told.isdecimal() and len(told) < 6 else 1


def following(page: Page, path: str) -> Iterator[Link]:
    """The pages behind a full one, of an address that ends in the page's number."""
    at = page_number(page)
    for number in range(at + 1, min(at + _AHEAD, MOST) + 1):
        yield Link(urljoin(page.url, f"{path}{number}"), "more goods")


def beyond(page: Page, message: str) -> Listing:
    """Says that there is more than is read."""
    issue = Issue(Level.WARNING, "more_pages", message, page.url)
    return Listing("catalogue", "", issues=(issue,))
