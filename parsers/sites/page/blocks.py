"""An HTML tree cut into what it says: table rows under their heads, cards, items, paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from parsers.friends import named_for_friends, speaks_of_friends
from parsers.prose import is_unseen, plain, shown
from parsers.sites.page.grid import grid

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "p", "li", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl",
    "dt", "dd", "table", "form", "fieldset", "figure", "blockquote", "pre", "details", "summary",
    "tr", "td", "th", "tbody", "thead", "select", "button",
}  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "head", "iframe"})
_SPECIAL = frozenset({"table", "dl", "select", "button"})
_MOST_CHOICES = 60
_CARD = re.compile(
    r"\b(?:card|plan|product|goods|item|package|tier|offer|pricing-\w+)\b", re.IGNORECASE
)
# The same as a box of its own, not as a part of one (card-header, product-title).
_BOX = re.compile(
    r"(?:^|[\s_-])(?:card|plan|product|goods|item|package|tier|offer)(?:\s|$)", re.IGNORECASE
)
_LARGEST_CARD = 1_500  # characters of text
# Something may be on offer: a number, a Chinese numeral with its unit, a supply word, a contact.
_SAYS = re.compile(
    r"[\d折倍刀池渠@]|官转|逆向|反代|免费|微信|企鹅|bedrock|azure|official|pool|telegram|wechat|discord",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\d{1,3}(?:\s\d{3}){1,3}\s?(?:[₽₫đ€$]|руб)|[$¥￥€₽₫₱]\s?[\d.,]+"
    r"|[\d.,]+\s?(?:元|块|刀|折|%|倍|[xr×]\b|usd|cny|₽|₫|đ|€|\$|руб|/)",
    re.IGNORECASE,
)


_WAS = re.compile(
    r"\n(?=~~[$¥￥€£₽]?\s?\d[\d.,]{0,12}\s?[₽€$元]?~~\s?[$¥￥€£₽]?\s?\d)"
)  # "\n~~$20~~ $12"
_HOST = re.compile(r"https?://[^/?#\s]{1,200}", re.IGNORECASE)
_ADDRESS = re.compile(r"\(https?://[^)]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """One thing a page says. The key leaves prices out, so that it outlives them."""

    key: str
    title: str
    text: str
    context: str = ""


def visible(tree: html.HtmlElement) -> str:
    """The page's title and words, without scripts and what is hidden."""
    return " ".join([_title(tree), *_words(tree)])


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """What the page says, in its order; each with the title and heading it stands under."""
    body = tree.find(".//body")
    yield from _Walk(_title(tree)).under(tree if body is None else body)


class _Walk:
    """A walk down the tree that remembers the last heading."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.heading = ""

    def under(self, element: html.HtmlElement) -> Iterator[Block]:
        """The blocks of an element: itself when it is one thing, else those inside."""
        if _is_silent(element) or _are_friends(element):
            return
        tag = str(element.tag)
        if tag in _HEADINGS:
            text = _text(element)
            if _PRICED.search(text):  # "Claude Pro — $7.99" is an offer, not a heading for others
                yield from self._block(text, "")
            else:
                self.heading = text
        elif tag in _SPECIAL or element.get("role") == "table":
            yield from self._special(element)
        elif _is_card(element):
            yield from self._block(_text(element), _heading_in(element))
        elif any(str(child.tag) in _BLOCKS for child in element):
            yield from self._inside(element)
        else:
            yield from self._block(_text(element), "")

    def _special(self, element: html.HtmlElement) -> Iterator[Block]:
        """Tables, definitions and choices; a table around others is only their frame."""
        if element.tag == "dl":
            yield from self._definitions(element)
        elif element.tag == "select":
            yield from self._choices(element)
        elif element.tag == "button":
            yield from self._block(_text(element), "")
        elif element.find(".//table") is not None:
            yield from self._inside(element)
        else:
            yield from self._rows(element)

    def _inside(self, element: html.HtmlElement) -> Iterator[Block]:
        """Inside a container: its blocks, and the words that stand between them."""
        loose = [element.text or ""]
        for child in element:
            if str(child.tag) in _BLOCKS or _is_silent(child):
                yield from self._block(" ".join(loose), "")
                loose = [child.tail or ""]
                yield from self.under(child)
            else:
                loose += [_text(child), child.tail or ""]
        yield from self._block(" ".join(loose), "")

    def _block(self, text: str, title: str) -> Iterator[Block]:
        text = _now(plain(text) if "<" not in text else " ".join(text.split()))
        friends = "(http" in text and speaks_of_friends(title or self.heading)
        if text.strip() and _SAYS.search(text) and not friends:
            shown = title or self.heading or self.title
            yield Block(_key(title or text), shown, text, self._context())

    def _rows(self, table: html.HtmlElement) -> Iterator[Block]:
        told = grid(table, _cell)
        columns = " | ".join(told.head)
        for line in told.lines:
            text = (": " if line.defines else " | ").join(line.cells)
            if any(line.cells) and _SAYS.search(text):
                context = "\n".join(part for part in (self._context(), columns) if part)
                yield Block(_key(f"row:{line.name}", keep=True), line.name, text, context)

    def _definitions(self, pairs: html.HtmlElement) -> Iterator[Block]:
        """What a list of definitions says of each term."""
        term = ""
        for element in pairs.iter("dt", "dd"):
            if element.tag == "dt":
                term = _cell(element)
            elif said := _text(element):
                yield from self._block(f"{term}: {said}" if term else said, term)

    def _choices(self, select: html.HtmlElement) -> Iterator[Block]:
        """The priced ones among what a visitor may choose."""
        for option in list(select.iter("option"))[:_MOST_CHOICES]:
            if _PRICED.search(said := _text(option)):
                yield from self._block(said, "")

    def _context(self) -> str:
        return "\n".join(dict.fromkeys(part for part in (self.title, self.heading) if part))


def _cell(cell: html.HtmlElement) -> str:
    return " ".join(_text(cell).rstrip(" |").replace("|", "/").split())


def _title(tree: html.HtmlElement) -> str:
    return " ".join((tree.findtext(".//title") or "").split())[:200]


def _is_silent(element: html.HtmlElement) -> bool:
    """Comments, scripts, menus, and what a visitor does not see."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    return is_unseen(element)


def _now(text: str) -> str:
    """A bare old price and the new one beside it in the line of what they are for."""
    return _WAS.sub(" ", text)


def _are_friends(element: html.HtmlElement) -> bool:
    """A box named for friends or partners that leads to several hosts."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not named_for_friends(names):
        return False
    led = (_HOST.match(link.get("href") or "") for link in element.iter("a"))
    return len({found[0] for found in led if found}) > 1


def _is_card(element: html.HtmlElement) -> bool:
    """One product in a box: a heading or a card's class, little text, no box of its kind inside."""
    if element.tag not in ("div", "article", "section", "li", "a"):
        return False
    headings = [one for one in element.iter() if one.tag in _HEADINGS]
    if len(headings) > 1 or not (headings or _CARD.search(element.get("class") or "")):
        return False
    if element.find(".//table") is not None or any(
        child is not element and _BOX.search(child.get("class") or "") and len(child) > 0
        for child in element.iter("div", "article", "li")
    ):
        return False
    return len(element.text_content()) <= _LARGEST_CARD and len(element) > 1


def _heading_in(element: html.HtmlElement) -> str:
    return next((_text(one) for one in element.iter() if one.tag in _HEADINGS), "")


def _words(element: html.HtmlElement) -> Iterator[str]:
    if not _is_silent(element):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _text(element: html.HtmlElement) -> str:
    """What people wrote here, as the readers want it: a line a block, links with their address."""
    return shown(element)


def _key(text: str, *, keep: bool = False) -> str:
    """A name that stays when only prices change."""
    bare = text if keep else _PRICED.sub(" ", _ADDRESS.sub(" ", text))
    return re.sub(r"[^\w.:]+", "-", bare.lower()).strip("-.")[:80] or "block"
