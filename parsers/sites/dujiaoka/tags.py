"""What one element of a page shows: an amount, its money, a stock, how goods are handed over."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from market.claims import Term
from market.types import Fact
from parsers.embedded import place, words
from parsers.goods import Tag
from parsers.payload import number

_COUNT = re.compile(
    r"(?:库存|库存量|剩余|in stock|stock|在庫)\s{0,2}[(（:：]?\s{0,2}(\d{1,9})\s{0,2}[)）]?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d[\d,]{0,12}(?:\.\d{1,4})?")
_BY_HAND = re.compile(r"人工|手动|代充|manual", re.IGNORECASE)
_AT_ONCE = re.compile(r"自动|automatic|秒发", re.IGNORECASE)


def money(element: HtmlElement) -> Tag:
    """The amount an element shows."""
    found = _AMOUNT.search(words(element))
    amount = number(found[0].replace(",", "")) if found else None
    return Tag(amount, words(element), place(element))


def currency(shown: str) -> str:
    """The software counts in yuan, unless the shop has put another sign before its prices."""
    return "USD" if "$" in shown else "CNY"


def count(element: HtmlElement) -> Tag | None:
    """The stock an element shows, if that is what it shows."""
    found = _COUNT.match(words(element))
    return Tag(number(found[1]), words(element), place(element)) if found else None


def delivery(element: HtmlElement) -> Iterator[Fact]:
    """Whether cards are handed out by the machine or by hand, as a badge says."""
    for badge in element.xpath(".//*[contains(@class, 'badge') or contains(@class, 'small-tips')]"):
        said = words(badge)
        by_hand = _BY_HAND.search(said)
        if by_hand or _AT_ONCE.search(said):
            mode = "manual_delivery" if by_hand else "automatic_delivery"
            yield Tag(None, said, place(badge)).fact(Term(mode))
            return
