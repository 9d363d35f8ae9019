"""What the monitor tells people: alerts, leads and what is sent of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """How soon a person should look."""

    INFO = "info"
    WARN = "warn"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """Points a reader of an alert to the stored bytes and the words in them."""

    url: str
    digest: str
    quote: str = ""
    place: str = ""
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule's verdict. ``id`` is a hash of rule and entities, never of price, text or time."""

    id: str
    rule: str
    entities: tuple[str, ...]  # sorted: "channel:songshu.example", "provider:anthropic"
    on: date
    severity: Severity
    title: str
    reason: str  # one line a person understands
    evidence: tuple[EvidenceRef, ...] = ()
    state: str = "open"  # open, acknowledged, resolved, silenced


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One named contribution to a lead's score, and why."""

    name: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What a fraud team receives about one channel. ``score`` is the sum of its parts, 0 to 100."""

    id: str
    channel: str
    name: str
    opened_on: date
    updated_on: date
    score: int
    score_version: str
    parts: tuple[ScorePart, ...]
    alerts: tuple[str, ...]
    evidence: tuple[EvidenceRef, ...]
    status: str = "unread"  # unread, read, done, rejected, escalated
    disposition: str = "unknown"  # true, benign, false, duplicate, unknown


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One message owed to one target; ``id`` stays the same through all retries."""

    id: str
    target: str  # a name from the settings
    entity: str  # order is kept per entity
    kind: str  # "alert", "lead", "digest"
    body: str  # JSON
    attempts: int = 0
