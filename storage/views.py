"""What the store answers with: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from market.candidates import Score
from market.claims import Value
from market.judgement import EvidenceRef
from market.types import ChannelStatus, Issue, Offer, Outcome, Source, SourceKind, Unit
from market.visits import Visit, Visited
from storage.tallies import NightTally, SourceCounts, Tally

__all__ = [
    "AlertState",
    "AliasView",
    "CandidateView",
    "ChannelView",
    "Decision",
    "Event",
    "FactView",
    "Health",
    "IdentifierView",
    "LeakView",
    "NewChannel",
    "NightTally",
    "OfferView",
    "Planned",
    "PriceHistory",
    "Raised",
    "Run",
    "SourceCounts",
    "SourceState",
    "Tally",
    "VisitIssue",
]


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
class CandidateView:
    """An address nobody has read as a seller yet: why it is worth a visit, and when it gets one."""

    key: str
    url: str
    score: Score
    due_on: date | None  # None: nobody without an account can look there, or it was given up on
    best: str  # whoever mentions it and has led to sellers most often
    visits: int  # so far


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer of one channel, as one source showed it, over one stretch of time."""

    channel: str
    operator: str  # its operator's id, or the channel's key
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
    operator: str  # its operator's id, or its own key
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
