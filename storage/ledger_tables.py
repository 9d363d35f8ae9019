"""Tables of what was asked and what came back; forgetting the readings keeps them."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text

from storage.columns import METADATA, Moment, Words

SOURCE = Table(
    "source",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("family", Text),
    Column("cadence", Text, nullable=False),
    Column("queries", Text, nullable=False, server_default="[]"),  # JSON, what a search is asked
    Column("origin", Text, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("last_planned", Date),
    # derived from its visits
    Column("last_read", Date),
    Column("last_outcome", Text),
    Column("failures", Integer, nullable=False),
    Column("reads", Integer, nullable=False),
    Column("counts", Text, nullable=False),  # JSON, listings of the last 14 healthy reads
)

RUN = Table(
    "run",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("on", Date, nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("code_version", Text, nullable=False),
    Column("settings_digest", Text, nullable=False),
    Column("tally", LargeBinary, nullable=False),
    Column("rows_written", Integer, nullable=False),
)

VISIT = Table(
    "visit",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("name", Text, nullable=False),  # of the source, or the key of the candidate
    Column("target", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("errand", Text, nullable=False),  # JSON of market.visits.Visit
    Column("reads", Integer, nullable=False),  # of the source when planned
    Column("counts", Text, nullable=False),
    Column("visited", Words),  # JSON of market.visits.Visited
    Column("pages", Integer, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    # derived by remembering
    Column("outcome", Text),
    Column("family", Text),
    Column("healthy", Boolean),
    Column("listed", Integer, nullable=False),
    Column("issues", Words, nullable=False),  # JSON, of the crawl and of the reading
    Column("tally", Text),  # JSON of storage.views.Tally
    Column("rows_written", Integer, nullable=False),
    Index("visit_run", "run", "seq"),
    Index("visit_name", "name", "on"),
    Index("visit_on", "on", "pages"),
)

CAPTURE = Table(
    "capture",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("url", Words, nullable=False),
    Column("body", Words, nullable=False),  # JSON of the first market.visits.Capture of the digest
)

LEAK = Table(
    "leak",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("prefix", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("first_seen", Date, nullable=False),
)
