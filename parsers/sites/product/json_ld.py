"""Products in JSON-LD scripts, alone, in lists and in graphs."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from market.types import Listing
from parsers.embedded import inside, place, value_in
from parsers.goods import Article, Tag, amount, listing
from parsers.payload import mapping, sequence, words, written
from parsers.sites.product.availability import band

_SCRIPTS = "//script[contains(@type, 'ld+json')]"
_DEEPEST = 8
_MOST = 500
_THINGS = frozenset({"Product", "ProductGroup", "IndividualProduct", "Offer"})
_WITHIN = ("@graph", "itemListElement", "item", "hasVariant", "mainEntity")
_SLUG = re.compile(r"[^\w.-]+")

Steps = tuple[str | int, ...]


def listings(root: HtmlElement) -> Iterator[Listing]:
    """One listing an offer of a product with a price above nothing."""
    for script in root.xpath(_SCRIPTS):
        value = value_in(str(script.text_content()))
        base = place(script)
        for product, steps in _products(value, (), _DEEPEST):
            for made in _offered(base, product, steps):
                yield listing(made)


def _products(value: Any, steps: Steps, deeper: int) -> Iterator[tuple[dict[str, Any], Steps]]:
    if isinstance(value, list) and deeper > 0:
        for at, each in enumerate(value[:_MOST]):
            yield from _products(each, (*steps, at), deeper - 1)
    elif isinstance(value, dict) and deeper > 0:
        if _types(value) & _THINGS:
            yield value, steps
        for name in _WITHIN:
            if name in value:
                yield from _products(value[name], (*steps, name), deeper - 1)


def _types(value: dict[str, Any]) -> set[str]:
    told = value.get("@type")
    names = [told] if isinstance(told, str) else sequence(told)
    return {words(name).rpartition("/")[2] for name in names}


def _offered(base: str, product: dict[str, Any], steps: Steps) -> Iterator[Article]:
    if _types(product) == {"Offer"}:
        yield from _article(base, product, steps, product, steps)
        return
    offers = product.get("offers")
    inner = mapping(offers).get("offers")
    place_ = (*steps, "offers")
    if isinstance(inner, list):
        offers, place_ = inner, (*place_, "offers")
    if isinstance(offers, dict):
        yield from _article(base, product, steps, offers, place_)
    for at, offer in enumerate(sequence(offers)):
        yield from _article(base, product, steps, mapping(offer), (*place_, at))


def _article(
    base: str, product: dict[str, Any], steps: Steps, offer: dict[str, Any], there: Steps
) -> Iterator[Article]:
    """Nothing where there is no name, or no price above nothing."""

    def tag(row: dict[str, Any], where: Steps, *fields: str) -> Tag | None:
        value: Any = row
        for field in fields:
            value = mapping(value).get(field)
        if isinstance(value, dict | list) or value in (None, ""):
            return None
        return Tag(amount(value), written(value), inside(base, *where, *fields))

    specified = offer.get("priceSpecification")
    price = tag(offer, there, "price") or tag(offer, there, "priceSpecification", "price")
    price = price or tag(offer, there, "lowPrice")
    name = tag(product, steps, "name")
    if name is None or price is None or not price.amount:
        return
    own = words(offer.get("name")) if product is not offer else ""
    money = words(offer.get("priceCurrency")) or words(mapping(specified).get("priceCurrency"))
    yield Article(
        key=f"product:{_key(product, offer, name)}",
        name=name,
        option="" if own == name.quote else own,
        category=_words(product.get("category")),
        price=price,
        currency=money.upper() or None,
        stock=tag(offer, there, "inventoryLevel", "value"),
        facts=band(tag(offer, there, "availability")),
        description=_words(product.get("description")),
    )


def _key(product: dict[str, Any], offer: dict[str, Any], name: Tag) -> str:
    """What the shop itself numbers it by; else its address or name."""
    told = (
        row.get(field)
        for row in (offer, product)
        for field in ("sku", "productID", "gtin", "@id", "url")
    )
    first = next((written(value) for value in told if isinstance(value, str | int) and value), "")
    return _SLUG.sub("-", first or f"{name.quote} {words(offer.get('name'))}").strip("-")[:80]


def _words(value: Any) -> str:
    """Words, or the name of the thing they are given as."""
    return words(value) or words(mapping(value).get("name"))
