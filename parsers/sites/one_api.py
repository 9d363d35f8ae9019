"""one-api: who sells, where, and through which shop; it publishes no prices."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from market.types import Identifier, Issue, Level, Listing, Mention, Page
from parsers.adapter import Adapter, Link
from parsers.envelope import opened
from parsers.identity import analytics, named
from parsers.payload import data, mapping, required, words
from parsers.prose import plain
from parsers.recharge import credit_unit
from parsers.sites.new_api import status
from parsers.sites.new_api.answers import PRICING, WORDS

_READER = "one_api/1"
_OWN = {"oidc_well_known", "lark_client_id", "chat_link"}
_OTHERS = {"price", "PaymentUSDRate"}  # new-api's recharge price, and one-hub's
_IDENTIFIERS = {
    "turnstile_site_key": True,
    "github_client_id": True,
    "lark_client_id": True,
    "oidc_client_id": True,
    "oidc_well_known": True,
    "logo": False,
    "top_up_link": False,
}


class OneApi(Adapter):
    """A lead: contacts, base URL, card shop, identifiers, words. The ancestor of new-api, whose
    adapter reads what both write alike.
    """

    family = "one_api"
    dialect_of = "new_api"
    entry = ("/api/status",)
    signs = re.compile(rb"<title>\s*one[ -]?api\s*</title>")

    def owns(self, page: Page) -> bool:
        """A status without any recharge price."""
        told = data(page)
        return "quota_per_unit" in told and bool(told.keys() & _OWN) and not told.keys() & _OTHERS

    def follow(self, page: Page) -> Iterator[Link]:
        """What the operator wrote; and a price sheet, as Rix-API has one behind such a status."""
        yield Link(urljoin(page.url, PRICING), "prices", optional=True)
        for path, name in WORDS.items():
            yield Link(urljoin(page.url, path), name, optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """The site, and its footer as prose."""
        opened(mapping(required(page)), page)
        told = data(page)
        issue = Issue(Level.INFO, "no_public_prices", "one-api publishes no prices", page.url)
        unit = credit_unit(told, _READER)
        yield Listing("status", words(told.get("system_name")), facts=(unit,), issues=(issue,))
        if footer := plain(words(told.get("footer_html"))):
            yield Listing("footer", "footer", footer)

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Client ids, site keys, analytics accounts."""
        told = data(page)
        yield from named(told, _IDENTIFIERS)
        yield from analytics(words(told.get("footer_html")))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """The base URL and the card shop."""
        return status.mentions(data(page))
