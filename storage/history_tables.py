"""Tables of numbers over time: one ratio per channel, cell and period, and what was published.

Observations are read again with everything else. What was published stays for ever: a replay makes
another vintage beside it.
"""

from sqlalchemy import Boolean, Column, Date, Double, Index, Integer, Table, Text

from storage.columns import METADATA, Words

OBSERVATION = Table(
    "observation",
    METADATA,
    Column("period", Date, primary_key=True),
    Column("access", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("provider", Words, primary_key=True),
    Column("tier", Text, primary_key=True),
    Column("supply", Words, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("log_ratio", Double, nullable=False),
    Column("list_part", Double, nullable=False),
    Column("fx_part", Double, nullable=False),
    Column("lowest", Double, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("nights", Integer, nullable=False),
    Column("implausible", Integer, nullable=False),
    Column("exact", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Index("observation_cell", "access", "unit", "provider", "tier", "supply", "period"),
    Index("observation_channel", "channel", "period"),
    sqlite_with_rowid=False,  # rows of a period lie together, as they are read
)

VINTAGE = Table(
    "vintage",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("made_on", Date, nullable=False),
    Column("method", Text, nullable=False),
    Column("periods", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("stale", Boolean, nullable=False),  # what it was reckoned from was dropped, to be reread
)

PUBLISHED_PERIOD = Table(
    "published_period",
    METADATA,
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("period", Date, primary_key=True),
    Column("final", Boolean, nullable=False),
    Column("channels", Integer, nullable=False),
    Column("usual", Integer),
)

PUBLICATION = Table(
    "publication",
    METADATA,
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("cell", Words, primary_key=True),
    Column("period", Date, primary_key=True),
    Column("provisional", Boolean, nullable=False),
    Column("body", Words, nullable=False),  # JSON of market.trends.published.Published
    Index("publication_period", "vintage", "period"),
)

CELL_WEIGHT = Table(
    "cell_weight",
    METADATA,
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("cell", Words, primary_key=True),
    Column("weight", Double, nullable=False),
    Column("how", Text, nullable=False),
)
