"""Since when channels are known, until when they were seen, and which of them are gone."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from market.trends.survival import Life
from market.types import ChannelStatus
from storage.starts import SIGNS, STARTS
from storage.tables import CHANNEL, EVENT


def lives(connection: Connection, on: date) -> list[Life]:
    """Every channel listed by that day, by key; what is not resale is left out."""
    found = select(CHANNEL).where(
        CHANNEL.c.first_listed <= on, CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    )
    ended, born = _ended(connection, on), _seen_to_begin(connection)
    return [
        Life(
            row.key,
            row.first_seen,
            row.last_seen or row.first_listed,
            ended.get(row.key, _said_to_be_gone(row.status, row.last_seen)),
            row.key not in born,
        )
        for row in sorted(connection.execute(found), key=lambda row: row.key)
    ]


def _ended(connection: Connection, on: date) -> Mapping[str, date | None]:
    """By channel that anything of the kind happened to: when it went, None where it is back."""
    told = select(EVENT.c.channel, EVENT.c.kind, EVENT.c.on).where(
        EVENT.c.on <= on, EVENT.c.kind.in_(("gone", "reappeared"))
    )
    return {
        row.channel: row.on if row.kind == "gone" else None
        for row in connection.execute(told.order_by(EVENT.c.on, EVENT.c.kind))
    }


def _said_to_be_gone(status: str, last_seen: date | None) -> date | None:
    """A person's word without any event: it was there when it was last seen, and no longer."""
    return last_seen if status == ChannelStatus.GONE.value else None


def _seen_to_begin(connection: Connection) -> set[str]:
    """Channels that somebody showed or named first who had been read before without them."""
    found = (
        select(SIGNS.c.channel)
        .join(CHANNEL, CHANNEL.c.key == SIGNS.c.channel)
        .join(STARTS, STARTS.c.source == SIGNS.c.source)
        .where(SIGNS.c.first_seen == CHANNEL.c.first_seen, STARTS.c.on < SIGNS.c.first_seen)
    )
    return set(connection.scalars(found.distinct()))
