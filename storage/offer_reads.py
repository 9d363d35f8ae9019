"""Offers and their prices as views: in force on a day, or over a stretch of time."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection, Select, and_, or_, select

from market.types import Access, Basis, Factor, Offer, Unit
from market.wire import decode
from storage.tables import OFFER, OPERATOR_MEMBER, PRICE_POINT
from storage.views import OfferView
from storage.writer import Found

_BATCH = 5_000
_POINT = tuple(column for column in PRICE_POINT.c if column.name != "offer")


def priced() -> "Select[*tuple[object, ...]]":
    """Offers joined with their price points and, where one is believed in, their operator."""
    runs = OPERATOR_MEMBER.c.operator
    found = select(*OFFER.c, *_POINT, runs).join(PRICE_POINT, PRICE_POINT.c.offer == OFFER.c.id)
    return found.outerjoin(OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == OFFER.c.channel)


def in_force(on: date) -> object:
    """The condition that a price point holds on a day."""
    ends = PRICE_POINT.c.valid_to
    return and_(PRICE_POINT.c.valid_from <= on, or_(ends.is_(None), ends > on))


def on_day(connection: Connection, on: date, channel: str | None = None) -> Iterator[OfferView]:
    """Every offer in force on that day, those of one source together."""
    found = priced().where(in_force(on))  # type: ignore[arg-type]
    if channel is not None:
        found = found.where(OFFER.c.channel == channel)
    yield from _views(connection, found)


def points(
    connection: Connection, since: date, until: date, units: Collection[Unit]
) -> Iterator[OfferView]:
    """Every price that was in force on some day of the window, both ends included."""
    ends = PRICE_POINT.c.valid_to
    touches = and_(PRICE_POINT.c.valid_from <= until, or_(ends.is_(None), ends > since))
    found = priced().where(touches, OFFER.c.unit.in_([unit.value for unit in units]))
    yield from _views(connection, found)


def _views(connection: Connection, found: "Select[*tuple[object, ...]]") -> Iterator[OfferView]:
    ordered = found.order_by(OFFER.c.id, PRICE_POINT.c.valid_from)
    for row in connection.execution_options(yield_per=_BATCH).execute(ordered):
        yield view(row)


def view(row: Found) -> OfferView:
    """One joined row as a view."""
    return OfferView(
        channel=row.channel,
        operator=row.operator or row.channel,
        source=row.source,
        offer=offer(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def offer(row: Found) -> Offer:
    """The offer of a joined row, at that price."""
    return Offer(
        provider=row.provider,
        model=row.model,
        listed_as=row.listed_as,
        access=Access(row.access),
        group=row.group,
        supply=row.supply,
        unit=Unit(row.unit),
        paid=row.paid,
        currency=row.currency,
        basis=Basis(row.basis),
        credit_usd=row.credit_usd,
        factors=decode(row.factors, tuple[Factor, ...]),
        place=row.place,
        digest=row.digest,
        listing=row.listing,
    )
