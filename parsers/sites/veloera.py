"""Veloera: new-api as of April 2025, with daily visits and models told twice by a prefix."""

import re
from collections.abc import Iterator

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Link
from parsers.envelope import opened
from parsers.payload import data, document, mapping, required
from parsers.sites.new_api import modules, status
from parsers.sites.new_api.dialects import dialect


class Veloera(Adapter):
    """Its status; the price sheet behind it has nothing that new-api's has not."""

    family = "veloera"
    dialect_of = "new_api"
    entry = ("/api/status",)
    signs = re.compile(rb"<title>\s*veloera\s*</title>")

    def owns(self, page: Page) -> bool:
        """A status with check-in and without an exchange rate."""
        return dialect(mapping(document(page))) == self.family

    def follow(self, page: Page) -> Iterator[Link]:
        """The price sheet and the notice."""
        yield from modules.links(page.url, data(page))

    def listings(self, page: Page) -> Iterator[Listing]:
        """The terms, and what people wrote."""
        answer = mapping(required(page))
        opened(answer, page)
        yield from status.listings(answer["data"])

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Client ids, site keys, analytics accounts."""
        return status.identifiers(data(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Base URLs, the card shop, the manual."""
        return status.mentions(data(page))
