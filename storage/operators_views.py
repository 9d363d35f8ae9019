"""What the store answers about operators: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """A channel of an operator, and from when on it is believed to be."""

    channel: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class OperatorView:
    """Channels believed, or confirmed by a person, to be run by one operator."""

    id: str
    state: str  # believed, confirmed
    formed_on: date
    version: int
    members: tuple[Member, ...]
    aliases: tuple[str, ...]  # ids that were merged into this one


@dataclass(frozen=True, slots=True)
class OperatorEvent:
    """Something that happened to an operator. ``by``: "" where what was read said so."""

    on: date
    operator: str
    kind: str  # formed, joined, left, merged, split, dissolved, confirmed, too_large
    channel: str
    other: str
    by: str


@dataclass(frozen=True, slots=True)
class OperatorDecision:
    """A person's word on who belongs together; words are added, never edited."""

    verdict: str
    channels: tuple[str, ...]
    others: tuple[str, ...]
    by: str
    reason: str
    on: date | None
