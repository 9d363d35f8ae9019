"""Products as any page may mark them up: schema.org in JSON-LD or microdata, OpenGraph."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from market.types import Identifier, Listing, Page
from parsers.adapter import Adapter
from parsers.embedded import is_html, lowered, tree
from parsers.identity import analytics
from parsers.sites.page import ShopPage
from parsers.sites.page.stated import stated_name
from parsers.sites.product import json_ld, meta, microdata

_MOST = 500
# Engines whose pages carry such mark-up too, and have adapters that own those pages.
_OWNED = re.compile(
    rb"Shopify\.shop\s{0,4}=|goodsMsg\s{0,9}=|/assets/(?:luna|unicorn|hyper)/|tgme_"
)
_PROSE = ShopPage()
_MARKS = (b"application/ld+json", b"schema.org/product", b"product:price", b"og:price")


class Product(Adapter):
    """One listing an offer. The first kind of mark-up that prices anything speaks for the page."""

    family = "product"
    entry = ()
    # Nothing to follow: which other pages hold products, no mark-up says.
    generic = True

    def owns(self, page: Page) -> bool:
        """Whether the page marks up a product with a price that is one; where none of them is model
        access, the page's own words come first.
        """
        if not is_html(page) or page.evidence.status != 200:
            return False
        lower = lowered(page.body)
        if not any(mark in lower for mark in _MARKS) or _OWNED.search(page.body):
            return False
        offers = list(_offers(page))
        if all(one.issues and not one.facts for one in offers):  # other trades' goods
            return bool(offers) and not _PROSE.owns(page)
        return True

    def listings(self, page: Page) -> Iterator[Listing]:
        """The shop by its name, then its products."""
        root = tree(page)
        if root is not None and (name := stated_name(root)):
            yield Listing("site", name)
        yield from _offers(page)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Analytics accounts."""
        return analytics(page.text)

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """One name for the shop: the first page's."""
        named = next((one for one in listings if one.key == "site"), None)
        return [one for one in listings if one.key != "site" or one is named]


def _offers(page: Page) -> Iterator[Listing]:
    root = tree(page)
    if root is None:
        return
    for kind in (json_ld, microdata, meta):
        found = list(islice(kind.listings(root), _MOST))
        if found:
            yield from found
            return
