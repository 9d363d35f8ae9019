"""What sellers write (HTML, Markdown, both at once) as plain text for the readers."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

LONGEST = 200_001  # characters of one announcement or home page: one more than readers look at

_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_DECLARATION = re.compile(r"<[?!][^<>]*>")
# Zero-width characters and soft hyphens, put between digits to defeat exactly this reading.
# Signs that turn the direction of writing show other digits than there are.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff\0]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
# Words for machines only: between digits they would make another price.
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SILENT = {"script", "style", "noscript", "template", "svg"}
_WHOLE = {"html", "body"}  # hidden until the scripts have run
_STRUCK = {"del", "s", "strike"}
_BLOCKS = {
    *("p", "div", "li", "tr", "br", "hr", "table", "ul", "ol", "section", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}


def plain(written: str) -> str:
    """The text as a reader sees it: one line a block, links as "label (url)", struck-out words
    between ``~~``. Never rendered, never followed.
    """
    text = written[:LONGEST]
    return shown(fragment(text)) if _TAG.search(_INVISIBLE.sub("", text)) else _tidy(text)


def fragment(written: str) -> lxml.html.HtmlElement:
    """Mark-up that people wrote, its first 200,001 characters, as a tree."""
    # lxml's tree is linear, and nesting beyond 256 levels ends it early. BeautifulSoup takes a
    # minute over a hundred thousand nested tags.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    bare = _DECLARATION.sub(" ", _INVISIBLE.sub("", written[:LONGEST]))
    wrapped = f"<div>{bare}</div>".encode("utf-8", "replace")
    return lxml.html.document_fromstring(wrapped, parser=parser)


def shown(element: lxml.html.HtmlElement) -> str:
    """The same of an element of a page, without what follows it."""
    return _tidy("".join(_words(element))[:LONGEST])


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", _INVISIBLE.sub("", text))).strip()


def _words(top: lxml.html.HtmlElement) -> Iterator[str]:
    walk = lxml.etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    silent = False
    for event, element in walk:
        if event == "start":
            silent = element.tag in _SILENT or (element.tag not in _WHOLE and is_unseen(element))
            if silent:
                walk.skip_subtree()
            else:
                yield _opening(element.tag)
                yield element.text or ""
        else:
            if event == "end":
                yield "" if silent else _closing(element)
                silent = False
            yield "" if element is top else element.tail or ""


def is_unseen(element: lxml.html.HtmlElement) -> bool:
    """Whether a visitor is shown nothing of it: by attribute or by its own style."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_UNSEEN.search(element.get("style") or ""))


def _opening(tag: str) -> str:
    if tag in _STRUCK:
        return "~~"
    return "\n" if tag in _BLOCKS else ""


def _closing(element: lxml.html.HtmlElement) -> str:
    if element.tag in {"td", "th"}:
        return " | "
    href = element.get("href", "") if element.tag == "a" else ""
    return f" ({href})" if href.startswith(("http://", "https://")) else _opening(element.tag)
