"""Channels as views, with what they are known by and where they are shown."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from market.types import ChannelStatus
from storage.addresses import key_of, kind_of
from storage.identity import kept_key
from storage.tables import ALIAS, APPEARANCE, CHANNEL, MERGER, OFFER, OPERATOR_MEMBER
from storage.views import AliasView, ChannelView
from storage.writer import Found


def channels(
    connection: Connection, status: ChannelStatus | str | None = None
) -> list[ChannelView]:
    """Every channel, or those of one status, by key."""
    if status is None:
        return _views(connection, CHANNEL.c.key.is_not(None))
    return _views(connection, CHANNEL.c.status == ChannelStatus(status).value)


def channel(connection: Connection, key_or_alias: str) -> ChannelView | None:
    """The channel of a key, or that goes by an address or a name."""
    key = key_for(connection, key_or_alias)
    found = [] if key is None else _views(connection, CHANNEL.c.key == key)
    return found[0] if found else None


def key_for(connection: Connection, called: str) -> str | None:
    """The key of what is called so: a key, an absorbed key, an address, or an unambiguous name."""
    merged = {row.absorbed: row.kept for row in connection.execute(select(MERGER))}
    for key in (kept_key(merged, called), kept_key(merged, key_of(called) or called)):
        if connection.scalar(select(CHANNEL.c.key).where(CHANNEL.c.key == key)):
            return key
    wanted = {called, key_of(called) or called}
    holders = select(ALIAS.c.channel).distinct().where(ALIAS.c.value.in_(wanted))
    found = list(connection.scalars(holders))
    return found[0] if len(found) == 1 else None


def _views(connection: Connection, which: ColumnElement[bool]) -> list[ChannelView]:
    mine = select(CHANNEL.c.key).where(which)
    aliases: dict[str, list[AliasView]] = defaultdict(list)
    for row in connection.execute(select(ALIAS).where(ALIAS.c.channel.in_(mine))):
        aliases[row.channel].append(AliasView(row.kind, row.scope, row.value, row.first_seen))
    shown = select(APPEARANCE.c.channel, APPEARANCE.c.source).where(
        APPEARANCE.c.gone_on.is_(None), APPEARANCE.c.channel.in_(mine)
    )
    sources: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(shown):
        sources[row.channel].append(row.source)
    counted = (
        select(OFFER.c.channel, func.count().label("offers"))
        .where(OFFER.c.gone_on.is_(None), OFFER.c.channel.in_(mine))
        .group_by(OFFER.c.channel)
    )
    offers = {row.channel: row.offers for row in connection.execute(counted)}
    runs = select(OPERATOR_MEMBER.c.operator).where(OPERATOR_MEMBER.c.channel == CHANNEL.c.key)
    found = select(CHANNEL, runs.scalar_subquery().label("operator")).where(which)
    rows = connection.execute(found).all()
    return [
        _view(row, aliases[row.key], offers.get(row.key, 0), sources[row.key])
        for row in sorted(rows, key=lambda row: row.key)
    ]


def _view(
    row: Found, aliases: Sequence[AliasView], offers: int, sources: Sequence[str]
) -> ChannelView:
    return ChannelView(
        key=row.key,
        name=row.name,
        kind=kind_of(row.key),
        status=ChannelStatus(row.status),
        url=row.url,
        first_seen=row.first_seen,
        first_listed=row.first_listed,
        last_seen=row.last_seen,
        operator=row.operator or row.key,
        aliases=tuple(sorted(aliases, key=lambda one: (one.kind, one.scope, one.value))),
        offers=offers,
        sources=tuple(sorted(sources)),
    )
