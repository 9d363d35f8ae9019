"""Every table, by name, and their metadata."""

from storage.columns import METADATA
from storage.history_tables import (
    CELL_WEIGHT,
    OBSERVATION,
    PUBLICATION,
    PUBLISHED_PERIOD,
    VINTAGE,
)
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
    "CELL_WEIGHT",
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
    "OBSERVATION",
    "OFFER",
    "OPERATOR",
    "OPERATOR_DECISION",
    "OPERATOR_EVENT",
    "OPERATOR_MEMBER",
    "PRICE_POINT",
    "PUBLICATION",
    "PUBLISHED_PERIOD",
    "RUN",
    "SOURCE",
    "VINTAGE",
    "VISIT",
]
