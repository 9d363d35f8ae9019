"""The model plaza: what each group may use, at which multiplier."""

from collections.abc import Iterator
from typing import Any

from market.claims import Multiplier
from market.types import Fact, Issue, Level, Listing
from parsers.adapter import Drifted
from parsers.payload import mapping, number, pointer, sequence, words
from parsers.prose import plain
from parsers.sites.sub2api.prices import listing
from parsers.sites.sub2api.sold import Group, Sold
from parsers.sites.sub2api.traffic import at_place


def listings(plaza: dict[str, Any]) -> Iterator[Listing]:
    """One listing a model and group, and one a group for its own words."""
    groups = plaza.get("groups")
    if not isinstance(groups, list):
        raise Drifted(f"groups is {type(groups).__name__}, not a list")
    if not groups:
        raise Drifted("a plaza without groups")
    if text := plain(words(plaza.get("description"))):
        yield Listing("plaza", "plaza", text)
    for at, group in enumerate(map(mapping, groups)):
        yield from _group(group, at)
        if not is_plan(group):
            yield from _models(group, at)


def is_plan(group: dict[str, Any]) -> bool:
    """Whether it is bought by the month, and what it holds is not paid by the token."""
    return group.get("subscription_type") == "subscription"


def plan(name: str, place: str) -> Issue:
    """Why a plan's group gives no price: a range that ends at full use."""
    message = f"{name}: usage of a plan: a range that ends at full use, not priced by tokens"
    return Issue(Level.INFO, "subscription_group", message, place)


def _models(group: dict[str, Any], at: int) -> Iterator[Listing]:
    buyers = _buyers(group, at)
    for model_at, model in enumerate(map(mapping, sequence(group.get("models")))):
        name = words(model.get("name"))
        steps = ("data", "groups", at, "models", model_at)
        yield listing(Sold(name, buyers, f"model:{group.get('id', at)}:{name}", model, steps))


def _buyers(group: dict[str, Any], at: int) -> Group:
    images, place = "image_rate_multiplier", ("data", "groups", at)
    own = (number(group.get(images)), pointer(*place, images))
    return Group(
        name=words(group.get("name")),
        text=plain(words(group.get("description"))),
        platform=words(group.get("platform")),
        ratio=number(group.get("rate_multiplier")),
        ratio_place=pointer(*place, "rate_multiplier"),
        image_ratio=own if group.get("image_rate_independent") is True else None,
    )


def _group(group: dict[str, Any], at: int) -> Iterator[Listing]:
    """A plan's price is in no field: its group speaks for itself. Others speak in their rates."""
    name = words(group.get("name"))
    text = f"{name}\n{plain(words(group.get('description')))}".strip() if is_plan(group) else ""
    issues = tuple(_issues(group, pointer("data", "groups", at)))
    facts = tuple(_bare(group, at))
    if text or issues or facts:
        yield Listing(f"group:{group.get('id', name)}", name, text, facts=facts, issues=issues)


def _bare(group: dict[str, Any], at: int) -> Iterator[Fact]:
    """The multiplier of a group that names no model it goes with."""
    ratio = number(group.get("rate_multiplier"))
    if ratio is not None and not is_plan(group) and not sequence(group.get("models")):
        place = ("data", "groups", at, "rate_multiplier")
        yield at_place(Multiplier(ratio, words(group.get("name"))), group, place)


def _issues(group: dict[str, Any], place: str) -> Iterator[Issue]:
    name = words(group.get("name"))
    if is_plan(group):
        yield plan(name, place)
    if group.get("peak_rate_enabled") is True:
        hours = f"{group.get('peak_start')}–{group.get('peak_end')}"
        message = f"{name}: × {group.get('peak_rate_multiplier')} at {hours}, not in the price"
        yield Issue(Level.INFO, "peak_rate", message, f"{place}/peak_rate_multiplier")
