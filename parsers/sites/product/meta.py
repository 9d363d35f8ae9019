"""A product page by its OpenGraph properties."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from market.types import Listing
from parsers.embedded import place
from parsers.goods import Tag, amount
from parsers.sites.product import properties

_NAMES = {
    "name": ("og:title",),
    "price": ("product:price:amount", "og:price:amount"),
    "priceCurrency": ("product:price:currency", "og:price:currency"),
    "availability": ("product:availability", "og:availability"),
    "sku": ("product:retailer_item_id",),
    "description": ("og:description",),
}


def listings(root: HtmlElement) -> Iterator[Listing]:
    """The one product the page is about, where its price is above nothing."""

    def told(name: str) -> Tag | None:
        found = (_tag(root, one) for one in _NAMES.get(name, ()))
        return next(filter(None, found), None)

    return properties.listings(told)


def _tag(root: HtmlElement, name: str) -> Tag | None:
    for element in root.xpath("//meta[@property=$name or @name=$name][@content]", name=name):
        told = " ".join(element.get("content").split())
        if told:
            return Tag(amount(told), told, place(element, part="@content"))
    return None
