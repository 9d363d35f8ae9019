"""Puts everything one channel is remembered by under another's key."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from storage.keys import listing_key, offer_key
from storage.offer_reads import offer, priced
from storage.tables import (
    ALIAS,
    APPEARANCE,
    EVENT,
    FACT,
    IDENTIFIER,
    LISTING,
    MENTION,
    OFFER,
    PRICE_POINT,
)
from storage.writer import Row, Writer, chunks


def hand_over(writer: Writer, keep: str, lose: str) -> None:
    """What both have is kept once, over the longer window."""
    writer.change(update(ALIAS).where(ALIAS.c.channel == lose).values(channel=keep))
    for table in (APPEARANCE, IDENTIFIER, MENTION, EVENT):
        _hand_rows(writer, table, keep, lose)
    _hand_listings(writer, keep, lose)
    _hand_offers(writer, keep, lose)


def _hand_rows(writer: Writer, table: Table, keep: str, lose: str) -> None:
    both = writer.connection.execute(select(table).where(table.c.channel.in_((keep, lose))))
    keys = [column.name for column in table.primary_key]
    merged: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in both.mappings():
        moved = {**row, "channel": keep}
        key = tuple(moved[name] for name in keys)
        merged[key] = _joined(merged[key], moved) if key in merged else moved
    writer.change(delete(table).where(table.c.channel.in_((keep, lose))))
    writer.add(table, list(merged.values()))


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(one)
    if "first_seen" in one:
        joined["first_seen"] = min(one["first_seen"], other["first_seen"])
    if "depth" in one:
        joined["depth"] = min(one["depth"], other["depth"])
    if "gone_on" in one:
        ends = (one["gone_on"], other["gone_on"])
        joined["gone_on"] = None if None in ends else max(ends)
    return joined


def _hand_listings(writer: Writer, keep: str, lose: str) -> None:
    mine = select(LISTING.c.id, LISTING.c.source, LISTING.c.key).where(LISTING.c.channel == lose)
    keys = {
        row.id: listing_key(row.source, keep, row.key) for row in writer.connection.execute(mine)
    }
    taken = _taken(writer, LISTING, keys)
    for old in taken:
        writer.change(delete(FACT).where(FACT.c.listing == old))
        writer.change(delete(LISTING).where(LISTING.c.id == old))
    rows: list[Row] = [{"old": old, "new": new} for old, new in keys.items() if old not in taken]
    moved = update(LISTING).where(LISTING.c.id == bindparam("old"))
    writer.change(moved.values(id=bindparam("new"), channel=keep), rows)
    facts = update(FACT).where(FACT.c.listing == bindparam("old"))
    writer.change(facts.values(listing=bindparam("new"), channel=keep), rows)


def _hand_offers(writer: Writer, keep: str, lose: str) -> None:
    mine = priced().where(OFFER.c.channel == lose)
    keys = {
        row.id: offer_key(row.source, keep, offer(row)) for row in writer.connection.execute(mine)
    }
    taken = _taken(writer, OFFER, keys)
    for old in taken:
        writer.change(delete(PRICE_POINT).where(PRICE_POINT.c.offer == old))
        writer.change(delete(OFFER).where(OFFER.c.id == old))
    rows: list[Row] = [{"old": old, "new": new} for old, new in keys.items() if old not in taken]
    moved = update(OFFER).where(OFFER.c.id == bindparam("old"))
    writer.change(moved.values(id=bindparam("new"), channel=keep), rows)
    points = update(PRICE_POINT).where(PRICE_POINT.c.offer == bindparam("old"))
    writer.change(points.values(offer=bindparam("new")), rows)


def _taken(writer: Writer, table: Table, keys: Mapping[int, int]) -> set[int]:
    """The old keys whose new one is there already."""
    there: set[int] = set()
    for chunk in chunks(sorted(set(keys.values()))):
        there |= set(writer.connection.scalars(select(table.c.id).where(table.c.id.in_(chunk))))
    return {old for old, new in keys.items() if new in there}
