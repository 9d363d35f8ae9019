"""``/api/status`` of one-hub and done-hub: the recharge rate and who stands behind it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market.claims import CreditUnit, TopUp
from market.types import Fact, Identifier, Issue, Level, Listing, Mention
from parsers.adapter import Drifted
from parsers.identity import analytics, named
from parsers.payload import number, words, written
from parsers.prose import plain
from parsers.sites.one_hub.models import READER

_DEFAULT_RATE = Decimal("7.3")
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
    facts, issues = [_credit_unit(data)], []
    if top_up := _top_up(data):
        facts.append(top_up)
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


def _credit_unit(data: dict[str, Any]) -> Fact:
    quota = number(data["quota_per_unit"])
    if not quota:
        raise Drifted(f"quota_per_unit is {data['quota_per_unit']!r}")
    quote = written(data["quota_per_unit"])
    return Fact(CreditUnit(quota), quote, place="/data/quota_per_unit", reader=READER)


def _top_up(data: dict[str, Any]) -> Fact | None:
    rate = number(data.get("PaymentUSDRate"))
    if not rate:
        return None
    trusted = rate != _DEFAULT_RATE and not words(data.get("top_up_link"))
    value = TopUp(rate, "CNY", "status.PaymentUSDRate", trusted)
    quote = written(data["PaymentUSDRate"])
    return Fact(value, quote, place="/data/PaymentUSDRate", reader=READER)


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
