"""One article of a shop as its engine tells it, made a listing: the price of the engine's field,
joined with what the readers find in the title that one price buys.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeGuard

from market.claims import Price, Sold, Stock, Value
from market.turnover import is_placeholder
from market.types import Fact, Issue, Level, Listing
from parsers.payload import number, written
from parsers.prose import plain
from parsers.readers import LONGEST, WORDS
from parsers.readers.shop.wares import Ware, read_ware

READER = "goods/1"
DETAIL = "detail:"  # what an article's own page adds to its row in the catalogue
_TITLE = 300  # characters
_TEMPLATE = re.compile(r"<<.{0,80}?>>|\{\{.{0,80}?\}\}")
# Cents say which mark is which: "12,90" and "1,299.00", but never "1,299".
_DECIMAL_COMMA = re.compile(r"\d{1,9},\d{2}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}\.\d{2}")
_SAID_IN_TITLES = ("supply", "terms")


@dataclass(frozen=True, slots=True)
class Tag:
    """A number or word of the engine's, as it stands at its place; ``amount`` None: no number."""

    amount: Decimal | None
    quote: str
    place: str

    def fact(self, value: Value) -> Fact:
        """What the engine says with it."""
        return Fact(value, self.quote, place=self.place, reader=READER)


@dataclass(frozen=True, slots=True)
class Article:
    """What a shop sells under one key. ``name`` and ``option`` are words, mark-up and all."""

    key: str
    name: Tag
    option: str = ""  # the variant chosen
    category: str = ""
    price: Tag | None = None
    was: Tag | None = None  # struck out or compared with: the shop's own, never the official price
    currency: str | None = None
    stock: Tag | None = None
    sold: Tag | None = None
    facts: tuple[Fact, ...] = ()  # what else the engine says
    description: str = ""


def listing(article: Article) -> Listing:
    """The article as a listing; one that names no model access only says so."""
    title, option = titled(article.name.quote), titled(article.option)
    category = titled(article.category)
    shown = " ".join(part for part in (title, option) if part)
    if _TEMPLATE.search(html.unescape(article.name.quote)):
        issue = _issue("template_placeholder", "a template's own words, not yet filled", article)
        return Listing(article.key, "", issues=(issue,))
    ware = read_ware(title, option, category)
    if ware is None:
        issue = _issue("unrelated_item", f"{shown or 'it'} names no model access", article)
        return Listing(article.key, shown, "", category, issues=(issue,))
    facts = (*_prices(article, ware), *_counts(article), *article.facts, *_titled(article, ware))
    text = plain(article.description)
    context = "\n".join(part for part in (category, shown) if part)
    return Listing(article.key, shown, text, context, facts=facts, issues=tuple(_issues(article)))


def amount(value: object) -> Decimal | None:
    """A price as shops write it by hand: a number, or one whose marks its cents explain."""
    text = written(value)
    if isinstance(value, str) and _DECIMAL_COMMA.fullmatch(text):
        return number(text.replace(",", "."))
    if isinstance(value, str) and _THOUSANDS.fullmatch(text):
        return number(text.replace(",", ""))
    return number(value)


def titled(written: str) -> str:
    """A name as a visitor reads it: one line, without mark-up."""
    return " ".join(plain(html.unescape(written)).split())[:_TITLE]


def completed(listings: Sequence[Listing]) -> list[Listing]:
    """Of an article's own page only what its row in the catalogue has not told."""
    rows = {one.key: {fact.kind for fact in one.facts} for one in listings}
    return [
        replace(one, facts=tuple(fact for fact in one.facts if fact.kind not in told))
        if (told := rows.get(_row(one.key), set())) and one.key.startswith(DETAIL)
        else one
        for one in listings
    ]


def _row(key: str) -> str:
    return "item:" + key.removeprefix(DETAIL)


def _prices(article: Article, ware: Ware) -> Iterator[Fact]:
    """What is asked now, and what was asked before where that was more."""
    now = article.price.amount if article.price else None
    for tag, was in ((article.price, False), (article.was, True)):
        if tag is None or tag.amount is None or (was and tag.amount <= (now or 0)):
            continue
        price = Price(
            tag.amount,
            article.currency,
            ware.per,
            ware.provider,
            ware.model,
            ware.access,
            ware.face_usd,
            withdrawn=was,
        )
        yield replace(tag.fact(price), confidence=ware.sure)


def _counts(article: Article) -> Iterator[Fact]:
    """Stock and sold as far as they are numbers somebody counted."""
    stock, sold = article.stock, article.sold
    if stock and _is_count(stock.amount) and not is_placeholder(stock.amount):
        yield stock.fact(Stock(stock.amount))
    if sold and _is_count(sold.amount):
        yield sold.fact(Sold(sold.amount))


def _is_count(amount: Decimal | None) -> TypeGuard[Decimal]:
    return amount is not None and amount == amount.to_integral_value()


def _titled(article: Article, ware: Ware) -> Iterator[Fact]:
    """Volumes, origin and terms that the title states."""
    for held in ware.held:
        yield article.name.fact(held)
    said = titled(article.name.quote)
    for kind in _SAID_IN_TITLES:
        for found in WORDS[kind](said[:LONGEST], ""):
            yield article.name.fact(found.value)


def _issues(article: Article) -> Iterator[Issue]:
    price, stock = article.price, article.stock
    if price is None or price.amount is None:
        written = price.quote if price else ""
        code = "template_placeholder" if _TEMPLATE.search(written) else "no_price"
        yield _issue(code, f"its price is {written or 'missing'}", article)
    if stock and _is_count(stock.amount) and is_placeholder(stock.amount):
        yield _issue("placeholder_stock", f"a stock of {stock.quote} is nobody's count", article)
    elif stock and not _is_count(stock.amount):
        yield _issue("stock_in_words", f"its stock is {stock.quote!r}", article)


def _issue(code: str, message: str, article: Article) -> Issue:
    return Issue(Level.INFO, code, message, (article.price or article.name).place)
