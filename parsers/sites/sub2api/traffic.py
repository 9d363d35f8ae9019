"""What a fork's snapshot tells of its traffic: tokens of a day, and how many requests went well."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from market.claims import Availability, Value, Volume
from market.types import Fact, Listing
from parsers.payload import mapping, number, pointer, words, written
from parsers.sites.sub2api.prices import READER

_HUNDRED = Decimal(100)


def used(group: dict[str, Any], place: tuple[str | int, ...]) -> Iterator[Fact]:
    """What went through the group in a day, which is the truest volume a relay tells."""
    steps = ("cache_usage", "last_24h", "input_tokens")
    usage = mapping(mapping(group.get(steps[0])).get(steps[1]))
    if tokens := number(usage.get(steps[2])):
        yield at_place(Volume(tokens, "tokens", "day"), usage, (*place, *steps))


def at_place(value: Value, told: dict[str, Any], place: tuple[str | int, ...]) -> Fact:
    """A fact that stands on the value a pointer finds; ``told`` is what holds it."""
    return Fact(value, written(told[str(place[-1])]), place=pointer(*place), reader=READER)


def monitors(told: list[Any]) -> Iterator[Listing]:
    """Percent of a month's requests that went well; without data the number is an idle zero."""
    for at, monitor in enumerate(map(mapping, told)):
        name, percent = words(monitor.get("model")), number(monitor.get("availability_30d"))
        if name and percent is not None and monitor.get("status") != "unknown":
            up = Availability(name, percent / _HUNDRED, "month")
            fact = at_place(up, monitor, ("monitoring", at, "availability_30d"))
            key = f"monitor:{words(monitor.get('platform'))}:{name}"
            yield Listing(key, name, facts=(fact,))
