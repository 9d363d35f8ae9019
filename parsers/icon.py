"""A site's picture: where a page says it is, and the number by which others know it."""

import base64
from urllib.parse import urljoin

import lxml.html
import mmh3
from lxml import etree

from market.types import Identifier, Page
from parsers.embedded import is_html
from parsers.links import resolved, split

LARGEST = 300_000  # bytes; pictures of a few kB are usual
_HEAD = 100_000
_ENDINGS = (".ico", ".png", ".gif", ".jpg", ".jpeg", ".webp", ".svg")
_STARTS = (b"\x00\x00\x01\x00", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF")


def address(page: Page) -> str:
    """Where an HTML page's picture is, on its own host; "/favicon.ico" there if it does not say."""
    beside = urljoin(page.url, "/favicon.ico")
    if not is_html(page):
        return beside
    found = resolved(page.url, _linked(page.body[:_HEAD]))
    same = split(found).netloc == split(page.url).netloc
    return found if same and is_address(found) else beside


def _linked(head: bytes) -> str:
    try:
        tree = lxml.html.document_fromstring(head.decode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return "/favicon.ico"
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        if "icon" in rel and link.get("href"):
            return str(link.get("href"))
    return "/favicon.ico"


def is_address(url: str) -> bool:
    """Whether an address is a picture's, by its ending: nothing we read as a page ends so."""
    return split(url).path.lower().endswith(_ENDINGS)


def is_icon(page: Page) -> bool:
    """Whether these bytes are a picture, whatever they are said to be."""
    start = page.body[:300].lstrip()
    if page.body.startswith(_STARTS):
        return True
    return is_address(page.url) and start.startswith((b"<svg", b"<?xml")) and b"<svg" in start


def favicon(page: Page) -> Identifier:
    """MurmurHash3 of the base64 text in lines of 76, signed: as Shodan and FOFA count it."""
    number = mmh3.hash(base64.encodebytes(page.body))
    return Identifier("favicon_mmh3", str(number), strong=False)
