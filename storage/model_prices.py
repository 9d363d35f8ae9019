"""What the models of one provider cost on a day: few columns of few offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from market.types import Access, Basis, ChannelStatus, Unit
from storage.tables import CHANNEL, OFFER, OPERATOR_MEMBER, PRICE_POINT

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """One offer in force."""

    channel: str
    operator: str
    model: str
    paid: Decimal
    currency: str
    basis: Basis


def model_prices(
    connection: Connection, on: date, provider: str, access: Access, unit: Unit
) -> Iterator[ModelPrice]:
    """Offers in force on a day, of channels that sell, in no order."""
    told = (OFFER.c.channel, OPERATOR_MEMBER.c.operator, OFFER.c.model)
    price = (PRICE_POINT.c.paid, PRICE_POINT.c.currency, PRICE_POINT.c.basis)
    ends, gone = PRICE_POINT.c.valid_to, OFFER.c.gone_on
    found = (
        select(*told, *price)
        .join(PRICE_POINT, PRICE_POINT.c.offer == OFFER.c.id)
        .join(CHANNEL, CHANNEL.c.key == OFFER.c.channel)
        .outerjoin(OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == OFFER.c.channel)
        .where(OFFER.c.provider == provider, OFFER.c.access == access, OFFER.c.unit == unit)
        .where(OFFER.c.first_seen <= on, or_(gone.is_(None), gone > on))
        .where(PRICE_POINT.c.valid_from <= on, or_(ends.is_(None), ends > on))
        .where(CHANNEL.c.status != ChannelStatus.NOT_RESALE.value)
    )
    for row in connection.execution_options(yield_per=_BATCH).execute(found):
        operator = row.operator or row.channel
        basis = Basis(row.basis)
        yield ModelPrice(row.channel, operator, row.model, row.paid, row.currency, basis)
