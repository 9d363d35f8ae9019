"""Shopify: the catalogue every shop publishes as JSON, whose prices name no currency; that stands
in ``/meta.json`` or in a script of the shop's pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from market.claims import Price, ShopMoney, StockBand
from market.types import Identifier, Issue, Level, Listing, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.embedded import inside, is_html, place, tree, value_in
from parsers.goods import Article, Tag, listing
from parsers.identity import analytics
from parsers.payload import document, mapping, number, pointer, required, sequence, words, written

_GOODS, _META = "/products.json", "/meta.json"
_A_PAGE, _MOST_PAGES = 250, 4
_MONEY = "Shopify.currency"
_OWN = re.compile(rb"Shopify\.shop\s{0,4}=")
_NO_VARIANT = "Default Title"


class Shopify(Adapter):
    """One listing a variant: whether it is to be had is said, how many are left is not."""

    family = "shopify"
    entry = (f"{_GOODS}?limit={_A_PAGE}&page=1", _META)
    signs = re.compile(rb"shopify\.shop\s{0,4}=|cdn\.shopify\.com|/cdn/shopifycloud/")

    def owns(self, page: Page) -> bool:
        """By products with variants, by the shop's own description, or by its script."""
        if is_html(page):
            return bool(_OWN.search(page.body))
        answer = mapping(document(page))
        return bool(_kind(answer)) or (answer == {"products": []} and page.path.endswith(_GOODS))

    def follow(self, page: Page) -> Iterator[Link]:
        """From a page of the shop to its goods; from these to their money, and further."""
        if is_html(page):
            yield Link(urljoin(page.url, self.entry[0]), "goods")
        if _kind(mapping(document(page))) != "meta":
            yield Link(urljoin(page.url, _META), "the shop's money")
        if _is_full(page):
            at = _page_number(page)
            for number_ in range(at + 1, min(at + 2, _MOST_PAGES) + 1):
                further = f"{_GOODS}?limit={_A_PAGE}&page={number_}"
                yield Link(urljoin(page.url, further), "more goods")

    def listings(self, page: Page) -> Iterator[Listing]:
        """The shop with its money, or its goods."""
        if is_html(page):
            yield from _shop_page(page)
            return
        answer = mapping(required(page))
        if _kind(answer) == "meta":
            told = Tag(None, words(answer["currency"]), "/currency")
            facts = (told.fact(ShopMoney(told.quote)),) if told.quote else ()
            yield Listing("site", words(answer.get("name")), facts=facts)
            return
        for at, product in enumerate(map(mapping, sequence(answer.get("products")))):
            yield from _variants(product, at)
        if _is_full(page) and _page_number(page) >= _MOST_PAGES:
            message = f"more than {_MOST_PAGES * _A_PAGE} goods; the rest is not read"
            issue = Issue(Level.WARNING, "more_pages", message, page.url)
            yield Listing("catalogue", "", issues=(issue,))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The shop's name at Shopify itself, which outlives its domains; analytics accounts."""
        own = words(mapping(document(page)).get("myshopify_domain"))
        if own:
            yield Identifier("myshopify_domain", own)
        if is_html(page):
            yield from analytics(page.text)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Prices take the shop's money; where two are named, or none, they stay without."""
        facts = (fact.value for one in listings for fact in one.facts)
        named = {value.currency for value in facts if isinstance(value, ShopMoney)}
        money = named.pop() if len(named) == 1 else None
        return [_in_money(one, money) for one in listings]


def _kind(answer: dict[str, Any]) -> str:
    if {"myshopify_domain", "currency"} <= answer.keys():
        return "meta"
    first = mapping(next(iter(sequence(answer.get("products"))), None))
    return "goods" if {"variants", "handle"} <= first.keys() else ""


def _page_number(page: Page) -> int:
    asked = parse_qs(urlsplit(page.url).query).get("page", ["1"])[0]
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


def _is_full(page: Page) -> bool:
    return len(sequence(mapping(document(page)).get("products"))) >= _A_PAGE


def _shop_page(page: Page) -> Iterator[Listing]:
    root = tree(page)
    for script in root.iter("script") if root is not None else ():
        text = str(script.text_content())
        active = words(mapping(value_in(text, _MONEY)).get("active")) if _MONEY in text else ""
        if active:
            told = Tag(None, active, inside(place(script), "active", variable=_MONEY))
            yield Listing("site", "", facts=(told.fact(ShopMoney(active)),))
            return


def _variants(product: dict[str, Any], at: int) -> Iterator[Listing]:
    variants = sequence(product.get("variants"))
    if not variants or not words(product.get("title")):
        raise Drifted(f"product {at} has no title or no variants")
    for number_, variant in enumerate(map(mapping, variants)):
        yield listing(_article(product, at, variant, number_))


def _article(product: dict[str, Any], at: int, variant: dict[str, Any], number_: int) -> Article:
    def tag(field: str) -> Tag | None:
        if variant.get(field) in (None, ""):
            return None
        where = pointer("products", at, "variants", number_, field)
        return Tag(number(variant[field]), written(variant[field]), where)

    available = tag("available")
    band = StockBand("in_stock" if variant.get("available") is True else "sold_out")
    option = words(variant.get("title"))
    kept = (words(product.get("product_type")), *_tags(product.get("tags")))
    return Article(
        key=f"variant:{written(variant.get('id'))}",
        name=Tag(None, words(product["title"]), pointer("products", at, "title")),
        option="" if option == _NO_VARIANT else option,
        category=" ".join(filter(None, kept)),
        price=tag("price"),
        was=tag("compare_at_price"),
        facts=(available.fact(band),) if available else (),
        description=words(product.get("body_html")),
    )


def _tags(value: Any) -> list[str]:
    """A list, or one string with commas, by the age of the shop."""
    return value.split(",") if isinstance(value, str) else list(map(words, sequence(value)))


def _in_money(one: Listing, money: str | None) -> Listing:
    facts = tuple(
        replace(fact, value=replace(fact.value, currency=money))
        if isinstance(fact.value, Price) and fact.value.currency is None
        else fact
        for fact in one.facts
    )
    return replace(one, facts=facts)
