"""The variants of a product of Shopify's: what each costs, and whether it is to be had."""

from collections.abc import Iterator
from typing import Any

from market.claims import StockBand
from market.types import Listing
from parsers.adapter import Drifted
from parsers.goods import Article, Tag, amount, listing
from parsers.payload import mapping, pointer, sequence, words, written

_NO_VARIANT = "Default Title"


def listings(product: dict[str, Any], at: int) -> Iterator[Listing]:
    """One listing for each variant of a product. Raises Drifted where it has none."""
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
        return Tag(amount(variant[field]), written(variant[field]), where)

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
