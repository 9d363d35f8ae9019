"""The exact interval of a share (Clopper & Pearson 1934).

Not used: it covers more often than it says, most of all where little was tried; Wilson's is nearer.
"""

from scipy.stats import binomtest

from market.statistics.intervals import Interval


def clopper_pearson(successes: int, trials: int) -> Interval:
    """A share with its exact 95 % interval. Raises ValueError where nothing was tried."""
    bounds = binomtest(successes, trials).proportion_ci(0.95, method="exact")
    return Interval(successes / trials, float(bounds.low), float(bounds.high))
