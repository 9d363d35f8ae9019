"""A seller's confirmed step down: two successive reads that agree, well under what went before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

LEAST_CUT = Decimal("0.10")
AGREE_WITHIN = Decimal("0.05")
REFERENCE_READS = 7
ENOUGH_READS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """From ``before`` (the reference) to ``after``: first read at ``since``, believed at ``at``."""

    since: int
    at: int
    before: Decimal
    after: Decimal

    @property
    def cut(self) -> Decimal:
        """The part taken off, 0 to 1."""
        return 1 - self.after / self.before


def confirmed_steps(paid: Sequence[Decimal]) -> list[Step]:
    """Every confirmed step down in a row of accepted reads, oldest first.

    The reference is the median of the last seven accepted reads, of which there must be three.
    A read that is low but not yet seconded is accepted by nobody: it neither alerts nor moves the
    reference. A confirmed step is the new level at once, so one cut is told once.
    """
    steps: list[Step] = []
    accepted: list[Decimal] = []
    doubted: int | None = None
    for at, price in enumerate(paid):
        reference = _reference(accepted)
        if reference is None or price > reference * (1 - LEAST_CUT):
            accepted.append(price)
            doubted = None
        elif doubted is not None and agree(paid[doubted], price):
            steps.append(Step(since=doubted, at=at, before=reference, after=price))
            accepted = [price] * ENOUGH_READS
            doubted = None
        else:
            doubted = at
    return steps


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two reads are within 5 % of each other."""
    return min(one, other) >= max(one, other) * (1 - AGREE_WITHIN)


def _reference(accepted: Sequence[Decimal]) -> Decimal | None:
    if len(accepted) < ENOUGH_READS:
        return None
    middle = median(accepted[-REFERENCE_READS:])
    return middle if middle > 0 else None
