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
    values: Logs = np.exp(transitive(pairs[..., None], usable, base)[..., 0])
    return values


def transitive(pairs: Logs, usable: Mask, base: int) -> Logs:
    """x[..., t, k] with x[b] − x[a] nearest to ``pairs[..., a, b, k]`` over the usable pairs (the
    same for all k), x[base] = 0; NaN where no chain leads to the base. Leading dimensions are
    cases of their own.
    """
    reached = reachable(usable, base)
    joined = usable & reached[..., :, None] & reached[..., None, :]
    joined &= ~np.eye(usable.shape[-1], dtype=bool)
    known = np.where(joined[..., None], pairs, 0.0).sum(axis=-3)
    still = ~reached
    still[..., base] = True
    solved = np.linalg.solve(_laplacian(joined, still), np.where(still[..., None], 0.0, known))
    found: Logs = np.where(reached[..., None], solved, np.nan)
    return found


def reachable(usable: Mask, base: int) -> Mask:
    """Which periods a chain of usable pairs joins to the base, the base itself included."""
    reached = np.zeros(usable.shape[:-1], dtype=bool)
    reached[..., base] = True
    while True:
        wider = reached | (usable & reached[..., :, None]).any(axis=-2)
        if (wider == reached).all():
            return reached
        reached = wider


def _laplacian(joined: Mask, still: Mask) -> Logs:
    """The normal equations; periods that stand still are rows and columns of the identity."""
    weights = joined.astype(float)
    diagonal = np.where(still, 1.0, weights.sum(axis=-1))
    moving = ~(still[..., :, None] | still[..., None, :])
    return np.asarray(diagonal[..., None] * np.eye(joined.shape[-1]) - weights * moving)
