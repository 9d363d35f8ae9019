"""The Markdown of a README, raw or within JSON, cut at its headings."""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache

from market.redaction import redact
from market.types import Page
from parsers.payload import document, is_json, mapping, sequence, words
from parsers.prose import LONGEST, plain

README = re.compile(r"\.(?:md|markdown)$|/readme$|^readme$", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+(?P<title>\S.{0,300})")
_RENDERED = re.compile(r"<h([1-6])\b[^<>]{0,300}>")
# An empty line, the next point of a list, the next row of a table.
_PARAGRAPH = re.compile(r"\n\s{0,20}\n|\n(?=\s{0,8}(?:[-*+]|\d{1,3}\.)\s|\|)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)")


@lru_cache(maxsize=2)
def markdown(page: Page) -> str | None:
    """The README's text; None where the page is no README, "" where its base64 is broken.

    What was in base64 is without credentials only after this.
    """
    if not is_json(page):
        return page.text[:LONGEST] if README.search(page.path) else None
    told = mapping(document(page))
    if {"encoding", "content", "path"} <= told.keys() and README.search(words(told["path"])):
        return redact(_decoded(words(told["content"]))).body
    tree = mapping(mapping(told.get("payload")).get("tree"))
    for place in (tree.get("readme"), *sequence(told.get("files"))):
        if rich := words(mapping(place).get("richText")):
            return plain(_RENDERED.sub(r"<h\1>## ", rich))
    return None


def _decoded(content: str) -> str:
    try:
        return base64.b64decode(content[: 2 * LONGEST]).decode("utf-8", "replace")[:LONGEST]
    except (binascii.Error, ValueError):
        return ""


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Headings, and what stands below each; "" for what stands above the first."""
    title, body = "", list[str]()
    for line in text.splitlines():
        found = _HEADING.fullmatch(line.strip())
        if found:
            yield title, "\n".join(body)
            title, body = plain(found["title"]).strip("# *"), []
        else:
            body.append(line)
    yield title, "\n".join(body)


def paragraphs(body: str) -> Iterator[str]:
    """A section's paragraphs, points and rows, as plain text."""
    return (shown(one) for one in _PARAGRAPH.split(body))


def shown(body: str) -> str:
    """What a visitor reads of it, pictures left out."""
    return plain(_PICTURE.sub("", body))
