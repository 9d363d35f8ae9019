"""Drops what was read, so that a replay can read it again. What people did and said stays."""

from sqlalchemy import delete, null, select, true, update

from storage.tables import (
    ALERT,
    ALIAS,
    APPEARANCE,
    CHANNEL,
    DECISION,
    EVENT,
    FACT,
    IDENTIFIER,
    LEAD,
    LISTING,
    MENTION,
    OBSERVATION,
    OFFER,
    OPERATOR,
    OPERATOR_EVENT,
    OPERATOR_MEMBER,
    PRICE_POINT,
    SOURCE,
    VINTAGE,
    VISIT,
)
from storage.writer import Writer

_DERIVED = (
    *(PRICE_POINT, OFFER, FACT, LISTING, IDENTIFIER),
    *(MENTION, EVENT, APPEARANCE, ALIAS, CHANNEL),
    OBSERVATION,
    *(OPERATOR_MEMBER, OPERATOR_EVENT, OPERATOR),
)
_UNREAD = {"outcome": null(), "family": null(), "healthy": null(), "tally": null(), "listed": 0}
_NO_PAST = {"last_read": null(), "last_outcome": null(), "failures": 0, "reads": 0, "counts": "[]"}


def forget(writer: Writer) -> None:
    """Every remembered visit is fetched again. Sources, captures, what was sent and published, and
    the alerts and leads on which a person decided stay. Whether what is read again tells the
    published numbers is found out when it is read.
    """
    for table in _DERIVED:
        writer.change(delete(table))
    writer.change(delete(ALERT).where(ALERT.c.state_at.is_(None)))
    writer.change(delete(LEAD).where(LEAD.c.id.not_in(select(DECISION.c.lead))))
    remembered = update(VISIT).where(VISIT.c.state == "remembered")
    writer.change(remembered.values(state="fetched", rows_written=0, **_UNREAD))
    writer.change(update(SOURCE).values(**_NO_PAST))
    writer.change(update(VINTAGE).values(stale=true()))
