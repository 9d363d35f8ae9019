"""Tables of what the market says. All of it can be derived again from the archive.

Keys are natural: a channel's key, a source's name. Listings and offers carry a hash of theirs
(storage/keys.py), whose upper bits are the source's, so that rows of one source lie together.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Text

from storage.columns import METADATA, Amount, Words

CHANNEL = Table(
    "channel",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("named_by", Text, nullable=False),  # the sort of name and the source whose word counts
    Column("url", Words, nullable=False),
    Column("site", Words, nullable=False),  # its present own address, "" if it has none
    Column("status", Text, nullable=False),
    Column("marked", Boolean, nullable=False),  # a person said so: reading does not change it
    Column("first_seen", Date, nullable=False),
    Column("first_listed", Date),
    Column("last_seen", Date),
    Index("channel_first_listed", "first_listed"),
    Index("channel_first_seen", "first_seen"),
    Index("channel_status", "status"),
)

ALIAS = Table(
    "alias",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("value", Words, primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("first_seen", Date, nullable=False),
)

APPEARANCE = Table(
    "appearance",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("channel", Text, primary_key=True, index=True),
    Column("first_seen", Date, nullable=False, index=True),
    Column("gone_on", Date),
)

IDENTIFIER = Table(
    "identifier",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Words, primary_key=True),
    Column("strong", Boolean, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("gone_on", Date),
    Index("identifier_value", "kind", "value"),
    Index("identifier_channel", "channel"),
)

LISTING = Table(
    "listing",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False, index=True),
    Column("key", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("context", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("digest", Text, nullable=False),  # of the page where it first stood like this
    Column("content", BigInteger, nullable=False),  # hash of title, text, context and url
    Column("first_seen", Date, nullable=False),
    Column("gone_on", Date),
)

FACT = Table(
    "fact",
    METADATA,
    Column("listing", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # of kind and value
    Column("source", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Words, nullable=False),  # JSON of a market.claims value
    Column("quote", Words, nullable=False),
    Column("span_from", Integer, nullable=False),
    Column("span_to", Integer, nullable=False),
    Column("place", Words, nullable=False),
    Column("reader", Text, nullable=False),
    Column("confidence", Amount, nullable=False),
    Column("digest", Text, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("gone_on", Date),
    Index("fact_channel", "channel", "kind"),
)

OFFER = Table(
    "offer",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("channel", Text, nullable=False, index=True),
    Column("provider", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("listed_as", Words, nullable=False),
    Column("access", Text, nullable=False),
    Column("group", Words, nullable=False),
    Column("unit", Text, nullable=False),
    Column("supply", Words, nullable=False),
    Column("state", BigInteger, nullable=False),  # hash of what a price point says
    Column("priced_on", Date, nullable=False),  # start of its latest price point
    Column("first_seen", Date, nullable=False),
    Column("gone_on", Date),
    Index("offer_source", "source", "gone_on"),
    Index("offer_model", "provider", "model", "first_seen"),
)

PRICE_POINT = Table(
    "price_point",
    METADATA,
    Column("offer", BigInteger, primary_key=True, autoincrement=False),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),  # the first read without it
    Column("follows", Date),  # valid_from of the point before, if there was one
    Column("paid", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("credit_usd", Amount),
    Column("basis", Text, nullable=False),
    Column("factors", Words, nullable=False),  # JSON of market.types.Factor
    Column("listing", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("digest", Text, nullable=False),
    Index("price_point_from", "valid_from"),
)

MENTION = Table(
    "mention",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("channel", Text, primary_key=True, index=True),
    Column("how", Text, primary_key=True),
    Column("target", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("place", Words, nullable=False),
    # candidates between a source and the page it stood on: 0 on the source's own
    Column("depth", Integer, nullable=False, server_default="0"),
    Column("first_seen", Date, nullable=False),
)

EVENT = Table(
    "event",
    METADATA,
    Column("on", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("after", Words, primary_key=True),
    Column("before", Words, nullable=False),
    Column("source", Text, nullable=False),
    Column("run", Text, nullable=False),
)

OPERATOR = Table(
    "operator",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("formed_on", Date, nullable=False),
    Column("state", Text, nullable=False),  # believed, confirmed, merged, dissolved
    Column("into", Text, nullable=False),  # of a merged one: the id that goes on
    Column("version", Integer, nullable=False),
)

OPERATOR_MEMBER = Table(
    "operator_member",
    METADATA,
    Column("channel", Text, primary_key=True),
    Column("operator", Text, nullable=False, index=True),
    Column("since", Date, nullable=False),
)

OPERATOR_EVENT = Table(
    "operator_event",
    METADATA,
    Column("on", Date, primary_key=True),
    Column("step", Integer, primary_key=True),  # 0: what was read; then people, one by one
    Column("operator", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("by", Words, nullable=False),  # "" for what was read
)
