"""Surges of counts: a CUSUM of log-likelihood ratios of overdispersed counts.

Negative binomial with mean m and variance m + a·m² against the same with mean r·m (compared with
others in BMC Medical Informatics and Decision Making 2008, 8:37).
"""

from collections.abc import Sequence
from math import log, log1p


def surge(
    counts: Sequence[int], expected: Sequence[float], *, dispersion: float, ratio: float = 2.5
) -> list[float]:
    """The evidence for a rise to ``ratio`` times what was expected, day by day, never below 0.

    Raises ValueError for counts without expectations, and for a dispersion that is not positive.
    """
    if dispersion <= 0:
        raise ValueError(f"a dispersion of {dispersion} is no negative binomial")
    evidence, reached = [], 0.0
    for count, mean in zip(counts, expected, strict=True):
        spread = log1p(dispersion * mean * ratio) - log1p(dispersion * mean)
        reached = max(0.0, reached + count * log(ratio) - (count + 1 / dispersion) * spread)
        evidence.append(reached)
    return evidence
