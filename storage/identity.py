"""Which channel a sighting is of: its host, its site, its name within the source. What nothing
matches is a new channel; whether it is an old one at a new place, the end of the night tells
(storage/settling.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from market.visits import Sighting
from storage.addresses import name_key
from storage.marks import Marks, marks_of
from storage.occasion import Occasion
from storage.recall import Memory, recall
from storage.tables import MERGER
from storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sighting and the key of its channel."""

    marks: Marks
    channel: str


def resolve(writer: Writer, occasion: Occasion, sightings: Sequence[Sighting]) -> list[Resolved]:
    """One channel for each sighting. The order of the sightings does not matter."""
    marks = sorted((marks_of(occasion, one) for one in sightings), key=lambda one: one.order)
    memory = recall(writer, occasion, marks)
    keys = {place: _by_host(memory, mark) for place, mark in enumerate(marks)}
    exact = {key for key in keys.values() if key}
    for place, mark in enumerate(marks):
        keys[place] = keys[place] or _by_alias(memory, mark, exact)
    for place, mark in enumerate(marks):
        keys[place] = keys[place] or _by_mention(memory, occasion, mark)
    found = {place: key for place, key in keys.items() if key}
    found |= _new(memory, occasion, {p: mark for p, mark in enumerate(marks) if p not in found})
    merged = mergers(writer)
    return [Resolved(mark, kept_key(merged, found[place])) for place, mark in enumerate(marks)]


def _by_host(memory: Memory, mark: Marks) -> str | None:
    return _led(memory, mark, memory.hosts.get(mark.host))


def _led(memory: Memory, mark: Marks, here: str | None) -> str | None:
    """Who is here; a known site that is led tonight to where another list has just found somebody
    is that somebody.
    """
    return memory.own if mark.own and memory.own and here in memory.fresh else here


def _by_alias(memory: Memory, mark: Marks, exact: set[str]) -> str | None:
    """Its site, unless another row shows that channel by its very host; then its name."""
    here = _led(memory, mark, memory.addresses.get(mark.addresses[0])) if mark.addresses else None
    if here and (mark.own or not mark.host or here not in exact):
        return here
    known = memory.own if mark.own else _by_name(memory, mark, exact)
    if known:
        return known
    rest = (memory.addresses.get(address) for address in mark.addresses[1:])
    return next((found for found in rest if found), None)


def _by_name(memory: Memory, mark: Marks, exact: set[str]) -> str | None:
    """Who goes by this name in this source, unless that is at another site of its own: then it
    may have moved, or somebody else has the name.
    """
    known = memory.names.get(mark.name)
    if known is None or known in exact:
        return None
    site = memory.sites.get(known, "")
    return known if not site or not mark.site or site == mark.site else None


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
    names: dict[str, tuple[str, str | None]] = {}
    taken = set(memory.addresses)
    for place, mark in marks.items():
        if not mark.addresses:
            continue
        site = mark.addresses[0]
        named = _namesake(names, mark)
        fresh = site if site not in taken or mark.own or not mark.host else mark.host
        keys[place] = hosts.get((site, mark.host)) or named or fresh
        hosts[site, mark.host] = keys[place]
        taken.add(site)
        if mark.name:
            names.setdefault(mark.name, (keys[place], mark.site))
    for place, mark in marks.items():
        if place not in keys:
            fallback = _telegram(mark) or f"name:{occasion.source}:{_called(mark)}"
            keys[place] = _namesake(names, mark) or fallback
    return keys


def _namesake(names: Mapping[str, tuple[str, str | None]], mark: Marks) -> str | None:
    """Another row's channel of the same name, unless both show sites and these differ."""
    key, site = names.get(mark.name, ("", None))
    return key if key and (not site or not mark.site or site == mark.site) else None


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
