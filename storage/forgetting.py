"""Drops what was read, so that a replay can read it again. What people did and said stays."""

from sqlalchemy import delete, null, update

from storage.tables import (
    ALIAS,
    APPEARANCE,
    CHANNEL,
    EVENT,
    FACT,
    IDENTIFIER,
    LISTING,
    MENTION,
    OFFER,
    PRICE_POINT,
    SOURCE,
    VISIT,
)
from storage.writer import Writer

_DERIVED = (
    *(PRICE_POINT, OFFER, FACT, LISTING, IDENTIFIER),
    *(MENTION, EVENT, APPEARANCE, ALIAS, CHANNEL),
)
_UNREAD = {"outcome": null(), "family": null(), "healthy": null(), "tally": null(), "listed": 0}
_NO_PAST = {"last_read": null(), "last_outcome": null(), "failures": 0, "reads": 0, "counts": "[]"}


def forget(writer: Writer) -> None:
    """Every remembered visit is fetched again; sources, captures, alerts and leads stay."""
    for table in _DERIVED:
        writer.change(delete(table))
    remembered = update(VISIT).where(VISIT.c.state == "remembered")
    writer.change(remembered.values(state="fetched", rows_written=0, **_UNREAD))
    writer.change(update(SOURCE).values(**_NO_PAST))
