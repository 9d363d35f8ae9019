"""``/api/status`` of one-hub and done-hub: the recharge rate and who stands behind it."""

from collections.abc import Iterator
from typing import Any

import orjson

from market.types import Identifier, Issue, Level, Listing, Mention
from parsers.identity import analytics, named
from parsers.links import on_the_web
from parsers.payload import mapping, words, written
from parsers.prose import plain
from parsers.recharge import credit_unit, top_up

_IDENTIFIERS = {
    "turnstile_site_key": True,
    "github_client_id": True,
    "lark_client_id": True,
    "linuxdo_client_id": True,
    "oidc_client_id": True,
    "telegram_bot": True,
    "UptimeDomain": True,
    "logo": False,
    "top_up_link": False,
}


def listings(data: dict[str, Any], reader: str) -> Iterator[Listing]:
    """The site's terms as facts, its footer as prose."""
    facts, issues = [credit_unit(data, reader)], []
    if paid := top_up(data, "PaymentUSDRate", reader):
        facts.append(paid)
    else:
        place = "/data/PaymentUSDRate"
        issues.append(Issue(Level.WARNING, "no_top_up", "no recharge rate", place))
    issues.extend(_rebates(words(data.get("RechargeDiscount"))))
    yield Listing(
        "status", words(data.get("system_name")), facts=tuple(facts), issues=tuple(issues)
    )
    if footer := plain(words(data.get("footer_html"))):
        yield Listing("footer", "footer", footer)


def _rebates(told: str) -> Iterator[Issue]:
    """What topping up much saves. The price is that of little: nobody is made to pay ahead."""
    place = "/data/RechargeDiscount"
    try:
        steps = mapping(orjson.loads(told or "{}"))
    except orjson.JSONDecodeError:
        yield Issue(Level.WARNING, "odd_recharge_discount", f"no JSON: {told[:80]!r}", place)
        return
    if steps:
        listed = ", ".join(f"from {amount}: × {written(part)}" for amount, part in steps.items())
        yield Issue(Level.INFO, "recharge_discount", f"large top-ups cost less: {listed}", place)


def identifiers(data: dict[str, Any]) -> Iterator[Identifier]:
    """Client ids, site keys, the status page, analytics accounts."""
    uptime = words(data.get("UptimeDomain")).rstrip("/").lower()
    told = {**data, "UptimeDomain": uptime}
    lost = [
        name for name in ("UptimeDomain", "top_up_link") if not on_the_web(words(told.get(name)))
    ]
    yield from named({**told, **dict.fromkeys(lost)}, _IDENTIFIERS)
    yield from analytics(words(data.get("analytics_code")) + words(data.get("footer_html")))


def mentions(data: dict[str, Any]) -> Iterator[Mention]:
    """The base URL, the card shop, and the page that shows what is up."""
    if on_the_web(url := words(data.get("server_address"))):
        yield Mention(url, "base_url", "", "/data/server_address")
    if on_the_web(url := words(data.get("top_up_link"))):
        yield Mention(url, "shop", "", "/data/top_up_link")
    if on_the_web(host := words(data.get("UptimeDomain"))):
        name = words(data.get("UptimePageName"))
        url = f"{host.rstrip('/')}/status/{name}" if name else host
        yield Mention(url, "link", "status page", "/data/UptimeDomain")
