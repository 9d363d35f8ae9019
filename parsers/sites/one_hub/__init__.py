"""one-hub and done-hub: status, models, groups and prices, each on a page of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from market.claims import Multiplier, Rate
from market.supply import says_free
from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import document, is_json, mapping, required, sequence
from parsers.sites.one_hub import models, status

_STATUS = "/api/status"
_MODELS, _GROUPS, _PRICES = "/api/available_model", "/api/user_group_map", "/api/prices"


class OneHub(Adapter):
    """Ratios of the models page × ratios of the groups page × the status's recharge rate."""

    family = "one_hub"
    entry = (_STATUS,)
    signs = re.compile(rb"<title>\s*(?:one|done) hub\s*</title>")

    def owns(self, page: Page) -> bool:
        """By keys of its own; refusals and empty answers by their address."""
        answer = mapping(document(page))
        if _kind(answer):
            return True
        here = page.path.endswith((_MODELS, _GROUPS, _PRICES)) and is_json(page)
        return (
            here and page.evidence.status in {200, 401, 403} and ("success" in answer or not answer)
        )

    def follow(self, page: Page) -> Iterator[Link]:
        """From the status: models, then the groups that price them."""
        if _kind(mapping(document(page))) == "status":
            yield Link(urljoin(page.url, _MODELS), "models", vital=True)
            yield Link(urljoin(page.url, _GROUPS), "group ratios", vital=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """Terms, models or groups, by which page it is."""
        answer = mapping(required(page))
        opened(answer, page)
        match _kind(answer):
            case "status":
                yield from status.listings(answer["data"])
            case "models":
                yield from models.available(answer["data"])
            case "groups":
                yield from models.groups(answer["data"])
            case "prices":
                yield from models.prices(answer["data"])
            case _:
                raise Drifted(f"{page.path}: neither models nor groups nor prices")

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """Those of the status."""
        answer = mapping(document(page))
        return status.identifiers(answer["data"]) if _kind(answer) == "status" else iter(())

    def mentions(self, page: Page) -> Iterator[Mention]:
        """Those of the status."""
        answer = mapping(document(page))
        return status.mentions(answer["data"]) if _kind(answer) == "status" else iter(())

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Models take their groups' ratios, which then are no claims of their own.

        The bare price list adds nothing where the models say who may use them.
        """
        groups = dict(_groups(listings))
        modelled = any(listing.key.startswith("model:") for listing in listings)
        priced = modelled or any(listing.key.startswith("price:") for listing in listings)
        dropped = ("group:",) if priced else ()
        if modelled:
            dropped = (*dropped, "price:")
        kept = (one for one in listings if one.issues or not one.key.startswith(dropped))
        return [_with_ratios(listing, groups) for listing in kept]


def _groups(listings: Sequence[Listing]) -> Iterator[tuple[str, dict[str, Any]]]:
    for listing in listings:
        for fact in listing.facts:
            match fact.value:
                case Multiplier(value=ratio, group=name):
                    free = says_free(f"{name} {listing.title}")
                    yield (
                        name,
                        {
                            "group_ratio": ratio,
                            "group_place": fact.place,
                            "group_text": listing.title,
                            "free_group": free,
                        },
                    )
                case _:
                    pass


def _with_ratios(listing: Listing, groups: dict[str, dict[str, Any]]) -> Listing:
    """A group the map does not know leaves its rates without a ratio: hidden, not free."""
    facts = tuple(
        replace(fact, value=replace(fact.value, **groups.get(fact.value.group, {})))
        if isinstance(fact.value, Rate)
        else fact
        for fact in listing.facts
    )
    return replace(listing, facts=facts)


def _kind(answer: dict[str, Any]) -> str:
    data = answer.get("data")
    if "PaymentUSDRate" in mapping(data) and "quota_per_unit" in mapping(data):
        return "status"
    first = mapping(next(iter(mapping(data).values()), None))
    if "price" in first and "groups" in first:
        return "models"
    if "ratio" in first and "symbol" in first:
        return "groups"
    row = mapping(next(iter(sequence(data)), None))
    return "prices" if {"model", "type", "channel_type", "input"} <= row.keys() else ""
