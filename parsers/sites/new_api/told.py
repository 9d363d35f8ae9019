"""Notice, about page and home page: one string each, of HTML or Markdown, or a page to frame."""

from collections.abc import Iterator
from typing import Any

from market.channel import key
from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Drifted, Link
from parsers.identity import analytics
from parsers.links import is_address
from parsers.mentions import link
from parsers.payload import words
from parsers.prose import plain
from parsers.sites.new_api.answers import WORDS


def listings(page: Page, answer: dict[str, Any]) -> Iterator[Listing]:
    """The seller's words, if any. Raises Drifted where there is no string."""
    match answer.get("data"):
        case str() as written:
            text = "" if is_address(written.strip()) else plain(written)
            if text:
                yield Listing(_name(page), _name(page), text)
        case other:
            raise Drifted(f"the {_name(page)} is {type(other).__name__}")


def follow(page: Page, answer: dict[str, Any]) -> Iterator[Link]:
    """The page that is shown in a frame, where it is the seller's own."""
    url = words(answer.get("data"))
    if is_address(url) and key(url) == key(page.url):
        yield Link(url, _name(page), optional=True)


def mentions(page: Page, answer: dict[str, Any]) -> Iterator[Mention]:
    """The same page, where it is another's."""
    url = words(answer.get("data"))
    if is_address(url):
        yield link(url, _name(page), "/data")


def identifiers(answer: dict[str, Any]) -> Iterator[Identifier]:
    """The analytics accounts of what is shown."""
    yield from analytics(words(answer.get("data")))


def _name(page: Page) -> str:
    return next((name for path, name in WORDS.items() if page.path.endswith(path)), "notice")
