"""Channels open to visitors, which some forks show at an address of their own: the groups that may
use them and the models they hold. Read where met, never asked for.
"""

from collections.abc import Iterator
from typing import Any

from market.types import How, Listing, Mention
from parsers.links import on_the_web
from parsers.payload import first, mapping, number, pointer, sequence, words
from parsers.prose import plain
from parsers.sites.sub2api.plaza import is_plan, plan
from parsers.sites.sub2api.prices import listing
from parsers.sites.sub2api.sold import Group, Sold


def are_channels(answer: dict[str, Any]) -> bool:
    """Whether its first channel holds platforms of groups and models."""
    section = first(first(answer.get("data")).get("platforms"))
    return "code" in answer and {"groups", "supported_models"} <= section.keys()


def listings(channels: list[Any]) -> Iterator[Listing]:
    """The words of each channel, then one listing a model and group."""
    for section, place, channel in _sections(channels):
        if text := plain(words(channel.get("description"))):
            yield Listing(f"about:{words(channel.get('name'))}", words(channel.get("name")), text)
        for at, group in enumerate(map(mapping, sequence(section.get("groups")))):
            if is_plan(group):
                name = words(group.get("name"))
                issue = plan(name, pointer(*place, "groups", at))
                yield Listing(f"group:{group.get('id', name)}", name, issues=(issue,))
            else:
                yield from _models(section, place, group, at)


def _sections(
    channels: list[Any],
) -> Iterator[tuple[dict[str, Any], tuple[str | int, ...], dict[str, Any]]]:
    for at, channel in enumerate(map(mapping, channels)):
        for section_at, section in enumerate(map(mapping, sequence(channel.get("platforms")))):
            yield section, ("data", at, "platforms", section_at), channel


def _models(
    section: dict[str, Any], place: tuple[str | int, ...], group: dict[str, Any], at: int
) -> Iterator[Listing]:
    buyers = _buyers(group, (*place, "groups", at))
    for model_at, model in enumerate(map(mapping, sequence(section.get("supported_models")))):
        name = words(model.get("name"))
        steps = (*place, "supported_models", model_at)
        yield listing(Sold(name, buyers, f"channel:{group.get('id', at)}:{name}", model, steps))


def _buyers(group: dict[str, Any], place: tuple[str | int, ...]) -> Group:
    own = (
        number(group.get("image_rate_multiplier")),
        pointer(*place, "image_rate_multiplier"),
    )
    return Group(
        name=words(group.get("name")),
        text="",
        platform=words(group.get("platform")),
        ratio=number(group.get("rate_multiplier")),
        ratio_place=pointer(*place, "rate_multiplier"),
        image_ratio=own if group.get("image_rate_independent") is True else None,
    )


def mentions(channels: list[Any]) -> Iterator[Mention]:
    """Base URLs of single platforms."""
    for section, place, channel in _sections(channels):
        url = words(section.get("base_url"))
        if on_the_web(url):
            name = words(channel.get("name"))
            yield Mention(url, How.BASE_URL, name, pointer(*place, "base_url"))
