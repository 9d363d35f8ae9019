"""``/api/status``: the recharge rate, what the seller announces, and who stands behind it."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from market.types import Identifier, Issue, Level, Listing, Mention
from parsers.identity import OWNERS, analytics, named, providers
from parsers.links import on_the_web
from parsers.mentions import link
from parsers.payload import mapping, sequence, words, written
from parsers.prose import plain
from parsers.recharge import credit_unit, top_up
from parsers.sites.new_api.modules import pricing_open
from parsers.sites.new_api.rows import READER

# The software ships with http://localhost:3000 and with its own manual.
_SHIPPED = re.compile(r"https?://(?:localhost\b|[^/]{0,60}newapi\.pro\b)", re.IGNORECASE)
_IDENTIFIERS = {**OWNERS, "top_up_link": False}


def listings(data: dict[str, Any]) -> Iterator[Listing]:
    """The site's terms as facts, then its announcements, questions and footer as prose."""
    facts, issues = [credit_unit(data, READER)], list(_closed(data))
    if paid := top_up(data, "price", READER):
        facts.append(paid)
    else:
        issues.append(Issue(Level.WARNING, "no_top_up", "no recharge price", "/data/price"))
    yield Listing(
        "status", words(data.get("system_name")), facts=tuple(facts), issues=tuple(issues)
    )
    yield from _announcements(sequence(data.get("announcements")))
    yield from _questions(sequence(data.get("faq")))
    if footer := plain(words(data.get("footer_html"))):
        yield Listing("footer", "footer", footer)


def _closed(data: dict[str, Any]) -> Iterator[Issue]:
    if not pricing_open(data):
        message = "the operator closed the price page to visitors"
        yield Issue(Level.WARNING, "pricing_closed", message, "/data/HeaderNavModules")
    for mode in ("self_use_mode_enabled", "demo_site_enabled"):
        if data.get(mode) is True:
            yield Issue(Level.INFO, mode, "the operator says it is no shop", f"/data/{mode}")


def _announcements(items: list[Any]) -> Iterator[Listing]:
    for item in map(mapping, items):
        parts = (plain(words(item.get("content"))), plain(words(item.get("extra"))))
        if text := "\n".join(part for part in parts if part):
            yield Listing(f"announcement:{_own_id(item, text)}", "announcement", text)


def _questions(items: list[Any]) -> Iterator[Listing]:
    for item in map(mapping, items):
        question, answer = plain(words(item.get("question"))), plain(words(item.get("answer")))
        if question or answer:
            key = f"faq:{_own_id(item, question)}"
            yield Listing(key, question, f"{question}\n{answer}".strip())


def _own_id(item: dict[str, Any], text: str) -> str:
    """Its id, else its words': a new item on top must not rename those below."""
    return written(item.get("id") or hashlib.sha256(text.encode()).hexdigest()[:12])


def identifiers(data: dict[str, Any]) -> Iterator[Identifier]:
    """Client ids, site keys, analytics accounts."""
    yield from named(data, _IDENTIFIERS)
    yield from providers(data)
    yield from analytics(words(data.get("footer_html")))


def mentions(data: dict[str, Any]) -> Iterator[Mention]:
    """Base URLs, the card shop, the manual: what is an address of the web, and not as shipped."""
    for url, how, name, place in _addresses(data):
        if on_the_web(url) and not _SHIPPED.match(url):
            yield Mention(url, how, name, place) if how else link(url, name, place)


def _addresses(data: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for at, item in enumerate(map(mapping, sequence(data.get("api_info")))):
        place = f"/data/api_info/{at}/url"
        yield words(item.get("url")), "base_url", words(item.get("route")), place
    yield words(data.get("server_address")), "base_url", "", "/data/server_address"
    yield words(data.get("top_up_link")), "shop", "", "/data/top_up_link"
    yield words(data.get("docs_link")), "", "docs", "/data/docs_link"
