"""Alerts and events against what happened: found, missed, false, and how late. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from market.statistics.intervals import Interval, wilson
from monitor.backtest.truth import Happening, Truth


@dataclass(frozen=True, slots=True)
class Told:
    """Something the pipeline told of: an alert with what it names, or a channel's event."""

    kind: str
    on: date
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How one kind was told of. ``delays`` are nights from the first on which it could be seen.

    Precision and recall with Wilson's 95 % interval; None where there is nothing to take it of.
    """

    kind: str
    found: int
    missed: tuple[Happening, ...]
    false: tuple[Told, ...]
    delays: tuple[int, ...]

    @property
    def precision(self) -> Interval | None:
        """The share of what was told that had happened."""
        return _share(self.found, self.found + len(self.false))

    @property
    def recall(self) -> Interval | None:
        """The share of what had happened that was told."""
        return _share(self.found, self.found + len(self.missed))

    @property
    def median_delay(self) -> float | None:
        """In nights."""
        return median(self.delays) if self.delays else None

    @property
    def late_delay(self) -> int | None:
        """In nights; nine in ten were not later (nearest rank)."""
        return sorted(self.delays)[ceil(0.9 * len(self.delays)) - 1] if self.delays else None


def scores(truth: Truth, told: Iterable[Told], nights: Sequence[date]) -> list[Score]:
    """Every kind that the truth tells of completely, by name; what happened after the last night
    is left out. ``nights`` are those played, oldest first.
    """
    by_kind: dict[str, list[Told]] = {kind: [] for kind in sorted(truth.complete)}
    for one in sorted(told, key=lambda one: (one.on, sorted(one.about))):
        if one.kind in by_kind:
            by_kind[one.kind].append(one)
    last = max(nights)
    seen = [one for one in truth.happenings if one.on <= last]
    return [
        _score(kind, [one for one in seen if one.kind == kind], raised, nights, truth.within)
        for kind, raised in by_kind.items()
    ]


def _score(
    kind: str,
    happened: Sequence[Happening],
    raised: Sequence[Told],
    nights: Sequence[date],
    within: int,
) -> Score:
    """Each alert answers for one happening, each happening takes the first alert in time."""
    left = list(raised)
    missed, delays = [], []
    for one in sorted(happened, key=lambda one: (one.on, sorted(one.about))):
        first = bisect_left(nights, one.on)
        in_time = nights[first : first + within]
        answer = next((a for a in left if a.on in in_time and one.about <= a.about), None)
        if answer is None:
            missed.append(one)
        else:
            left.remove(answer)
            delays.append(nights.index(answer.on) - first)
    return Score(kind, len(delays), tuple(missed), tuple(left), tuple(delays))


def _share(part: int, whole: int) -> Interval | None:
    return wilson(part, whole) if whole else None
