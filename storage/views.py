"""What the store answers with: frozen values, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from market.claims import Value
from market.judgement import EvidenceRef
from market.types import ChannelStatus, Issue, Offer, Outcome, Source, SourceKind, Unit
from market.visits import Visit, Visited


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source and its own past. ``failures`` counts the visits since the last healthy read."""

    source: Source
    added_on: date
    paused: bool
    origin: str  # "operator", or "discovered" for a candidate that turned out to sell
    last_planned: date | None
    last_read: date | None  # the last healthy read
    last_outcome: Outcome | None
    failures: int
    reads: int  # healthy reads so far
    last_count: int | None  # listings at the last healthy read
    counts: tuple[int, ...]  # the same of the last 14 healthy reads, oldest first


@dataclass(frozen=True, slots=True)
class Run:
    """One night. ``resumed`` is True when an interrupted run of that date was taken up again."""

    id: str
    on: date
    state: str  # "open" or "closed"
    started_at: datetime
    code_version: str
    settings_digest: str
    resumed: bool = False
    closed_at: datetime | None = None
    tally: bytes = b""  # as handed to close_run


@dataclass(frozen=True, slots=True)
class Planned:
    """One errand of a run's frozen plan, and how far it has come."""

    visit: Visit
    target: str  # "source" or "candidate"
    state: str  # "planned", "fetched" or "remembered"
    visited: Visited | None
    reads: int  # healthy reads of the source before this run
    counts: tuple[int, ...]  # listing counts of its last 14 healthy reads, oldest first
    outcome: Outcome | None = None  # as remembered
    healthy: bool | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What remembering one visit changed."""

    listings: int = 0
    channels_new: int = 0
    channels_known: int = 0
    channels_moved: int = 0
    channels_reappeared: int = 0
    channels_gone: int = 0
    candidates: int = 0  # addresses nobody had mentioned before
    facts_new: int = 0
    facts_gone: int = 0
    offers_new: int = 0
    offers_changed: int = 0
    offers_unchanged: int = 0
    offers_withdrawn: int = 0
    issues: int = 0
    rows_written: int = 0


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How a night's due sources ended. ``due`` is all of them; ``pending`` has not ended yet."""

    due: int = 0
    read: int = 0
    unchanged: int = 0
    denied: int = 0
    blocked: int = 0
    drifted: int = 0
    unreachable: int = 0
    refused: int = 0
    not_resale: int = 0
    suspect: int = 0  # of those read or unchanged: not believed
    pending: int = 0


@dataclass(frozen=True, slots=True)
class NightTally:
    """A night in figures, counted from what is stored."""

    run: str
    on: date
    sources: SourceCounts
    candidates_visited: int
    pages: int
    requests: int
    bytes: int
    channels_new: int
    channels_known: int
    channels_moved: int
    channels_reappeared: int
    channels_gone: int
    candidates: int
    offers_new: int
    offers_changed: int
    offers_unchanged: int
    offers_withdrawn: int
    rows_written: int
    issues: int
    leads_new: int
    leads_updated: int
    alerts: dict[str, int] = field(default_factory=dict)  # new ones, by rule


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer of one channel, as one source showed it, over one stretch of time."""

    channel: str
    operator: str
    source: str
    offer: Offer
    valid_from: date
    valid_to: date | None  # None: still in force at the source's last healthy read


@dataclass(frozen=True, slots=True)
class FactView:
    """One assertion as remembered: where it stood, from when on, and until when."""

    channel: str
    source: str
    listing: str
    kind: str
    value: Value
    quote: str
    place: str
    reader: str
    confidence: Decimal
    evidence: EvidenceRef
    first_seen: date
    gone_on: date | None


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """A value a channel shows, and until when it did."""

    channel: str
    kind: str
    value: str
    strong: bool
    first_seen: date


@dataclass(frozen=True, slots=True)
class NewChannel:
    """A channel first listed on the night asked for.

    ``source`` is the one with the longest past among those that listed it that night;
    ``source_reads`` 0 means that source itself was read for the first time.
    """

    key: str
    name: str
    kind: str
    url: str
    source: str
    source_kind: SourceKind
    source_origin: str
    source_reads: int
    offers: tuple[OfferView, ...]  # a dozen at most, cheapest first; offers_on() has them all
    facts: tuple[FactView, ...]  # a dozen at most
    evidence: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """One offer whose price changed within the window, read by read.

    ``reads`` has one entry for each healthy read of its source on which it was in force in
    ``currency``, oldest first.
    """

    channel: str
    operator: str
    source: str
    provider: str
    model: str
    listed_as: str
    access: str
    group: str
    unit: Unit
    currency: str
    supply: str
    basis: str
    changed_on: date
    reads: tuple[tuple[date, Decimal], ...]
    before: EvidenceRef
    after: EvidenceRef


@dataclass(frozen=True, slots=True)
class Raised:
    """What was not there before: ids of new alerts, of new leads and of leads that changed."""

    alerts: tuple[str, ...]
    leads_new: tuple[str, ...]
    leads_updated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlertState:
    """Where an alert stands, by whom and why."""

    id: str
    state: str
    by: str
    reason: str
    until: datetime | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a lead; decisions are added, never edited."""

    lead: str
    disposition: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AliasView:
    """A name or address a channel goes by. ``scope`` is the source a name belongs to."""

    kind: str  # "address", "host", "name", "source"
    scope: str
    value: str
    first_seen: date


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel with everything it is known by."""

    key: str
    name: str
    kind: str  # "site", "telegram", "named", ...
    status: ChannelStatus
    url: str  # where it would be visited; "" when only a name is known
    first_seen: date
    first_listed: date | None
    last_seen: date | None
    operator: str
    aliases: tuple[AliasView, ...]
    offers: int  # in force
    sources: tuple[str, ...]  # that show it now


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a channel: new, moved, reappeared, gone."""

    on: date
    kind: str
    channel: str
    source: str
    before: str = ""  # moved: the address left
    after: str = ""  # moved: the address found


@dataclass(frozen=True, slots=True)
class VisitIssue:
    """An issue and the visit it arose on."""

    visit: str
    source: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class Health:
    """How one source fared on a night, beside its own past."""

    source: str
    kind: SourceKind
    outcome: Outcome | None  # None: planned, not ended
    healthy: bool
    count: int  # listings that night
    counts: tuple[int, ...]
    failures: int
    reads: int
    last_read: date | None


@dataclass(frozen=True, slots=True)
class LeakView:
    """A credential somebody published, as fingerprint, and where."""

    provider: str
    prefix: str
    sha256: str
    url: str
    digest: str
    first_seen: date
