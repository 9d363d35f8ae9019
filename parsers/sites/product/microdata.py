"""Products as microdata: itemtype, itemprop."""

from collections.abc import Iterator
from functools import partial

from lxml.html import HtmlElement

from market.types import Listing
from parsers.embedded import place, words
from parsers.goods import Tag, amount
from parsers.sites.product import properties

_IS_PRODUCT = "contains(@itemtype, 'schema.org/Product')"
_PRODUCTS = f"//*[{_IS_PRODUCT}][not(ancestor::*[{_IS_PRODUCT}])]"
_MOST = 500


def listings(root: HtmlElement) -> Iterator[Listing]:
    """One listing a product that has a price above nothing."""
    for scope in root.xpath(_PRODUCTS)[:_MOST]:
        yield from properties.listings(partial(_tag, scope))


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
