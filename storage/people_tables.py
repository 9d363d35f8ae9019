"""Tables of what people decided, what they were told, and what is still owed to them."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text

from storage.columns import METADATA, Moment, Words

MARK = Table(
    "mark",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

MERGER = Table(
    "merger",
    METADATA,
    Column("absorbed", Text, primary_key=True),
    Column("kept", Text, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

OPERATOR_DECISION = Table(
    "operator_decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),  # together, apart, confirmed
    Column("channels", Words, nullable=False),  # JSON list of keys
    Column("others", Words, nullable=False),  # the same; apart: from whom
    Column("by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("on", Date, nullable=False),  # the night as of which it was said
)

ALERT = Table(
    "alert",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("rule", Text, nullable=False, index=True),
    Column("on", Date, nullable=False, index=True),
    Column("run", Text, nullable=False, index=True),
    Column("body", Words, nullable=False),  # JSON of market.judgement.Alert as raised
    Column("state", Text, nullable=False),
    Column("state_by", Words, nullable=False),
    Column("state_reason", Words, nullable=False),
    Column("state_until", Moment),
    Column("state_at", Moment),
)

LEAD = Table(
    "lead",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("score", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("updated_on", Date, nullable=False),
    Column("opened_run", Text, nullable=False),
    Column("updated_run", Text, nullable=False),
    Column("body", Words, nullable=False),  # JSON of market.judgement.Lead, without what follows
    Column("status", Text, nullable=False),
    Column("disposition", Text, nullable=False),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("lead", Text, nullable=False, index=True),
    Column("disposition", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

DISPATCH = Table(
    "dispatch",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("target", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Words, nullable=False),
    Column("state", Text, nullable=False),  # pending, done, dead
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment),  # not before; None: at once
    Column("leased_until", Moment),
    Column("done_at", Moment),
    Column("error", Words, nullable=False),
    Index("dispatch_state", "state", "target", "entity", "seq"),
)
