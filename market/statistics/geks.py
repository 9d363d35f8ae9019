"""GEKS-Jevons: the transitive index nearest to all matched pairs of periods of a window.

ln I_t = (1/T) Σ_l [ln P(0, l) + ln P(l, t)]; where some pair has no match, least squares of
ln P(a, b) = x_b − x_a over the pairs there are (Gini 1931, Eltetö-Köves, Szulc).
"""

import numpy as np

from market.statistics.jevons import matched
from market.statistics.panel import Logs, Mask


def geks_jevons(logs: Logs, *, fewest: int = 1, base: int = 0) -> Logs:
    """The index, ``base`` period 1; NaN where no chain of matches leads to the base.

    ``fewest``: pairs of periods with fewer matched products are left out.
    """
    pairs, count = matched(logs)
    usable = (count >= fewest) & ~np.isnan(pairs)
    np.fill_diagonal(usable, val=False)
    reached = _reached(usable, base)
    index = np.full(logs.shape[1], np.nan)
    index[reached] = _solved(pairs, usable, reached, base)
    values: Logs = np.exp(index)
    return values


def _reached(usable: Mask, base: int) -> Mask:
    reached = np.zeros(len(usable), dtype=bool)
    reached[base] = True
    while True:
        wider = reached | usable[reached].any(axis=0)
        if (wider == reached).all():
            return reached
        reached = wider


def _solved(pairs: Logs, usable: Mask, reached: Mask, base: int) -> Logs:
    """Normal equations of the graph's Laplacian; the base's own value is 0."""
    periods = np.flatnonzero(reached)
    weights = usable[np.ix_(periods, periods)].astype(float)
    known = np.where(weights > 0, pairs[np.ix_(periods, periods)], 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    free = np.flatnonzero(periods != base)
    solved = np.zeros(len(periods))
    solved[free] = np.linalg.solve(laplacian[np.ix_(free, free)], known.sum(axis=0)[free])
    return solved
