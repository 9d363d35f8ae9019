"""What happened to channels: new, moved, reappeared, gone; one event of a kind and date each."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, select

from storage.occasion import Occasion
from storage.tables import EVENT
from storage.views import Event
from storage.writer import Writer, chunks


def happened(writer: Writer, occasion: Occasion, kind: str, channels: Iterable[str]) -> int:
    """Keeps one event of this kind and date for each channel; says how many were not there."""
    return writer.add_absent(EVENT, [_row(occasion, kind, key) for key in sorted(set(channels))])


def moved(writer: Writer, occasion: Occasion, moves: Iterable[tuple[str, str, str]]) -> int:
    """Keeps (channel, address left, address found); says how many were not there."""
    rows = [_row(occasion, "moved", *move) for move in sorted(set(moves))]
    return writer.add_absent(EVENT, rows)


def unhappened(writer: Writer, occasion: Occasion, kind: str, channels: Iterable[str]) -> int:
    """Takes back tonight's events of this kind: another source knew better."""
    dropped = 0
    for chunk in chunks(sorted(channels)):
        mine = (EVENT.c.on == occasion.on, EVENT.c.kind == kind, EVENT.c.channel.in_(chunk))
        dropped += writer.change(delete(EVENT).where(*mine))
    return dropped


def between(connection: Connection, since: date, until: date) -> list[Event]:
    """Events of these days, both included, oldest first."""
    found = select(EVENT).where(EVENT.c.on.between(since, until))
    rows = connection.execute(
        found.order_by(EVENT.c.on, EVENT.c.kind, EVENT.c.channel, EVENT.c.after)
    )
    return [Event(row.on, row.kind, row.channel, row.source, row.before, row.after) for row in rows]


def _row(
    occasion: Occasion, kind: str, channel: str, before: str = "", after: str = ""
) -> dict[str, object]:
    return {
        "on": occasion.on,
        "kind": kind,
        "channel": channel,
        "before": before,
        "after": after,
        "source": occasion.source,
        "run": occasion.run,
    }
