"""Every table, by name, and their metadata."""

from storage.columns import METADATA
from storage.ledger_tables import CAPTURE, LEAK, RUN, SOURCE, VISIT
from storage.market_tables import (
    ALIAS,
    APPEARANCE,
    CHANNEL,
    EVENT,
    FACT,
    IDENTIFIER,
    LISTING,
    MENTION,
    OFFER,
    OPERATOR,
    OPERATOR_EVENT,
    OPERATOR_MEMBER,
    PRICE_POINT,
)
from storage.people_tables import (
    ALERT,
    DECISION,
    DISPATCH,
    LEAD,
    MARK,
    MERGER,
    OPERATOR_DECISION,
)

__all__ = [
    "ALERT",
    "ALIAS",
    "APPEARANCE",
    "CAPTURE",
    "CHANNEL",
    "DECISION",
    "DISPATCH",
    "EVENT",
    "FACT",
    "IDENTIFIER",
    "LEAD",
    "LEAK",
    "LISTING",
    "MARK",
    "MENTION",
    "MERGER",
    "METADATA",
    "OFFER",
    "OPERATOR",
    "OPERATOR_DECISION",
    "OPERATOR_EVENT",
    "OPERATOR_MEMBER",
    "PRICE_POINT",
    "RUN",
    "SOURCE",
    "VISIT",
]
