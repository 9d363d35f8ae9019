"""What people decided on who belongs together: it beats all signs, and of two words the later
holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations


class Verdict(StrEnum):
    """What a person said of channels."""

    TOGETHER = "together"
    APART = "apart"
    CONFIRMED = "confirmed"  # together, and the hypothesis is one no longer


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word: all of ``channels`` are one operator's, or none of them is of the same
    as any of ``others``.
    """

    verdict: Verdict
    channels: tuple[str, ...]
    others: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""
    on: date | None = None  # the night as of which it was said


@dataclass(slots=True)
class Ruled:
    """What stands of all decisions."""

    together: list[tuple[frozenset[str], Decision]] = field(default_factory=list)  # latest last
    apart: dict[frozenset[str], Decision] = field(default_factory=dict)  # by pair
    confirmed: list[frozenset[str]] = field(default_factory=list)

    def forbids(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a person keeps any of these from any of those."""
        if not self.apart:
            return False
        theirs = list(other)
        return any(frozenset((a, b)) in self.apart for a in one for b in theirs)


def ruled(decisions: Iterable[Decision]) -> Ruled:
    """The decisions in the order they were made, each overruling what came before."""
    stands = Ruled()
    for decision in decisions:
        channels = frozenset(decision.channels)
        if decision.verdict is Verdict.APART:
            _keep_apart(stands, channels, frozenset(decision.others) - channels, decision)
            continue
        if len(channels) < 2:
            continue  # the others are gone
        for pair in combinations(sorted(channels), 2):
            stands.apart.pop(frozenset(pair), None)
        stands.together.append((channels, decision))
        if decision.verdict is Verdict.CONFIRMED:
            stands.confirmed.append(channels)
    return stands


def _keep_apart(
    stands: Ruled, ones: frozenset[str], others: frozenset[str], decision: Decision
) -> None:
    """Those named leave every group that holds some of the others."""
    for one in ones:
        for other in others:
            stands.apart[frozenset((one, other))] = decision
    stands.together = [
        (part, said)
        for group, said in stands.together
        for part in _parted(group, ones, others)
        if len(part) > 1
    ]
    stands.confirmed = [
        group for group in stands.confirmed if not (group & ones and group & others)
    ]


def _parted(
    group: frozenset[str], ones: frozenset[str], others: frozenset[str]
) -> tuple[frozenset[str], ...]:
    return (group & ones, group - ones) if group & ones and group & others else (group,)
