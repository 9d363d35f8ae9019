"""A product told property by property, whatever kind of mark-up carries them."""

from collections.abc import Callable, Iterator

from market.types import Listing
from parsers.goods import Article, Tag, listing
from parsers.sites.product.availability import band


def listings(told: Callable[[str], Tag | None]) -> Iterator[Listing]:
    """The product of which ``told`` finds the properties by schema.org's names, where its price is
    above nothing.
    """
    name, price = told("name"), told("price") or told("lowPrice")
    if name is None or price is None or not price.amount:
        return
    money, said = told("priceCurrency"), told("description")
    yield listing(
        Article(
            key=f"product:{(told('sku') or name).quote[:80]}",
            name=name,
            price=price,
            currency=money.quote.upper() if money else None,
            facts=band(told("availability")),
            description=said.quote if said else "",
        )
    )
