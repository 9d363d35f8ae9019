"""Public settings: who the seller is and what they say; prices, if any, only in their words."""

from collections.abc import Iterator
from typing import Any

from market.types import Identifier, Listing, Mention, Page
from parsers.embedded import value_in
from parsers.identity import analytics, named
from parsers.links import is_address, on_the_web
from parsers.mentions import link
from parsers.payload import mapping, sequence, words
from parsers.prose import plain

_IDENTIFIERS = {"turnstile_site_key": True, "linuxdo_client_id": True, "site_logo": False}
_VARIABLE = "window.__APP_CONFIG__"
_PROSE = ("site_subtitle", "home_content", "contact_info")


def are_settings(data: dict[str, Any]) -> bool:
    """Whether these are public settings, by two keys that every version has."""
    return "site_name" in data and "api_base_url" in data


def in_shell(page: Page) -> dict[str, Any]:
    """The settings that the HTML shell assigns to a variable, empty where it has none. Its script
    is read, never run.
    """
    if _VARIABLE.encode() not in page.body:
        return {}
    told = mapping(value_in(page.text, _VARIABLE))
    return told if "site_name" in told else {}


def listings(settings: dict[str, Any]) -> Iterator[Listing]:
    """The seller's own words, read as a whole: the home page carries over into the contact line."""
    parts = (_prose(words(settings.get(field))) for field in _PROSE)
    text = "\n".join(part for part in parts if part)
    yield Listing("site", words(settings.get("site_name")), text)


def _prose(written: str) -> str:
    """A home page that is a bare address is a frame, not words."""
    return "" if is_address(written) else plain(written)


def home(settings: dict[str, Any]) -> str:
    """The address of the page that is shown in place of a home page, "" where there is none."""
    written = words(settings.get("home_content"))
    return written if is_address(written) else ""


def identifiers(settings: dict[str, Any]) -> Iterator[Identifier]:
    """Site keys, and the analytics accounts of the home page."""
    yield from named(settings, _IDENTIFIERS)
    yield from analytics(words(settings.get("home_content")))


def mentions(settings: dict[str, Any]) -> Iterator[Mention]:
    """Base URLs, shops and menu entries."""
    for url, how, name, place in _addresses(settings):
        if on_the_web(url):
            yield Mention(url, how, name, place) if how else link(url, name, place)


def _addresses(settings: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    yield words(settings.get("api_base_url")), "base_url", "", "/data/api_base_url"
    for at, item in enumerate(map(mapping, sequence(settings.get("custom_endpoints")))):
        place = f"/data/custom_endpoints/{at}/endpoint"
        yield words(item.get("endpoint")), "base_url", words(item.get("name")), place
    for field in ("purchase_subscription_url", "balance_low_notify_recharge_url"):
        yield words(settings.get(field)), "shop", "", f"/data/{field}"
    for at, item in enumerate(map(mapping, sequence(settings.get("custom_menu_items")))):
        yield (
            words(item.get("url")),
            "",
            words(item.get("label")),
            f"/data/custom_menu_items/{at}/url",
        )
    for field in ("doc_url", "home_content"):
        if is_address(words(settings.get(field))):
            yield words(settings.get(field)), "link", "", f"/data/{field}"
