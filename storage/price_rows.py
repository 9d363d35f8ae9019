"""Prices without their reasons, and the nights on which they were read: what observing needs."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, or_, select

from market.trends.spans import PriceSpan
from market.types import Unit
from storage.keys import shelf_of
from storage.planning import HEALTHY
from storage.tables import OFFER, PRICE_POINT, VISIT

_BATCH = 10_000
_COLUMNS = (
    *(OFFER.c.channel, OFFER.c.source, OFFER.c.provider, OFFER.c.model, OFFER.c.listed_as),
    *(OFFER.c.access, OFFER.c.group, OFFER.c.supply, OFFER.c.unit, PRICE_POINT.c.paid),
    *(PRICE_POINT.c.currency, PRICE_POINT.c.basis),
    *(PRICE_POINT.c.valid_from, PRICE_POINT.c.valid_to),
)


def price_spans(
    connection: Connection, since: date, until: date, units: Collection[Unit]
) -> Iterator[PriceSpan]:
    """Every price that held on some day between the two, both included, in a fixed order: those of
    one source follow one another, those of one offer by time.
    """
    ends = PRICE_POINT.c.valid_to
    found = (
        select(*_COLUMNS, OFFER.c.id)
        .join(PRICE_POINT, PRICE_POINT.c.offer == OFFER.c.id)
        .where(PRICE_POINT.c.valid_from <= until, or_(ends.is_(None), ends > since))
        .where(OFFER.c.unit.in_([unit.value for unit in units]))
        .order_by(OFFER.c.id, PRICE_POINT.c.valid_from)
    )
    rows = connection.execution_options(yield_per=_BATCH).execute(found)
    for _, together in groupby(rows, key=lambda row: shelf_of(row.id)):
        for row in sorted(together, key=lambda row: row.source):  # two may share a shelf
            yield PriceSpan(*tuple(row)[:-1])


def nights_read(connection: Connection, since: date, until: date) -> Mapping[str, tuple[date, ...]]:
    """By source, the nights on which it was read and believed."""
    found = (
        select(VISIT.c.name, VISIT.c.on)
        .where(VISIT.c.on.between(since, until), VISIT.c.healthy, VISIT.c.outcome.in_(HEALTHY))
        .distinct()
        .order_by(VISIT.c.name, VISIT.c.on)
    )
    nights: dict[str, list[date]] = defaultdict(list)
    for row in connection.execute(found):
        nights[row.name].append(row.on)
    return {source: tuple(on) for source, on in nights.items()}
