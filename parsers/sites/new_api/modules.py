"""Which pages of a new-api the operator shows to visitors, as its status says."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import orjson

from parsers.adapter import Link
from parsers.payload import mapping, words
from parsers.sites.new_api.answers import PRICING, WORDS

_NOTICE, _ABOUT, _HOME = WORDS
_TRAFFIC, _RANKING = "/api/perf-metrics/summary?hours=24", "/api/rankings?period=week"
_UPTIME = "/api/uptime/status"
# From v1.0.0-rc on (2026-05) there are figures of traffic; older ones answer 404.
_COUNTS_TRAFFIC = re.compile(r"v?[1-9]\d{0,3}\.")
_MOST = 4


def links(url: str, data: dict[str, Any]) -> Iterator[Link]:
    """Prices first and alone vital; then the notice, and of the rest what says most: at most four
    in all.
    """
    found = []
    if pricing_open(data):
        found.append(Link(urljoin(url, PRICING), "prices", vital=True))
    found.append(Link(urljoin(url, _NOTICE), "notice", optional=True))
    found += (Link(urljoin(url, path), why, optional=True) for path, why in _rest(data))
    yield from found[:_MOST]


def pricing_open(data: dict[str, Any]) -> bool:
    """Whether the operator shows prices to visitors; a wish for log-in counts as no."""
    return _open(_modules(data).get("pricing", True))


def _rest(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    modules = _modules(data)
    if _open(modules.get("rankings", False)):
        yield _RANKING, "ranking"
    if pricing_open(data) and _COUNTS_TRAFFIC.match(words(data.get("version"))):
        yield _TRAFFIC, "traffic"
    if data.get("uptime_kuma_enabled") is True:
        yield _UPTIME, "uptime"
    # Only where the operator put them into the menu: most sites have neither.
    if _open(modules.get("home", False)):
        yield _HOME, "home page"
    if _open(modules.get("about", False)):
        yield _ABOUT, "about page"


def _modules(data: dict[str, Any]) -> dict[str, Any]:
    """A JSON object in a string, which may be empty or broken; some forks send the object."""
    told = data.get("HeaderNavModules")
    try:
        return mapping(told) or mapping(orjson.loads(words(told) or "{}"))
    except orjson.JSONDecodeError:
        return {}


def _open(module: Any) -> bool:
    match module:
        case dict():
            return module.get("enabled", True) is not False and not module.get("requireAuth")
        case str() as word:
            return word.lower() not in {"false", "0", "off"}
        case other:
            return bool(other)
