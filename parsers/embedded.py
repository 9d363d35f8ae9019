"""An HTML page as a tree, the JSON inside its scripts, and places that lead back to both.

A place is ``html:`` and an XPath; behind ``#`` a JSON pointer into the first value its words hold.
"""

import json
import re
from functools import lru_cache
from typing import Any

from lxml import html

from market.types import Page
from parsers.payload import pointer, resolve

_LARGEST = 20_000_000
_OPENING = re.compile(r"[\[{]")
_DECODER = json.JSONDecoder()


def is_html(page: Page) -> bool:
    """Whether the body starts like mark-up."""
    return page.body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def tree(page: Page) -> html.HtmlElement | None:
    """The page as a tree, not to be changed; None when it is no HTML or has no element."""
    return _tree(page.body) if is_html(page) and len(page.body) <= _LARGEST else None


@lru_cache(maxsize=2)
def _tree(body: bytes) -> html.HtmlElement | None:
    text = body.decode("utf-8-sig", "replace").replace("\0", "")
    try:
        return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except html.etree.ParserError:
        return None


def words(element: html.HtmlElement) -> str:
    """Everything written in an element, on one line."""
    return " ".join(element.text_content().split())


def value_in(text: str) -> Any:
    """The first JSON object or array in these words, None where there is none that is whole."""
    opening = _OPENING.search(text)
    if opening is None or len(text) > _LARGEST:
        return None
    try:
        return _DECODER.raw_decode(text, opening.start())[0]
    except (ValueError, RecursionError):
        return None


def place(element: html.HtmlElement, *steps: str | int, part: str = "") -> str:
    """Where an element stands, a part of it ("@title", "text()[1]"), or a value in the JSON it
    holds.
    """
    path = element.getroottree().getpath(element) + (f"/{part}" if part else "")
    return f"html:{path}#{pointer(*steps)}" if steps else f"html:{path}"


def at(page: Page, where: str) -> str:
    """The words at such a place; raises KeyError when there is nothing."""
    path, behind, steps = where.removeprefix("html:").partition("#")
    root = tree(page)
    found = root.xpath(path) if root is not None else []
    if not found:
        raise KeyError(where)
    told = found[0]
    text = " ".join(told.split()) if isinstance(told, str) else words(told)
    return str(resolve(value_in(_raw(told)), steps)) if behind else text


def _raw(element: html.HtmlElement) -> str:
    return str(element.text_content())
