"""What is remembered that a visit's sightings could match."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from storage.marks import Marks, Pair
from storage.occasion import Occasion
from storage.tables import ALIAS, CHANNEL, IDENTIFIER
from storage.writer import Found, Writer, chunks


@dataclass(slots=True)
class Memory:
    """Holders of aliases and identifiers. A candidate never listed only waits for its holder."""

    hosts: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)  # host or address → such a candidate
    names: dict[str, str] = field(default_factory=dict)
    own: str | None = None  # the channel of the visited source
    shared: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    sites: dict[str, tuple[str, date | None]] = field(default_factory=dict)  # and last seen


def recall(writer: Writer, occasion: Occasion, marks: Sequence[Marks]) -> Memory:
    """Everything that could match, in a handful of queries."""
    memory = Memory()
    wanted = {text for mark in marks for text in (*mark.addresses, mark.host) if text}
    _addresses(writer, memory, wanted)
    named = (ALIAS.c.kind == "name", ALIAS.c.scope == occasion.source)
    for row in writer.connection.execute(select(ALIAS).where(*named)):
        memory.names[row.value] = row.channel
    sourced = (ALIAS.c.kind == "source", ALIAS.c.value == occasion.source)
    memory.own = writer.connection.scalar(select(ALIAS.c.channel).where(*sourced))
    if occasion.channel and occasion.channel not in waiting_of(writer, [occasion.channel]):
        memory.own = occasion.channel
    _shared(writer, memory, {pair for mark in marks for pair in mark.strong | mark.handles})
    return memory


def waiting_of(writer: Writer, channels: Iterable[str]) -> set[str]:
    """Of these channels, the candidates that nobody listed and no person judged."""
    found: set[str] = set()
    for chunk in chunks(sorted(set(channels))):
        unlisted = CHANNEL.c.first_listed.is_(None) & ~CHANNEL.c.marked
        found |= set(
            writer.connection.scalars(
                select(CHANNEL.c.key).where(CHANNEL.c.key.in_(chunk), unlisted)
            )
        )
    return found


def _addresses(writer: Writer, memory: Memory, wanted: Collection[str]) -> None:
    rows: list[Found] = []
    for chunk in chunks(sorted(wanted)):
        kinds = ALIAS.c.kind.in_(("address", "host"))
        rows += writer.connection.execute(
            select(ALIAS).where(ALIAS.c.value.in_(chunk), kinds)
        ).all()
    waiting = waiting_of(writer, (row.channel for row in rows))
    for row in rows:
        held = memory.hosts if row.kind == "host" else memory.addresses
        (memory.waiting if row.channel in waiting else held)[row.value] = row.channel


def _shared(writer: Writer, memory: Memory, wanted: Collection[Pair]) -> None:
    columns = (IDENTIFIER.c.kind, IDENTIFIER.c.value)
    found = select(*columns, CHANNEL.c.key, CHANNEL.c.site, CHANNEL.c.last_seen).join(
        CHANNEL, CHANNEL.c.key == IDENTIFIER.c.channel
    )
    for chunk in chunks(sorted({value for _, value in wanted})):
        for row in writer.connection.execute(found.where(IDENTIFIER.c.value.in_(chunk))):
            if (row.kind, row.value) in wanted:
                memory.shared[row.kind, row.value].add(row.key)
                memory.sites[row.key] = (row.site, row.last_seen)
