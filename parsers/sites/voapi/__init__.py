"""VoAPI: version 1's model prices and groups; version 2 has no public price list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from market.claims import Rate, Value
from market.supply import says_free
from market.types import Level, Listing, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import data, document, first, mapping, required, words
from parsers.sites.voapi.models import odd, read_model

_PRICES, _GROUPS = "/api/models/price", "/api/groups"
_HIDDEN = "hidden_group"
_WITHOUT_TOKEN = re.compile(r"unauthorized.{0,20}token", re.IGNORECASE)


class VoApi(Adapter):
    """Prices that hold the group's ratio already: × 2 for a million tokens, or by the call."""

    family = "voapi"
    entry = (_PRICES,)
    signs = re.compile(rb"<title>[^<]{0,60}\bvoapi\b|content=[\"'][^\"']{0,200}\bvoapi\b")

    def owns(self, page: Page) -> bool:
        """Models with prices by group, groups that are visible or not, version 2's envelope; a
        refusal by its address.
        """
        answer = mapping(document(page))
        model = first(mapping(answer.get("data")).get("models"))
        group = first(answer.get("data"))
        return (
            "group_price" in model
            or {"key", "name", "visible", "desc"} <= group.keys()
            or _second_version(page, answer)
            or (page.path.endswith(_PRICES) and answer.get("success") is False)
        )

    def follow(self, page: Page) -> Iterator[Link]:
        """From the prices, what the groups are called."""
        if "models" in data(page):
            yield Link(urljoin(page.url, _GROUPS), "groups", optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a model or a group; of version 2 that there is nothing to read."""
        answer = mapping(required(page))
        if _second_version(page, answer):
            message = "VoAPI v2 shows its prices to nobody who is not logged in"
            yield Listing("site", "VoAPI", issues=(odd("no_public_prices", message, page.url),))
            return
        opened(answer, page)
        match answer.get("data"):
            case {"models": list() as models}:
                for at, model in enumerate(models):
                    yield read_model(mapping(model), at)
            case list() as groups:
                yield from map(_group, map(mapping, groups))
            case other:
                raise Drifted(f"data is {type(other).__name__}, without models or groups")

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Models learn what their groups are called, and which of them are hidden."""
        groups = {one.key: one for one in listings if one.key.startswith("group:")}
        used = {_group_key(fact.value) for one in listings for fact in one.facts}
        return [_with_groups(one, groups) for one in listings if one.key not in used]


def _second_version(page: Page, answer: dict[str, Any]) -> bool:
    """{code, data, msg}: an error where version 1 has its prices, or the one of its log-in."""
    if answer.keys() != {"code", "data", "msg"} or answer["data"] is not None:
        return False
    return page.path.endswith(_PRICES) or bool(_WITHOUT_TOKEN.search(words(answer["msg"])))


def _group(told: dict[str, Any]) -> Listing:
    """A group in words; whether it is on show stands in an issue."""
    key, text = words(told.get("key")), words(told.get("desc"))
    title = f"{words(told.get('name'))} {text}".strip()
    if told.get("visible") is False:
        issue = odd(_HIDDEN, f"{key}: not shown to visitors", "/data", Level.INFO)
    else:
        issue = odd("group_without_ratio", f"{key}: {title}", "/data", Level.INFO)
    return Listing(f"group:{key}", title, issues=(issue,))


def _group_key(value: Value) -> str:
    """The key of the group that a rate names."""
    return f"group:{value.group}" if isinstance(value, Rate) else ""


def _with_groups(listing: Listing, groups: dict[str, Listing]) -> Listing:
    facts = tuple(
        replace(fact, value=_in_group(fact.value, groups.get(_group_key(fact.value))))
        if isinstance(fact.value, Rate)
        else fact
        for fact in listing.facts
    )
    return replace(listing, facts=facts)


def _in_group(rate: Rate, group: Listing | None) -> Rate:
    if group is None:
        return rate
    hidden = any(issue.code == _HIDDEN for issue in group.issues)
    free = says_free(f"{rate.group} {group.title}")
    problem = _HIDDEN if hidden else rate.problem
    return replace(rate, group_text=group.title, free_group=free, problem=problem)
