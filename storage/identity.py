"""Which channel a sighting is of: its host, its site, its name within the source, its strong
identifiers, its handles. What nothing matches is a new channel.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from market.visits import Sighting
from storage.addresses import name_key
from storage.marks import Marks, marks_of
from storage.occasion import Occasion
from storage.recall import Memory, recall
from storage.tables import MERGER
from storage.writer import Writer

SHARED_BY_AT_MOST = 5  # channels; a value more of them show is a default of their software


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sighting and the key of its channel."""

    marks: Marks
    channel: str


def resolve(writer: Writer, occasion: Occasion, sightings: Sequence[Sighting]) -> list[Resolved]:
    """One channel for each sighting. The order of the sightings does not matter."""
    marks = sorted((marks_of(occasion, one) for one in sightings), key=lambda one: one.order)
    memory = recall(writer, occasion, marks)
    keys = {place: memory.hosts.get(mark.host) for place, mark in enumerate(marks)}
    exact = {key for key in keys.values() if key}
    for place, mark in enumerate(marks):
        keys[place] = keys[place] or _by_alias(memory, mark, exact)
    awake = {key for key in keys.values() if key}
    for place, mark in enumerate(marks):
        keys[place] = keys[place] or _by_identifier(memory, mark, awake, occasion.on)
        keys[place] = keys[place] or _by_mention(memory, occasion, mark)
    found = {place: key for place, key in keys.items() if key}
    found |= _new(memory, occasion, {p: mark for p, mark in enumerate(marks) if p not in found})
    merged = mergers(writer)
    return [Resolved(mark, kept_key(merged, found[place])) for place, mark in enumerate(marks)]


def _by_alias(memory: Memory, mark: Marks, exact: set[str]) -> str | None:
    """Its site, unless another row shows that channel by its very host; then its name."""
    here = memory.addresses.get(mark.addresses[0]) if mark.addresses else None
    if here and (mark.own or not mark.host or here not in exact):
        return here
    known = memory.own if mark.own else memory.names.get(mark.name)
    if known:
        return known
    rest = (memory.addresses.get(address) for address in mark.addresses[1:])
    return next((found for found in rest if found), None)


def _by_identifier(memory: Memory, mark: Marks, awake: set[str], on: date) -> str | None:
    """The channel that shares most values; none whose own site is up tonight: that is a mirror."""
    for pairs in (mark.strong, mark.handles):
        votes: dict[str, int] = defaultdict(int)
        for pair in pairs:
            holders = memory.shared.get(pair, set())
            if len(holders) <= SHARED_BY_AT_MOST:
                for channel in holders:
                    votes[channel] += 1
        fit = [key for key in votes if not _elsewhere(memory, mark, key, awake, on)]
        if fit:
            return min(fit, key=lambda key: (-votes[key], key))
    return None


def _elsewhere(memory: Memory, mark: Marks, channel: str, awake: set[str], on: date) -> bool:
    site, last_seen = memory.sites[channel]
    up = channel in awake or last_seen == on
    return bool(up and site and mark.site and site != mark.site)


def _by_mention(memory: Memory, occasion: Occasion, mark: Marks) -> str | None:
    """A candidate that waits under this address, or was visited because of it."""
    if mark.own and occasion.channel:
        return occasion.channel
    asked = (memory.waiting.get(text) for text in (mark.host, *mark.addresses) if text)
    return next((found for found in asked if found), None)


def _new(memory: Memory, occasion: Occasion, marks: Mapping[int, Marks]) -> dict[int, str]:
    """Keys for what nothing matched: the site, or where that is another's, the host."""
    keys: dict[int, str] = {}
    hosts: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    taken = set(memory.addresses)
    for place, mark in marks.items():
        if not mark.addresses:
            continue
        site = mark.addresses[0]
        named = names.get(mark.name) if mark.name else None
        fresh = site if site not in taken or mark.own or not mark.host else mark.host
        keys[place] = hosts.get((site, mark.host)) or named or fresh
        hosts[site, mark.host] = keys[place]
        taken.add(site)
        if mark.name:
            names.setdefault(mark.name, keys[place])
    for place, mark in marks.items():
        if place not in keys:
            fallback = _telegram(mark) or f"name:{occasion.source}:{_called(mark)}"
            keys[place] = names.get(mark.name) or fallback
    return keys


def _called(mark: Marks) -> str:
    """Its name; of the nameless, the place of their first listing."""
    return mark.name or min((name_key(one.key) for one in mark.sighting.listings), default="")


def _telegram(mark: Marks) -> str | None:
    names = sorted(value for platform, value in mark.handles if platform == "telegram")
    return f"telegram:@{names[0]}" if names else None


def mergers(writer: Writer) -> dict[str, str]:
    """Absorbed channel keys and the ones that absorbed them."""
    rows = writer.connection.execute(select(MERGER.c.absorbed, MERGER.c.kept))
    return {row.absorbed: row.kept for row in rows}


def kept_key(merged: Mapping[str, str], key: str) -> str:
    """The key a person merged this one into, if any."""
    while key in merged:
        key = merged[key]
    return key
