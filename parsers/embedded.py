"""An HTML page as a tree, the JSON inside its scripts, and places that lead back to both.

A place is ``html:`` and an XPath; behind ``#`` a JSON pointer into a value that its words hold: the
first, or that of the variable named before the pointer.
"""

import json
import re
from functools import lru_cache
from typing import Any

from lxml import html

from market.types import Page
from parsers.payload import pointer, resolve

_LARGEST = 20_000_000
_BLANK = 1_000
_OPENING = re.compile(r"[\[{]")
# NUL, and halves of a character without the other: no database takes them.
_UNSTORABLE = re.compile(
    r"\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}",
    re.IGNORECASE,
)
_DECODER = json.JSONDecoder()


def is_html(page: Page) -> bool:
    """Whether the body starts like mark-up, as a feed does too, behind any blank lines."""
    return begins_as_markup(page.body)


def begins_as_markup(body: bytes) -> bool:
    """The same of bytes."""
    return body[:_BLANK].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


@lru_cache(maxsize=2)
def lowered(body: bytes) -> bytes:
    """A body in lower case, made once for all who look for words in it: a literal is found much
    faster there than a pattern that ignores case finds it.
    """
    return body.lower()


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


def value_in(text: str, variable: str = "") -> Any:
    """The first JSON object or array in these words, or that given to a variable; None where there
    is none that is whole.
    """
    begin = _assigned(text, variable) if variable else 0
    opening = _OPENING.search(text, begin) if begin >= 0 else None
    if opening is None or len(text) > _LARGEST:
        return None
    written = _UNSTORABLE.sub(r"\\ufffd", text[opening.start() :])
    try:
        return _DECODER.raw_decode(written)[0]
    except (ValueError, RecursionError):
        return None


def _assigned(text: str, variable: str) -> int:
    found = re.search(rf"{re.escape(variable)}\s{{0,20}}=\s{{0,20}}(?=[\[{{{{])", text)
    return found.end() if found else -1


def place(element: html.HtmlElement, part: str = "") -> str:
    """Where an element stands, or a part of it ("@title", "text()[1]")."""
    path = element.getroottree().getpath(element)
    return f"html:{path}/{part}" if part else f"html:{path}"


def inside(where: str, *steps: str | int, variable: str = "") -> str:
    """Where a value of the JSON stands that the element at a place holds."""
    return f"{where}#{variable}{pointer(*steps)}"


def at(page: Page, where: str) -> str:
    """The words at such a place; raises KeyError when there is nothing."""
    path, behind, steps = where.removeprefix("html:").partition("#")
    root = tree(page)
    found = root.xpath(path) if root is not None else []
    if not found:
        raise KeyError(where)
    told = found[0]
    text = " ".join(told.split()) if isinstance(told, str) else words(told)
    variable, slash, rest = steps.partition("/")
    return str(resolve(value_in(_raw(told), variable), slash + rest)) if behind else text


def _raw(element: html.HtmlElement) -> str:
    return str(element.text_content())
