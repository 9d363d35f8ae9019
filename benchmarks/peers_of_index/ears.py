"""EARS, the alarm of public-health syndromes: more than a week's mean and its deviation allow.

Not used: a week is a short baseline, and one large day hides the next. Where surges of a known size
were hidden among counts, the negative-binomial CUSUM found about twice as many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm


@dataclass(frozen=True, slots=True)
class Day:
    """A day's upper bound, and whether its count lies above."""

    place: int
    bound: float
    alarm: bool


def ears(counts: Sequence[int], *, lag: int, baseline: int = 7, alpha: float = 0.001) -> list[Day]:
    """C1 with a ``lag`` of 0 days between baseline and day, C2 with 2."""
    reach, days = float(norm.ppf(1 - alpha)), []
    for place in range(baseline + lag, len(counts)):
        before = np.asarray(counts[place - lag - baseline : place - lag], dtype=float)
        bound = float(before.mean() + reach * before.std(ddof=1))
        days.append(Day(place, bound, counts[place] > bound))
    return days
