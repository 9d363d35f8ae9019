"""A product page by its OpenGraph properties."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from market.types import Listing
from parsers.embedded import place
from parsers.goods import Article, Tag, amount, listing
from parsers.sites.product.availability import band


def listings(root: HtmlElement) -> Iterator[Listing]:
    """The one product the page is about, where its price is above nothing."""
    name, price = _tag(root, "og:title"), _either(root, "price:amount")
    if name is None or price is None or not price.amount:
        return
    money, told = _either(root, "price:currency"), _tag(root, "og:description")
    number_ = _tag(root, "product:retailer_item_id")
    yield listing(
        Article(
            key=f"product:{(number_ or name).quote[:80]}",
            name=name,
            price=price,
            currency=money.quote.upper() if money else None,
            facts=band(_either(root, "availability")),
            description=told.quote if told else "",
        )
    )


def _either(root: HtmlElement, name: str) -> Tag | None:
    return _tag(root, f"product:{name}") or _tag(root, f"og:{name}")


def _tag(root: HtmlElement, name: str) -> Tag | None:
    for element in root.xpath("//meta[@property=$name or @name=$name][@content]", name=name):
        told = " ".join(element.get("content").split())
        if told:
            return Tag(amount(told), told, place(element, part="@content"))
    return None
