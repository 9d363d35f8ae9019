"""``/api/status`` of one-hub and done-hub: the recharge rate and who stands behind it."""

from collections.abc import Iterator
from typing import Any

from market.types import Identifier, Issue, Level, Listing, Mention
from parsers.identity import analytics, named
from parsers.payload import words
from parsers.prose import plain
from parsers.recharge import credit_unit, top_up
from parsers.sites.one_hub.models import READER

_IDENTIFIERS = {
    "turnstile_site_key": True,
    "github_client_id": True,
    "lark_client_id": True,
    "telegram_bot": True,
    "UptimeDomain": True,
    "logo": False,
    "top_up_link": False,
}


def listings(data: dict[str, Any]) -> Iterator[Listing]:
    """The site's terms as facts, its footer as prose."""
    facts, issues = [credit_unit(data, READER)], []
    if paid := top_up(data, "PaymentUSDRate", READER):
        facts.append(paid)
    else:
        place = "/data/PaymentUSDRate"
        issues.append(Issue(Level.WARNING, "no_top_up", "no recharge rate", place))
    if words(data.get("RechargeDiscount")) not in {"", "{}"}:
        message = f"large top-ups cost less: {data['RechargeDiscount']}"
        issues.append(Issue(Level.INFO, "recharge_discount", message, "/data/RechargeDiscount"))
    yield Listing(
        "status", words(data.get("system_name")), facts=tuple(facts), issues=tuple(issues)
    )
    if footer := plain(words(data.get("footer_html"))):
        yield Listing("footer", "footer", footer)


def identifiers(data: dict[str, Any]) -> Iterator[Identifier]:
    """Client ids, site keys, the status page, analytics accounts."""
    yield from named(data, _IDENTIFIERS)
    yield from analytics(words(data.get("analytics_code")) + words(data.get("footer_html")))


def mentions(data: dict[str, Any]) -> Iterator[Mention]:
    """The base URL and the card shop."""
    if url := words(data.get("server_address")):
        yield Mention(url, "base_url", "", "/data/server_address")
    if url := words(data.get("top_up_link")):
        yield Mention(url, "shop", "", "/data/top_up_link")
