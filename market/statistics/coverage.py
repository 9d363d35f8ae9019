"""How much of the market is seen: bounds from how often different sources see the same operators.

Chao 1987 (lower bound and its interval), Good 1953, Chapman 1951, and the overlap of successive
crawls.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np


@dataclass(frozen=True, slots=True)
class Richness:
    """``seen`` operators, and at least ``least`` of them in all, with a 95 % interval."""

    seen: int
    least: float
    error: float
    low: float
    high: float


def chao(frequencies: Iterable[int], sources: int | None = None) -> Richness:
    """The bias-corrected lower bound. ``frequencies``: by how many sources each was seen.

    With the number of ``sources`` it is Chao2 for incidence, without it Chao1 for counts.
    """
    counts = [count for count in frequencies if count > 0]
    once, twice = counts.count(1), counts.count(2)
    scale = 1.0 if sources is None else (sources - 1) / sources
    unseen = scale * once * (once - 1) / (2 * (twice + 1))
    variance = _variance(once, twice, scale, len(counts), unseen)
    return Richness(
        len(counts),
        len(counts) + unseen,
        sqrt(variance),
        *_bounds(len(counts), unseen, variance, counts),
    )


def _variance(once: int, twice: int, scale: float, seen: int, unseen: float) -> float:
    if twice > 0:
        first = scale * once * (once - 1) / (2 * (twice + 1))
        second = scale**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        third = scale**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
        return first + second + third
    if once == 0:
        return 0.0
    first = scale * once * (once - 1) / 2 + scale**2 * once * (2 * once - 1) ** 2 / 4
    return max(first - scale**2 * once**4 / (4 * (seen + unseen)), 0.0)


def _bounds(
    seen: int, unseen: float, variance: float, counts: Sequence[int]
) -> tuple[float, float]:
    """Log-normal around the unseen; where nobody was seen once, from the chance of a miss."""
    if unseen > 0:
        reach = exp(1.96 * sqrt(log(1 + variance / unseen**2)))
        return seen + unseen / reach, seen + unseen * reach
    if 1 in counts or not counts:
        return float(seen), float(seen)
    missed = exp(-sum(counts) / seen)
    error = sqrt(seen * missed / (1 - missed))
    return float(seen), seen / (1 - missed) + 1.96 * error


def good(counts: Iterable[int]) -> float:
    """The share of all sightings to come that will be of operators already seen: one minus the
    share of sightings that were an operator's only one (Good 1953, Turing). NaN of nothing.
    """
    seen = [count for count in counts if count > 0]
    return 1 - seen.count(1) / sum(seen) if seen else float("nan")


def chapman(first: int, second: int, both: int) -> tuple[float, float]:
    """The population two independent looks suggest, and its standard error; a diagnostic only."""
    size = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (
        (first + 1)
        * (second + 1)
        * (first - both)
        * (second - both)
        / ((both + 1) ** 2 * (both + 2))
    )
    return size, sqrt(variance)


def detection(lags: Sequence[int], overlaps: Sequence[float]) -> tuple[float, float]:
    """Detection per crawl and survival per period, from shares of a crawl's operators that a crawl
    ``lag`` periods later saw again: ln share = ln detection + lag · ln survival, by least squares.
    """
    slope, intercept = np.polyfit(np.asarray(lags, dtype=float), np.log(overlaps), 1)
    return float(np.exp(intercept)), float(np.exp(slope))
