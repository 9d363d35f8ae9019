"""Products as microdata: itemtype, itemprop."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from market.types import Listing
from parsers.embedded import place, words
from parsers.goods import Article, Tag, amount, listing
from parsers.sites.product.availability import band

_IS_PRODUCT = "contains(@itemtype, 'schema.org/Product')"
_PRODUCTS = f"//*[{_IS_PRODUCT}][not(ancestor::*[{_IS_PRODUCT}])]"
_MOST = 500


def listings(root: HtmlElement) -> Iterator[Listing]:
    """One listing a product that has a price above nothing."""
    for scope in root.xpath(_PRODUCTS)[:_MOST]:
        name, price = _tag(scope, "name"), _tag(scope, "price") or _tag(scope, "lowPrice")
        if name is None or price is None or not price.amount:
            continue
        money, number_ = _tag(scope, "priceCurrency"), _tag(scope, "sku")
        told = _tag(scope, "description")
        yield listing(
            Article(
                key=f"product:{(number_ or name).quote[:80]}",
                name=name,
                price=price,
                currency=money.quote.upper() if money else None,
                facts=band(_tag(scope, "availability")),
                description=told.quote if told else "",
            )
        )


def _tag(scope: HtmlElement, name: str) -> Tag | None:
    """The first value of this name; what machines are told comes before what is shown."""
    for element in scope.xpath(".//*[@itemprop=$name]", name=name):
        for attribute in ("content", "href"):
            if element.get(attribute):
                told = " ".join(element.get(attribute).split())
                return Tag(amount(told), told, place(element, part=f"@{attribute}"))
        if words(element):
            return Tag(amount(words(element)), words(element), place(element))
    return None
