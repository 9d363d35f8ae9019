"""Puts everything one channel is remembered by under another's key."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from storage import observed
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
    observed.hand_over(writer, keep, lose)


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
        _reopen(writer, LISTING, old, keys[old])
        _hand_facts(writer, old, keys[old], keep)
        writer.change(delete(LISTING).where(LISTING.c.id == old))
    rows: list[Row] = [{"old": old, "new": new} for old, new in keys.items() if old not in taken]
    moved = update(LISTING).where(LISTING.c.id == bindparam("old"))
    writer.change(moved.values(id=bindparam("new"), channel=keep), rows)
    facts = update(FACT).where(FACT.c.listing == bindparam("old"))
    writer.change(facts.values(listing=bindparam("new"), channel=keep), rows)


def _reopen(writer: Writer, table: Table, old: int, new: int) -> bool:
    """What was missed under the one and is there under the other has never gone."""
    found = select(table).where(table.c.id.in_((old, new)))
    rows = {row.id: row for row in writer.connection.execute(found)}
    if rows[old].gone_on is not None or rows[new].gone_on is None:
        return False
    told = ("title", "text", "context", "url", "digest", "content", "supply", "state", "priced_on")
    same = table is OFFER and rows[old].state == rows[new].state
    values = {} if same else {n: rows[old]._mapping[n] for n in told if n in table.c}
    writer.change(update(table).where(table.c.id == new).values(gone_on=None, **values))
    return True


def _hand_facts(writer: Writer, old: int, new: int, keep: str) -> None:
    both = writer.connection.execute(select(FACT).where(FACT.c.listing.in_((old, new))))
    merged: dict[int, dict[str, Any]] = {}
    for row in both.mappings():
        moved = {**row, "listing": new, "channel": keep}
        merged[row["hash"]] = (
            _joined(merged[row["hash"]], moved) if row["hash"] in merged else moved
        )
    writer.change(delete(FACT).where(FACT.c.listing.in_((old, new))))
    writer.add(FACT, list(merged.values()))


def _hand_points(writer: Writer, old: int, new: int) -> None:
    """The price goes on where it stayed, and follows the last one where it did not."""
    found = select(PRICE_POINT).where(PRICE_POINT.c.offer == new)
    last = max(writer.connection.execute(found).all(), key=lambda row: row.valid_from)
    offers = select(OFFER.c.id, OFFER.c.state, OFFER.c.priced_on).where(OFFER.c.id.in_((old, new)))
    rows = {row.id: row for row in writer.connection.execute(offers)}
    mine = (PRICE_POINT.c.offer == new) & (PRICE_POINT.c.valid_from == last.valid_from)
    if rows[new].priced_on == last.valid_from:  # as it was: the same price
        writer.change(update(PRICE_POINT).where(mine).values(valid_to=None))
        return
    moved = update(PRICE_POINT).where(PRICE_POINT.c.offer == old)
    writer.change(moved.values(offer=new, follows=last.valid_from))


def _hand_offers(writer: Writer, keep: str, lose: str) -> None:
    mine = priced().where(OFFER.c.channel == lose)
    keys = {
        row.id: offer_key(row.source, keep, offer(row)) for row in writer.connection.execute(mine)
    }
    taken = _taken(writer, OFFER, keys)
    for old in taken:
        if _reopen(writer, OFFER, old, keys[old]):
            _hand_points(writer, old, keys[old])
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
