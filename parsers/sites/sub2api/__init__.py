"""sub2api: public settings (as JSON, or written into the HTML shell), the model plaza, and what a
fork tells of itself in ``ai-transit.json``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from market.claims import Volume
from market.types import Identifier, Issue, Level, Listing, Mention, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.payload import data, document, is_json, mapping, required, words
from parsers.sites.sub2api import channels, plaza, settings, transit

_SETTINGS, _PLAZA = "/api/v1/settings/public", "/api/v1/model-plaza"
_TRANSIT = "/.well-known/ai-transit.json"
# What stands in for a number in the refusals of its middleware.
_REFUSED = re.compile(r"UNAUTHORIZED|FORBIDDEN|[A-Z]+(?:_[A-Z]+){0,4}_(?:REQUIRED|EXPIRED|HEADER)")


class Sub2Api(Adapter):
    """Dollars per token × group multiplier. What a credited dollar costs is not public."""

    family = "sub2api"
    entry = (_SETTINGS,)
    signs = re.compile(rb"window\.__app_config__|- ai api gateway</title>")

    def owns(self, page: Page) -> bool:
        """Settings by their keys, the plaza by its groups, refusals by their address."""
        if not is_json(page):
            return bool(settings.in_shell(page))
        answer = mapping(document(page))
        if settings.are_settings(mapping(answer.get("data"))) or _is_plaza(answer, page):
            return True
        if transit.is_transit(answer) or channels.are_channels(answer) or _refused(answer, page):
            return True
        return page.path.endswith((_SETTINGS, _PLAZA, _TRANSIT)) and "code" in answer

    def follow(self, page: Page) -> Iterator[Link]:
        """The plaza, where the operator opened it to visitors, and what a fork tells of itself."""
        told = _settings(page)
        if told.get("model_plaza_enabled") is True and not told.get("model_plaza_require_auth"):
            yield Link(urljoin(page.url, _PLAZA), "prices", vital=True)
        if url := settings.home(told):
            yield Link(url, "home page", optional=True)
        if told:
            yield Link(urljoin(page.url, _TRANSIT), "own words of a fork", optional=True)
        if url := transit.snapshot_url(mapping(document(page))):
            yield Link(urljoin(page.url, url), "own words of a fork", optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """The seller's words, or one listing a model and group."""
        if told := _settings(page):
            if page.path.endswith(_PLAZA):  # some proxies answer every address with the shell
                raise Drifted("the shell where the plaza should be")
            yield from settings.listings(told)
            return
        answer = mapping(required(page))
        if _refused(answer, page):
            raise Blocked(f"{answer['code']}: {words(answer.get('message'))}")
        if transit.is_transit(answer):
            yield from transit.listings(answer)
        elif _is_plaza(answer, page):
            yield from plaza.listings(answer["data"])
        elif channels.are_channels(answer):
            yield from channels.listings(answer["data"])
        elif page.path.endswith(_TRANSIT):
            return  # the usual answer: this one is no such fork
        elif page.path.endswith(_PLAZA) and answer.get("code") != 0:
            # Off is the default: an ordinary sub2api without a public price list.
            message = words(answer.get("message")) or f"HTTP {page.evidence.status}"
            issue = Issue(Level.INFO, "plaza_closed", message, page.url)
            yield Listing("plaza", "plaza", issues=(issue,))
        else:
            raise Drifted(f"code {answer.get('code')!r}: {words(answer.get('message'))}")

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Those of the settings."""
        return settings.identifiers(_settings(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Those of the settings, or of a fork's own words."""
        yield from settings.mentions(_settings(page))
        answer = mapping(document(page))
        yield from transit.mentions(answer)
        if channels.are_channels(answer):
            yield from channels.mentions(answer["data"])

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Settings told twice, by shell and endpoint, are kept once: the fuller words. So are
        prices: the plaza's, which knows its groups by their ids.
        """
        told = [listing for listing in listings if listing.key == "site"]
        fullest = max(told, key=lambda listing: len(listing.text), default=None)
        sheet = any(listing.key.startswith("model:") for listing in listings)
        kept = (one for one in listings if one.key != "site" or one is fullest)
        return [one for one in kept if not (sheet and _repeats(one))]


def _settings(page: Page) -> dict[str, Any]:
    told = data(page)
    return told if settings.are_settings(told) else settings.in_shell(page)


def _is_plaza(answer: dict[str, Any], page: Page) -> bool:
    groups = mapping(answer.get("data")).get("groups")
    if isinstance(groups, list) and groups:
        return "rate_multiplier" in mapping(groups[0]) and "code" in answer
    return isinstance(groups, list) and page.path.endswith(_PLAZA)


def _refused(answer: dict[str, Any], page: Page) -> bool:
    code = words(answer.get("code"))
    return "/api/v1/" in page.path and "message" in answer and bool(_REFUSED.fullmatch(code))


def _repeats(one: Listing) -> bool:
    """A fork's models and groups are the plaza's over again, but for what went through them."""
    tells_volume = any(isinstance(fact.value, Volume) for fact in one.facts)
    return one.key.startswith(("transit:", "channel:")) and not tells_volume
