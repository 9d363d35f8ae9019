"""What is remembered that a visit's sightings could match."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from storage.marks import Marks
from storage.occasion import Occasion
from storage.tables import ALIAS, CHANNEL
from storage.writer import Found, Writer, chunks


@dataclass(slots=True)
class Memory:
    """Holders of aliases and identifiers. A candidate never listed only waits for its holder."""

    hosts: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)  # host or address → such a candidate
    names: dict[str, str] = field(default_factory=dict)
    own: str | None = None  # the channel of the visited source
    sites: dict[str, str] = field(default_factory=dict)  # of those that have a name here
    fresh: set[str] = field(default_factory=set)  # first listed tonight


def recall(writer: Writer, occasion: Occasion, marks: Sequence[Marks]) -> Memory:
    """Everything that could match, in a handful of queries."""
    memory = Memory()
    wanted = {text for mark in marks for text in (*mark.addresses, mark.host) if text}
    _addresses(writer, memory, wanted, occasion.on)
    _names(writer, memory, occasion.source)
    sourced = (ALIAS.c.kind == "source", ALIAS.c.value == occasion.source)
    memory.own = writer.connection.scalar(select(ALIAS.c.channel).where(*sourced))
    if occasion.channel and occasion.channel not in waiting_of(writer, [occasion.channel]):
        memory.own = occasion.channel
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


def _names(writer: Writer, memory: Memory, source: str) -> None:
    """Of two that went by one name at different times, the alias says who had it first."""
    found = (
        select(ALIAS.c.value, ALIAS.c.channel, CHANNEL.c.site)
        .join(CHANNEL, CHANNEL.c.key == ALIAS.c.channel)
        .where(ALIAS.c.kind == "name", ALIAS.c.scope == source)
    )
    for row in writer.connection.execute(found):
        memory.names[row.value] = row.channel
        memory.sites[row.channel] = row.site


def _addresses(writer: Writer, memory: Memory, wanted: Collection[str], on: date) -> None:
    rows: list[Found] = []
    for chunk in chunks(sorted(wanted)):
        kinds = ALIAS.c.kind.in_(("address", "host"))
        rows += writer.connection.execute(
            select(ALIAS).where(ALIAS.c.value.in_(chunk), kinds)
        ).all()
    holders = sorted({row.channel for row in rows})
    waiting = waiting_of(writer, holders)
    for chunk in chunks(holders):
        tonight = select(CHANNEL.c.key).where(
            CHANNEL.c.key.in_(chunk), CHANNEL.c.first_listed == on
        )
        memory.fresh |= set(writer.connection.scalars(tonight))
    for row in rows:
        held = memory.hosts if row.kind == "host" else memory.addresses
        (memory.waiting if row.channel in waiting else held)[row.value] = row.channel
