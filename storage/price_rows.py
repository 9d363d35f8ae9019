"""Prices without their reasons, and the nights on which they were read: what observing needs."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from market.types import Unit
from storage.planning import HEALTHY
from storage.tables import OFFER, PRICE_POINT, VISIT

_BATCH = 10_000
_COLUMNS = (
    *(OFFER.c.channel, OFFER.c.source, OFFER.c.provider, OFFER.c.model, OFFER.c.listed_as),
    *(OFFER.c.access, OFFER.c.group, OFFER.c.supply, OFFER.c.unit, PRICE_POINT.c.paid),
    *(PRICE_POINT.c.currency, PRICE_POINT.c.basis),
    *(PRICE_POINT.c.valid_from, PRICE_POINT.c.valid_to),
)


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """What one offer cost over one stretch of nights; ``valid_to`` is the first without it."""

    channel: str
    source: str
    provider: str
    model: str
    listed_as: str
    access: str
    group: str
    supply: str
    unit: str
    paid: Decimal
    currency: str
    basis: str
    valid_from: date
    valid_to: date | None


def price_spans(
    connection: Connection, since: date, until: date, units: Collection[Unit]
) -> Iterator[PriceSpan]:
    """Every price that held on some day between the two, both included; offers in a fixed order."""
    ends = PRICE_POINT.c.valid_to
    found = (
        select(*_COLUMNS)
        .join(PRICE_POINT, PRICE_POINT.c.offer == OFFER.c.id)
        .where(PRICE_POINT.c.valid_from <= until, or_(ends.is_(None), ends > since))
        .where(OFFER.c.unit.in_([unit.value for unit in units]))
        .order_by(OFFER.c.id, PRICE_POINT.c.valid_from)
    )
    for row in connection.execution_options(yield_per=_BATCH).execute(found):
        yield PriceSpan(*tuple(row))


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
