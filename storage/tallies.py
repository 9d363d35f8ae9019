"""What was changed, in figures: by one visit, and by a night."""

from dataclasses import dataclass, field
from datetime import date


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
