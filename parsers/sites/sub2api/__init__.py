"""sub2api: public settings (as JSON, or written into the HTML shell) and the model plaza."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

import orjson

from market.types import Identifier, Issue, Level, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.payload import document, is_json, mapping, required, words
from parsers.sites.sub2api import plaza, settings

_SETTINGS, _PLAZA = "/api/v1/settings/public", "/api/v1/model-plaza"
_ASSIGNED = re.compile(r"window\.__APP_CONFIG__\s*=\s*(\{)")
_LONGEST = 500_000  # characters of settings in a shell


class Sub2Api(Adapter):
    """Dollars per token × group multiplier. What a credited dollar costs is not public."""

    family = "sub2api"
    entry = (_SETTINGS,)
    signs = re.compile(rb"window\.__app_config__|- ai api gateway</title>")

    def owns(self, page: Page) -> bool:
        """Settings by their keys, the plaza by its groups, refusals by their address."""
        answer = mapping(document(page))
        if _is_settings(mapping(answer.get("data"))) or _is_plaza(answer):
            return True
        if is_json(page):
            return page.path.endswith((_SETTINGS, _PLAZA)) and "code" in answer
        return _in_shell(page) is not None

    def follow(self, page: Page) -> Iterator[Link]:
        """The plaza, where the operator opened it to visitors."""
        told = _settings(page)
        if told.get("model_plaza_enabled") is True and not told.get("model_plaza_require_auth"):
            yield Link(urljoin(page.url, _PLAZA), "prices", vital=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """The seller's words, or one listing a model and group."""
        if told := _settings(page):
            yield from settings.listings(told)
            return
        answer = required(page)
        if _is_plaza(answer):
            yield from plaza.listings(answer["data"])
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
        """Those of the settings."""
        return settings.mentions(_settings(page))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Settings told twice, by shell and endpoint, are kept once: the fuller words."""
        told = [listing for listing in listings if listing.key == "site"]
        fullest = max(told, key=lambda listing: len(listing.text), default=None)
        return [listing for listing in listings if listing.key != "site" or listing is fullest]


def _settings(page: Page) -> dict[str, Any]:
    data = mapping(mapping(document(page)).get("data"))
    return data if _is_settings(data) else _in_shell(page) or {}


def _is_settings(data: dict[str, Any]) -> bool:
    return "site_name" in data and "api_base_url" in data


def _is_plaza(answer: dict[str, Any]) -> bool:
    groups = mapping(answer.get("data")).get("groups")
    return isinstance(groups, list) and (not groups or "rate_multiplier" in mapping(groups[0]))


def _in_shell(page: Page) -> dict[str, Any] | None:
    """The settings a shell assigns to window.__APP_CONFIG__; its script is read, never run."""
    if b"__APP_CONFIG__" not in page.body:
        return None
    text = page.text
    found = _ASSIGNED.search(text)
    if not found:
        return None
    try:
        told = orjson.loads(_object(text[found.start(1) : found.start(1) + _LONGEST]))
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) and "site_name" in told else None


def _object(text: str) -> str:
    """The JSON object a text begins with, by its balanced braces; all of it if they never close."""
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return text[: token.end()]
    return text
