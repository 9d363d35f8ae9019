"""Uptime Kuma's public status pages, 1.x and 2.x: what a relay watches, and how often it was up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from market.claims import Availability
from market.types import Fact, Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.payload import document, is_json, mapping, sequence, words
from parsers.prose import plain
from parsers.sites.uptime_kuma import monitors
from parsers.sites.uptime_kuma.preload import status_page

_API = "/api/status-page/"
_SLUG = re.compile(r"[\w-]{1,100}", re.ASCII)  # and no path that leads elsewhere
_GOOGLE = re.compile(r"G-[A-Z0-9]{6,12}|UA-\d{4,10}-\d{1,3}")


class UptimeKuma(Adapter):
    """Names and shares of time; no price stands here."""

    family = "uptime_kuma"
    entry = (f"{_API}default",)
    signs = re.compile(
        rb"<title>\s*uptime kuma\s*</title>|content=[\"']uptime kuma monitoring tool"
    )

    def owns(self, page: Page) -> bool:
        """By its two lists, in JSON or in the page's own script; else by its address."""
        if not is_json(page):
            return b"window.preloadData" in page.body and b"publicGroupList" in page.body
        answer = mapping(document(page))
        return _is_page(answer) or _is_beats(answer) or bool(answer and _API in page.path)

    def follow(self, page: Page) -> Iterator[Link]:
        """How often each monitor was up."""
        told = _told(page)
        slug = words(mapping(told.get("config")).get("slug"))
        if _SLUG.fullmatch(slug):
            yield Link(urljoin(page.url, f"{_API}heartbeat/{slug}"), "uptimes", optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """The operator's words, then every group and monitor; or the shares of time."""
        told = _told(page)
        if _is_beats(told):
            yield from monitors.uptimes(told["uptimeList"])
        elif _is_page(told):
            yield from _words(told)
            yield from monitors.listings(told["publicGroupList"])
        else:
            raise Drifted(words(told.get("msg")) or "neither a status page nor heartbeats")

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Its own address, as one-hub names it in its status, and the analytics account: Google's
        alone in 1.x, one of several in 2.x.
        """
        config = mapping(_told(page).get("config"))
        if config:
            yield Identifier("UptimeDomain", f"{urlsplit(page.url).scheme}://{page.host}")
        value = words(config.get("analyticsId")) or words(config.get("googleAnalyticsId"))
        kind = "google" if _GOOGLE.fullmatch(value) else words(config.get("analyticsType"))
        if value:
            yield Identifier(f"analytics_{kind or 'unknown'}", value)

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Addresses that are watched, where the operator shows them."""
        return monitors.mentions(sequence(_told(page).get("publicGroupList")))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Shares of time under the names of what they are of, which stand on another page."""
        names = {
            one.key.removeprefix(monitors.WATCHED): one.title
            for one in listings
            if one.key.startswith(monitors.WATCHED)
        }
        return [_under_names(one, names) for one in listings]


def _told(page: Page) -> dict[str, Any]:
    return mapping(document(page)) if is_json(page) else status_page(page)


def _is_page(told: dict[str, Any]) -> bool:
    return "slug" in mapping(told.get("config")) and isinstance(told.get("publicGroupList"), list)


def _is_beats(told: dict[str, Any]) -> bool:
    both = (told.get("heartbeatList"), told.get("uptimeList"))
    return all(isinstance(each, dict) for each in both)


def _words(told: dict[str, Any]) -> Iterator[Listing]:
    """Title, description and footer; then what it announces (1.x has one incident, 2.x a list)."""
    config = mapping(told.get("config"))
    parts = (plain(words(config.get(field))) for field in ("description", "footerText"))
    yield Listing("site", words(config.get("title")), "\n".join(part for part in parts if part))
    incidents = sequence(told.get("incidents")) or [told.get("incident")]
    for incident in filter(None, map(mapping, incidents)):
        title = plain(words(incident.get("title")))
        text = f"{title}\n{plain(words(incident.get('content')))}".strip()
        yield Listing(f"incident:{incident.get('id')}", title, text)


def _under_names(one: Listing, names: dict[str, str]) -> Listing:
    return replace(one, facts=tuple(_renamed(fact, names) for fact in one.facts))


def _renamed(fact: Fact, names: dict[str, str]) -> Fact:
    match fact.value:
        case Availability(monitor=number) as up:
            return replace(fact, value=replace(up, monitor=names.get(number) or number))
        case _:
            return fact
