"""Who belongs together: pairs of channels under one operator against the true ones. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from market.statistics.intervals import Interval, wilson

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs of channels, each named in order."""

    found: int
    missed: tuple[Pair, ...]
    false: tuple[Pair, ...]

    @property
    def precision(self) -> Interval | None:
        """The share of pairs put together that belong together; None without any."""
        told = self.found + len(self.false)
        return wilson(self.found, told) if told else None

    @property
    def recall(self) -> Interval | None:
        """The share of pairs that belong together and were put together; None without any."""
        true = self.found + len(self.missed)
        return wilson(self.found, true) if true else None


def pair_score(true: Iterable[frozenset[str]], believed: Mapping[str, str]) -> PairScore:
    """``believed`` has the operator of every channel; a channel that is not there has no pair."""
    ours: dict[str, set[str]] = {}
    for channel, operator in believed.items():
        ours.setdefault(operator, set()).add(channel)
    told = {pair for group in ours.values() for pair in _pairs(group)}
    known = {pair for group in true for pair in _pairs(group)}
    return PairScore(len(told & known), tuple(sorted(known - told)), tuple(sorted(told - known)))


def _pairs(group: Iterable[str]) -> Iterator[Pair]:
    yield from combinations(sorted(group), 2)
