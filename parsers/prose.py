"""What sellers write (HTML, Markdown, both at once) as plain text for the readers."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

LONGEST = 200_000  # characters of one announcement or home page

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_DECLARATION = re.compile(r"<[?!][^<>]*>")
# Zero-width characters and soft hyphens, put between digits to defeat exactly this reading.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u00ad\ufeff\0]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_BLOCKS = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "ul", "ol"]


def plain(written: str) -> str:
    """The text as a reader sees it: one line a block, links as "label (url)", struck-out words
    between ``~~``. Never rendered, never followed.
    """
    text = _INVISIBLE.sub("", written[:LONGEST])
    if _TAG.search(text):
        text = _text_of(BeautifulSoup(_DECLARATION.sub(" ", text), "lxml"))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _text_of(soup: BeautifulSoup) -> str:
    for gone in soup(["script", "style", "noscript", "template", "svg"]):
        gone.decompose()
    for struck in soup(["del", "s", "strike"]):
        _wrap(struck, "~~", "~~")
    for cell in soup(["td", "th"]):
        cell.append(NavigableString(" | "))
    for link in soup("a", href=re.compile("^https?://")):
        _wrap(link, "", f" ({link['href']})")
    for block in soup(_BLOCKS):
        _wrap(block, "\n", "\n")
    return soup.get_text()


def _wrap(tag: Tag, before: str, after: str) -> None:
    tag.insert_before(NavigableString(before))
    tag.insert_after(NavigableString(after))
