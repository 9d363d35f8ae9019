"""``ai-transit.v1``: what a fork tells of itself at a well-known address. A finding aid that names
a snapshot; the snapshot holds the recharge rate, which sub2api itself keeps from visitors.
"""

import re
from collections.abc import Iterator
from typing import Any

from market.claims import Multiplier
from market.types import Issue, Level, Listing, Mention, Unit
from parsers.links import on_the_web
from parsers.mentions import link
from parsers.payload import mapping, number, pointer, sequence, words
from parsers.prose import plain
from parsers.sites.sub2api.plaza import is_plan, plan
from parsers.sites.sub2api.prices import listing
from parsers.sites.sub2api.sold import Group, Sold
from parsers.sites.sub2api.traffic import at_place, monitors, used

_PATH = re.compile(r"(?:/[\w-]{1,60}){1,8}(?:\.json)?")
_PREFIX, _KNOWN = "ai-transit.", "ai-transit.v1"
_FIELDS = {
    Unit.INPUT: "input_usd_per_token",
    Unit.OUTPUT: "output_usd_per_token",
    Unit.CACHE_READ: "cache_read_usd_per_token",
    Unit.CACHE_WRITE: "cache_write_usd_per_token",
    Unit.CALL: "per_request_usd",
}


def is_transit(answer: dict[str, Any]) -> bool:
    """Whether it is a finding aid or a snapshot, of whichever version."""
    return words(answer.get("schema_version")).startswith(_PREFIX)


def snapshot_url(answer: dict[str, Any]) -> str:
    """Where a finding aid says the snapshot is (an address or a path), "" in a snapshot."""
    url = words(answer.get("snapshot_url")) if is_transit(answer) else ""
    return url if on_the_web(url) or _PATH.fullmatch(url) else ""


def listings(answer: dict[str, Any]) -> Iterator[Listing]:
    """The station's terms, then one listing a group and one a model in it. No shape of it is
    drift: the plaza and the settings are read whatever a fork adds to them.
    """
    version, groups = words(answer.get("schema_version")), answer.get("groups")
    if version != _KNOWN or not (isinstance(groups, list) or snapshot_url(answer)):
        message = f"{version} in a shape that is not known"
        issue = Issue(Level.WARNING, "unknown_transit", message, "/schema_version")
        yield Listing("transit", "", issues=(issue,))
    elif isinstance(groups, list):
        yield from _snapshot(answer, groups)


def _snapshot(answer: dict[str, Any], groups: list[Any]) -> Iterator[Listing]:
    yield _station(mapping(answer.get("station")), mapping(answer.get("billing")))
    for at, group in enumerate(map(mapping, groups)):
        yield _group(group, at)
        if not is_plan(group):
            yield from _models(group, at)
    yield from monitors(sequence(answer.get("monitoring")))


def _station(station: dict[str, Any], billing: dict[str, Any]) -> Listing:
    """ "1 CNY = 0.14 USD balance" is left to the readers; 1 is what the software ships with, and
    says nothing where a card shop sells the credit.
    """
    contact, ratio = words(station.get("support_url")), words(billing.get("recharge_ratio"))
    default = number(billing.get("recharge_multiplier")) == 1
    text = "\n".join(filter(None, (plain(contact), "" if default else ratio)))
    message = f"{ratio or 'recharge multiplier 1'} is the software's default"
    issue = Issue(Level.INFO, "default_top_up", message, "/billing/recharge_multiplier")
    return Listing("transit", words(station.get("name")), text, issues=(issue,) if default else ())


def _group(group: dict[str, Any], at: int) -> Listing:
    name, place = words(group.get("name")), ("groups", at)
    issues = (plan(name, pointer(*place)),) if is_plan(group) else ()
    facts = [*used(group, place)]
    ratio = number(group.get("rate_multiplier"))
    if ratio is not None and not is_plan(group) and not sequence(group.get("models")):
        facts.append(at_place(Multiplier(ratio, name), group, (*place, "rate_multiplier")))
    return Listing(f"transit:{name}", name, facts=tuple(facts), issues=issues)


def _models(group: dict[str, Any], at: int) -> Iterator[Listing]:
    for model_at, model in enumerate(map(mapping, sequence(group.get("models")))):
        name = words(model.get("raw_model")) or words(model.get("standard_model"))
        steps = ("groups", at, "models", model_at)
        yield listing(
            Sold(
                name=name,
                group=_buyers(group, at, model, steps),
                key=f"transit:{words(group.get('name'))}:{name}",
                model=model,
                at=steps,
                prices_at=("price",),
                intervals_at=("intervals",),
                fields=_FIELDS,
            )
        )


def _buyers(
    group: dict[str, Any], at: int, model: dict[str, Any], steps: tuple[str | int, ...]
) -> Group:
    """The group, at the ratio it has for this model where that is told apart."""
    own = number(model.get("rate_multiplier"))
    place = steps if own is not None else ("groups", at)
    return Group(
        name=words(group.get("name")),
        text="",
        platform=words(group.get("platform")),
        ratio=own if own is not None else number(group.get("rate_multiplier")),
        ratio_place=pointer(*place, "rate_multiplier"),
    )


def mentions(answer: dict[str, Any]) -> Iterator[Mention]:
    """The pages and contacts of the station that are addresses."""
    for field in ("homepage_url", "price_url", "monitor_url", "support_url"):
        url = words(mapping(answer.get("station")).get(field))
        if on_the_web(url):
            yield link(url, "", f"/station/{field}")
