"""The stock and sold counters of a channel's articles as they were read, night by night."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, select

from market.claims import KINDS, Resold, Sold, Stock
from market.turnover import Counted, Counters
from market.wire import decode
from storage.tables import FACT, LISTING, VISIT
from storage.writer import Found, chunks

_COUNTED = ("stock", "sold", "resold")


def counters(connection: Connection, channel: str) -> list[Counters]:
    """Every article's counters at the healthy reads of the source that shows it, in a fixed order.

    Only what the shop's software counts: numbers in prose are read, but nobody counts with them.
    Reads between which nothing changed are left out.
    """
    rows = rows_of(connection, FACT.c.channel == channel)
    return articles(rows, healthy_reads(connection, {row.source for row in rows}))


def articles(rows: Iterable[Found], reads: Mapping[str, list[date]]) -> list[Counters]:
    """The counters of every article the rows speak of, at the reads of the source that shows it."""
    told: dict[tuple[str, int], list[Found]] = defaultdict(list)
    for row in rows:
        told[row.source, row.listing].append(row)
    return [_counters(facts, reads[source]) for (source, _), facts in told.items()]


def rows_of(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Found]:
    """What software counted, of the facts asked for."""
    found = (
        select(*FACT.c, LISTING.c.key.label("native"), LISTING.c.title)
        .join(LISTING, LISTING.c.id == FACT.c.listing)
        .where(*which, FACT.c.kind.in_(_COUNTED), FACT.c.place != "text")
        .order_by(FACT.c.source, FACT.c.listing, FACT.c.first_seen, FACT.c.hash)
    )
    return connection.execute(found).all()


def healthy_reads(
    connection: Connection, sources: Collection[str], *which: ColumnElement[bool]
) -> Mapping[str, list[date]]:
    """By source, the nights of its healthy reads, of those asked for; oldest first."""
    found: dict[str, list[date]] = defaultdict(list)
    healthy = select(VISIT.c.name, VISIT.c.on).distinct().where(VISIT.c.healthy, *which)
    for chunk in chunks(sorted(sources)):
        for row in connection.execute(healthy.where(VISIT.c.name.in_(chunk))):
            found[row.name].append(row.on)
    return {source: sorted(found[source]) for source in sources}


def _counters(facts: Sequence[Found], reads: Sequence[date]) -> Counters:
    by_kind = {kind: [row for row in facts if row.kind == kind] for kind in _COUNTED}
    series = tuple(
        Counted(on, _level(by_kind["stock"], on), _level(by_kind["sold"], on))
        for on in _told(facts, reads)
    )
    return Counters(facts[0].native, series, _upstream(by_kind["resold"]))


def _told(facts: Iterable[Found], reads: Sequence[date]) -> list[date]:
    """The reads at which something changed, those just before, and the last one."""
    changes = {on for row in facts for on in (row.first_seen, row.gone_on) if on}
    kept = {reads[-1]} if reads else set()
    for on in changes:
        at = bisect_left(reads, on)
        kept |= set(reads[max(0, at - 1) : at + 1])
    return sorted(kept)


def _level(facts: Sequence[Found], on: date) -> Decimal | None:
    """What a counter showed that day. A number that came back keeps its first window, which then
    spans others: what began that very day was read that day; else only one may hold.
    """
    begun = [row for row in facts if row.first_seen == on]
    holding = begun or [
        row for row in facts if row.first_seen < on and (row.gone_on is None or row.gone_on > on)
    ]
    if len(holding) != 1:
        return None
    value: object = decode(holding[0].value, KINDS[holding[0].kind])
    return value.amount if isinstance(value, Stock | Sold) else None


def _upstream(facts: Sequence[Found]) -> str:
    """Whose article it is and under which name: what is sold on twice is one article."""
    for row in facts:
        value: object = decode(row.value, KINDS[row.kind])
        if isinstance(value, Resold):
            return f"{value.upstream}:{row.title}"
    return ""
