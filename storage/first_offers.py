"""Since when models are resold: the first night an offer of each was seen."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, Select, and_, func, select

from market.trends.lag import FirstOffer, Model
from market.types import ChannelStatus
from storage.starts import STARTS
from storage.tables import CHANNEL, OFFER


def first_offers(connection: Connection, models: Iterable[Model]) -> dict[Model, FirstOffer]:
    """Of these models, those that anybody who sells has ever had on offer."""
    rows = connection.execute(select(STARTS.c.source, STARTS.c.on))
    starts: dict[str, date] = {row.source: row.on for row in rows}
    began = min(starts.values(), default=date.max)
    found: dict[Model, FirstOffer] = {}
    for model in sorted(set(models)):
        on = connection.scalar(_of(model).order_by(OFFER.c.first_seen).limit(1))
        if on is not None and on <= began:  # nobody was read before it
            found[model] = FirstOffer(on, True)
        elif on is not None:
            there = _of(model).where(OFFER.c.first_seen == on)
            sources = connection.scalars(there.with_only_columns(OFFER.c.source).distinct())
            found[model] = FirstOffer(on, all(starts.get(source, on) >= on for source in sources))
    return found


def first_night(connection: Connection) -> date | None:
    """The first night on which any source told of anybody."""
    found: date | None = connection.scalar(select(func.min(STARTS.c.on)))
    return found


def _of(model: Model) -> Select[date]:
    provider, name = model
    sells = CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    return (
        select(OFFER.c.first_seen)
        .join(CHANNEL, and_(CHANNEL.c.key == OFFER.c.channel, sells))
        .where(OFFER.c.provider == provider, OFFER.c.model == name)
    )
