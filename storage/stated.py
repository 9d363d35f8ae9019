"""What channels state of themselves on a day, many channels at once: claims, and their wording."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from market.claims import KINDS, Value
from market.types import ChannelStatus
from market.wire import decode
from storage.tables import CHANNEL, FACT, LISTING, OPERATOR_MEMBER
from storage.writer import chunks

_APART = (ChannelStatus.NOT_RESALE.value, ChannelStatus.GONE.value)
_LISTINGS = 12  # of a channel, for its wording
_LETTERS = 300  # of each


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim of one channel, in force on the day asked for."""

    channel: str
    operator: str
    kind: str
    value: Value
    place: str  # "text", or where the software shows it
    since: date


def selling(connection: Connection, on: date) -> list[str]:
    """The channels listed by that day, by key; what is not resale is left out."""
    found = select(CHANNEL.c.key).where(
        CHANNEL.c.first_listed <= on, CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    )
    return sorted(connection.scalars(found))


def sellers(connection: Connection, on: date) -> dict[str, str]:
    """By channel listed by that day, who runs it; what is gone or no resale is left out."""
    found = (
        select(CHANNEL.c.key, OPERATOR_MEMBER.c.operator)
        .outerjoin(OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == CHANNEL.c.key)
        .where(CHANNEL.c.first_listed <= on, CHANNEL.c.status.not_in(_APART))
    )
    return {row.key: row.operator or row.key for row in connection.execute(found)}


def claims_on(connection: Connection, on: date, kinds: Collection[str]) -> list[Stated]:
    """Claims of these kinds in force on a day, of every channel that sells, in a fixed order."""
    told = (FACT.c.channel, FACT.c.kind, FACT.c.value, FACT.c.place, FACT.c.first_seen)
    wanted = (
        select(*told, OPERATOR_MEMBER.c.operator)
        .outerjoin(OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == FACT.c.channel)
        .where(FACT.c.kind.in_(sorted(kinds)), FACT.c.first_seen <= on)
        .where(or_(FACT.c.gone_on.is_(None), FACT.c.gone_on > on))
        .order_by(FACT.c.channel, FACT.c.listing, FACT.c.hash)
    )
    return [
        Stated(
            row.channel,
            row.operator or row.channel,
            row.kind,
            decode(row.value, KINDS[row.kind]),
            row.place,
            row.first_seen,
        )
        for chunk in chunks(selling(connection, on))
        for row in connection.execute(wanted.where(FACT.c.channel.in_(chunk)))
    ]


def wording(connection: Connection, on: date) -> dict[str, tuple[str, ...]]:
    """By channel that sells, how a dozen of its listings begin: enough to tell its script by."""
    number = func.row_number().over(partition_by=LISTING.c.channel, order_by=LISTING.c.id)
    begins = func.substr(LISTING.c.title + " " + LISTING.c.text, 1, _LETTERS).label("begins")
    found: dict[str, list[str]] = defaultdict(list)
    for chunk in chunks(selling(connection, on)):
        counted = (
            select(LISTING.c.channel, LISTING.c.id, begins, number.label("number"))
            .where(LISTING.c.channel.in_(chunk), LISTING.c.first_seen <= on)
            .subquery()
        )
        few = select(counted).where(counted.c.number <= _LISTINGS)
        for row in connection.execute(few.order_by(counted.c.channel, counted.c.id)):
            found[row.channel].append(row.begins)
    return {channel: tuple(texts) for channel, texts in found.items()}
