"""Which channel a sighting is of. Remembered addresses first, then the name within the source,
then identifiers, then handles; what nothing matches is a new channel.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from market.claims import Contact
from market.visits import Sighting
from storage.addresses import handle, host_of, key_of, name_key, own_site
from storage.occasion import Occasion
from storage.tables import ALIAS, CHANNEL, IDENTIFIER, MERGER
from storage.writer import Writer, chunks

SHARED_BY_AT_MOST = 5  # channels; a value more of them show is a default of their software


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sighting could be recognised by."""

    sighting: Sighting
    own: bool  # the visited site speaks of itself
    addresses: tuple[str, ...]  # keys of its own addresses, the one it shows now first
    site: str | None  # its own site, where it shows one
    host: str
    name: str
    strong: frozenset[tuple[str, str]]
    handles: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sighting and the key of its channel."""

    marks: Marks
    channel: str


@dataclass(slots=True)
class Memory:
    """What is remembered that could match, and the site and last day of each channel."""

    addresses: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    own: str | None = None
    sites: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    shared: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def resolve(writer: Writer, occasion: Occasion, sightings: Sequence[Sighting]) -> list[Resolved]:
    """One channel for each sighting. The order of the sightings does not matter."""
    marks = sorted((_marks(occasion, one) for one in sightings), key=_order)
    memory = _recall(writer, occasion, marks)
    keys: dict[int, str] = {}
    for place, mark in enumerate(marks):
        if found := _by_alias(memory, mark):
            keys[place] = found
    awake = set(keys.values())
    for place, mark in enumerate(marks):
        if place not in keys and (found := _by_identifier(memory, mark, awake, occasion.on)):
            keys[place] = found
    _name_the_new(occasion, marks, keys)
    merged = mergers(writer)
    return [Resolved(mark, kept_key(merged, keys[place])) for place, mark in enumerate(marks)]


def _order(mark: Marks) -> tuple[str, str, str]:
    return (mark.site or "", mark.name, mark.sighting.url)


def _marks(occasion: Occasion, sighting: Sighting) -> Marks:
    seller = sighting.seller
    if seller is None:
        shown = [sighting.url, occasion.url]
        name, contacts = "", _own_contacts(sighting)
    else:
        shown = [seller.url] if seller.url else []
        name, contacts = name_key(seller.name), seller.contacts
    addresses = tuple(dict.fromkeys(key for url in shown if (key := key_of(url))))
    return Marks(
        sighting=sighting,
        own=seller is None,
        addresses=addresses,
        site=next((site for url in shown if (site := own_site(url))), None),
        host=host_of(shown[0]) if shown else "",
        name=name,
        strong=frozenset((one.kind, one.value) for one in sighting.identifiers if one.strong),
        handles=frozenset(found for one in contacts if (found := handle(one))),
    )


def _own_contacts(sighting: Sighting) -> Iterable[Contact]:
    values = (fact.value for listing in sighting.listings for fact in listing.facts)
    return [value for value in values if isinstance(value, Contact)]


def _recall(writer: Writer, occasion: Occasion, marks: Sequence[Marks]) -> Memory:
    memory = Memory()
    wanted = {text for mark in marks for text in (*mark.addresses, mark.host) if text}
    for chunk in chunks(sorted(wanted)):
        found = select(ALIAS).where(ALIAS.c.value.in_(chunk), ALIAS.c.kind.in_(("address", "host")))
        for row in writer.connection.execute(found):
            kept = memory.addresses if row.kind == "address" else memory.hosts
            kept[row.value] = row.channel
    for row in writer.connection.execute(
        select(ALIAS).where(ALIAS.c.kind == "name", ALIAS.c.scope == occasion.source)
    ):
        memory.names[row.value] = row.channel
    memory.own = occasion.channel or writer.connection.scalar(
        select(ALIAS.c.channel).where(ALIAS.c.kind == "source", ALIAS.c.value == occasion.source)
    )
    unknown = [mark for mark in marks if _by_alias(memory, mark) is None]
    _recall_shared(
        writer, memory, {pair for mark in unknown for pair in mark.strong | mark.handles}
    )
    return memory


def _recall_shared(writer: Writer, memory: Memory, wanted: Collection[tuple[str, str]]) -> None:
    for chunk in chunks(sorted({value for _, value in wanted})):
        found = select(
            IDENTIFIER.c.kind,
            IDENTIFIER.c.value,
            CHANNEL.c.key,
            CHANNEL.c.site,
            CHANNEL.c.last_seen,
        ).join(CHANNEL, CHANNEL.c.key == IDENTIFIER.c.channel)
        for row in writer.connection.execute(found.where(IDENTIFIER.c.value.in_(chunk))):
            if (row.kind, row.value) in wanted:
                memory.shared[row.kind, row.value].add(row.key)
                memory.sites[row.key] = (row.site, row.last_seen)


def _by_alias(memory: Memory, mark: Marks) -> str | None:
    """The address it shows now, then its name, then other addresses and the bare host."""
    if mark.addresses and (found := memory.addresses.get(mark.addresses[0])):
        return found
    known = memory.own if mark.own else memory.names.get(mark.name)
    if known:
        return known
    rest = (memory.addresses.get(address) for address in mark.addresses[1:])
    return next((found for found in rest if found), None) or memory.hosts.get(mark.host)


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


def _name_the_new(occasion: Occasion, marks: Sequence[Marks], keys: dict[int, str]) -> None:
    """Keys for what nothing matched; rows of one page with one address or name are one channel."""
    named: dict[str, str] = {}
    for place, mark in enumerate(marks):
        if place not in keys and mark.addresses:
            keys[place] = mark.addresses[0]
            if mark.name:
                named.setdefault(mark.name, keys[place])
    for place, mark in enumerate(marks):
        if place not in keys:
            fallback = _telegram(mark) or f"name:{occasion.source}:{_called(mark)}"
            keys[place] = named.get(mark.name, fallback)


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


def kept_key(merged: dict[str, str], key: str) -> str:
    """The key a person merged this one into, if any."""
    while key in merged:
        key = merged[key]
    return key
