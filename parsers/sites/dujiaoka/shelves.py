"""Home pages that are cards: unicorn's (with stock) and hyper's (sold out or not), old and new."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from market.claims import StockBand
from market.types import Fact, Listing
from parsers.embedded import place, words
from parsers.goods import Article, Tag, listing
from parsers.sites.dujiaoka.tags import count, currency, delivery, money

_NUMBER = re.compile(r"/buy/(\d{1,12})(?:[/?#]|$)")
_MOST = 2000
_CARDS = (
    "//a[contains(concat(' ', @class, ' '), ' home-card ')]"
    " | //a[contains(concat(' ', @class, ' '), ' box ')]"
    " | //div[contains(concat(' ', @class, ' '), ' card ')]"
    "[.//strong][.//a[contains(@href, '/buy/')]]"
)
_NAMES = (
    ".//*[contains(@class, 'card-title') or contains(@class, 'shop-name')] | .//p[@class='name']"
)
_PRICES = (
    ".//strong | .//div[contains(@class, 'price')]//b | .//*[contains(@class, 'shop-price')]"
    " | .//p[contains(@class, 'card-text')]//b"
)
_COUNTS = ".//small | .//*[contains(@class, 'float-right')]"
_HOME = (
    "//*[@id='goodsTabContent' or contains(@class, 'goods-list') or contains(@class, 'category')]"
)


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its article's number ("" where it may not be opened), name and group."""

    element: HtmlElement
    number: str
    title: str
    category: str


def is_home(root: HtmlElement) -> bool:
    """Whether this is a home page, though nothing may stand on its shelves."""
    return bool(root.xpath(_HOME))


def cards(root: HtmlElement) -> Iterator[Card]:
    """Every article once, under its own group rather than under "all"."""
    labels = {a.get("href"): words(a) for a in root.xpath("//a[starts-with(@href, '#group-')]")}
    found = [_card(element, labels) for element in root.xpath(_CARDS)[:_MOST]]
    grouped = [card for card in found if card.category]
    named = {(card.number, card.title) for card in grouped}
    seen = set()
    for card in (*grouped, *(card for card in found if (card.number, card.title) not in named)):
        if card.title and (card.number, card.title) not in seen:
            seen.add((card.number, card.title))
            yield card


def listings(root: HtmlElement) -> Iterator[Listing]:
    """One listing a card."""
    for card in cards(root):
        price = _first(card.element, _PRICES)
        yield listing(
            Article(
                key=f"item:{card.number or card.title}",
                name=_name(card.element),
                category=card.category,
                price=money(price) if price is not None else None,
                currency=currency(words(price)) if price is not None else None,
                stock=_stock(card.element),
                facts=tuple(_facts(card.element)),
            )
        )


def _card(element: HtmlElement, labels: Mapping[str, str]) -> Card:
    links = [element.get("href") or "", *element.xpath(".//a/@href")]
    found = next(filter(None, (_NUMBER.search(link) for link in links)), None)
    return Card(element, found[1] if found else "", _name(element).quote, _group(element, labels))


def _name(element: HtmlElement) -> Tag:
    name = _first(element, _NAMES)
    if name is None:
        return Tag(None, "", place(element))
    if name.get("title"):  # where the shown name is cut short
        return Tag(None, " ".join(name.get("title").split()), place(name, part="@title"))
    return Tag(None, words(name), place(name))


def _stock(card: HtmlElement) -> Tag | None:
    found = (count(element) for element in card.xpath(_COUNTS))
    return next(filter(None, found), None)


def _facts(card: HtmlElement) -> Iterator[Fact]:
    yield from delivery(card)
    for ribbon in card.xpath(".//*[contains(@class, 'ribbon-two-danger')]")[:1]:
        yield Tag(None, words(ribbon), place(ribbon)).fact(StockBand("sold_out"))


def _first(element: HtmlElement, path: str) -> HtmlElement | None:
    found = element.xpath(path)
    return found[0] if found else None


def _group(element: HtmlElement, labels: Mapping[str, str]) -> str:
    """The name of the tab or the heading a card stands under; "" under "all"."""
    for around in element.iterancestors("div"):
        tab = around.get("id") or ""
        if tab.startswith("group-") and re.fullmatch(r"group-\d{1,9}", tab):
            return labels.get(f"#{tab}", "")
        if "category" in (around.get("class") or "").split():
            headings = around.xpath(".//h3")
            return words(headings[0]) if headings else ""
    return ""
