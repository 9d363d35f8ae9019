"""Shopify: the catalogue every shop publishes as JSON, whose prices name no currency; that stands
in ``/meta.json`` or in a script of the shop's pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from market.claims import Price, ShopMoney
from market.types import Identifier, Issue, Level, Listing, Page
from parsers.adapter import Adapter, Blocked, Link
from parsers.embedded import inside, is_html, place, tree, value_in
from parsers.goods import Tag
from parsers.identity import analytics
from parsers.paging import MOST, beyond, following, page_number
from parsers.payload import document, first, mapping, number, required, sequence, words
from parsers.sites.shopify import variants

_GOODS, _META = "/products.json", "/meta.json"
_A_PAGE = 250
_MONEY = "Shopify.currency"
_OWN = re.compile(rb"Shopify\.shop\s{0,4}=")
# What every address of a shop that is not open yet, or no longer, leads to.
_PASSWORD = re.compile(rb"action=[\"']/password[\"']")


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
            yield from following(page, f"{_GOODS}?limit={_A_PAGE}&page=")

    def listings(self, page: Page) -> Iterator[Listing]:
        """The shop with its money, or its goods. Raises Blocked where a password is asked for."""
        if is_html(page):
            if _PASSWORD.search(page.body):
                raise Blocked("the shop asks for a password")
            yield from _shop_page(page)
            return
        answer = mapping(required(page))
        if _kind(answer) == "meta":
            told = Tag(None, words(answer["currency"]), "/currency")
            facts = (told.fact(ShopMoney(told.quote)),) if told.quote else ()
            yield Listing("site", words(answer.get("name")), facts=facts)
            return
        for at, product in enumerate(map(mapping, sequence(answer.get("products")))):
            yield from variants.listings(product, at)
        if _is_full(page) and page_number(page) >= MOST:
            yield beyond(page, f"more than {MOST * _A_PAGE} goods; the rest is not read")

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
    row = first(answer.get("products"))
    return "goods" if {"variants", "handle"} <= row.keys() else ""


def _is_full(page: Page) -> bool:
    return len(sequence(mapping(document(page)).get("products"))) >= _A_PAGE


def _shop_page(page: Page) -> Iterator[Listing]:
    root = tree(page)
    for script in root.iter("script") if root is not None else ():
        text = str(script.text_content())
        shown = mapping(value_in(text, _MONEY)) if _MONEY in text else {}
        if active := words(shown.get("active")):
            where = inside(place(script), "active", variable=_MONEY)
            yield _money_shown(active, number(shown.get("rate")), where)
            return


def _money_shown(active: str, rate: Decimal | None, where: str) -> Listing:
    """The shop's money; not what a visitor's country made of it, as goods are told in the first."""
    if rate in (None, Decimal(1)):
        return Listing("site", "", facts=(Tag(None, active, where).fact(ShopMoney(active)),))
    message = f"its pages show prices in {active}, at {rate} for one of the shop's own"
    return Listing("site", "", issues=(Issue(Level.INFO, "converted_money", message, where),))


def _in_money(one: Listing, money: str | None) -> Listing:
    facts = tuple(
        replace(fact, value=replace(fact.value, currency=money))
        if isinstance(fact.value, Price) and fact.value.currency is None
        else fact
        for fact in one.facts
    )
    return replace(one, facts=facts)
