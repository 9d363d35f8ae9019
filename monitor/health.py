"""Is silence the market's or ours? Each source is judged against its own past."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

ENOUGH_PAST = 3
COLLAPSE = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a read may end offers and accuse; if not, why."""

    healthy: bool
    reason: str = ""


def verdict(count: int, past: Sequence[int]) -> Verdict:
    """Judge a read of ``count`` listings against the counts of earlier healthy reads.

    Nothing where there always was something, or less than half of the usual, is our fault until
    shown otherwise. A source with fewer than three healthy reads has no usual yet.
    """
    if count == 0 and any(past):
        return Verdict(healthy=False, reason="no listing where there were some before")
    if len(past) < ENOUGH_PAST:
        return Verdict(healthy=True)
    usual = median(past)
    if count < COLLAPSE * usual:
        return Verdict(healthy=False, reason=f"{count} listings where {usual:g} are usual")
    return Verdict(healthy=True)
