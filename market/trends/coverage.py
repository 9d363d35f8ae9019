"""How much of the market is seen, said so that nobody mistakes a lower bound for a size.

Chao's bound over independent witnesses says how many operators there are at least; the overlap of
successive nights says how many of those within reach one night finds. (Chao 1987; statistics of
closed captures need a closed population, so nights are never used for the bound.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from market.statistics.coverage import chao, detection
from market.statistics.intervals import Interval, wilson
from market.trends.witnesses import Seen

_WITNESSES, _SEEN, _TWICE = 3, 20, 5  # below them the bound is not estimable
_LAGS, _NIGHTS = 6, 8


@dataclass(frozen=True, slots=True)
class Bound:
    """At least ``least`` operators exist (95 %: ``low`` to ``high``), so that at most ``share`` of
    them are seen.
    """

    least: float
    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the operators one witness knows, how many the others would have found without it."""

    witness: str
    operators: int
    alone: int  # nobody else knows them
    found: Interval


@dataclass(frozen=True, slots=True)
class Nightly:
    """Which share of the operators within reach one night finds, and which share of them is still
    there a night later; over how many nights.
    """

    detection: float
    survival: float
    nights: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What can be said of it. ``why_not`` says what the bound lacks; "" where there is one."""

    operators: int
    channels: int
    bound: Bound | None
    why_not: str
    recalls: tuple[Recall, ...]
    nightly: Nightly | None


def coverage(seen: Seen, channels: int, nights: Mapping[int, frozenset[str]]) -> Coverage:
    """Coverage from operators by witness, and from the operators there on each night (numbered by
    day; nights without a believable run left out).
    """
    everybody = frozenset().union(*seen.values())
    times = [sum(one in known for known in seen.values()) for one in sorted(everybody)]
    why_not = _lacking(len(seen), times)
    bound = None if why_not else _bound(times, len(seen))
    recalls = tuple(_recall(name, seen) for name in seen)
    return Coverage(len(everybody), channels, bound, why_not, recalls, nightly(nights))


def _lacking(witnesses: int, times: Sequence[int]) -> str:
    if witnesses < _WITNESSES:
        return f"independent sources: {witnesses} of at least {_WITNESSES}"
    if len(times) < _SEEN:
        return f"operators: {len(times)} of at least {_SEEN}"
    if times.count(2) < _TWICE:
        return f"operators that just two sources know: {times.count(2)} of at least {_TWICE}"
    return ""


def _bound(times: Sequence[int], witnesses: int) -> Bound:
    found = chao(times, witnesses)
    return Bound(found.least, found.low, found.high, found.seen / found.least)


def _recall(name: str, seen: Seen) -> Recall:
    others = frozenset().union(*(known for other, known in seen.items() if other != name))
    mine = seen[name]
    return Recall(name, len(mine), len(mine - others), wilson(len(mine & others), len(mine)))


def nightly(nights: Mapping[int, frozenset[str]]) -> Nightly | None:
    """Detection a night from overlaps at lags of one to six; None below eight nights."""
    if len(nights) < _NIGHTS:
        return None
    shares = {lag: _overlaps(nights, lag) for lag in range(1, _LAGS + 1)}
    lags = [lag for lag, found in shares.items() if found and fmean(found) > 0]
    if len(lags) < 2:
        return None
    seen, survived = detection(lags, [fmean(shares[lag]) for lag in lags])
    return Nightly(min(seen, 1.0), min(survived, 1.0), len(nights))


def _overlaps(nights: Mapping[int, frozenset[str]], lag: int) -> list[float]:
    pairs = [(there, nights[day + lag]) for day, there in nights.items() if day + lag in nights]
    return [len(there & later) / len(there) for there, later in pairs if there]
