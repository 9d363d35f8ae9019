"""How far a change would have come out otherwise, had other operators been there.

Operators are drawn again with all their products over all leaves and providers, and the whole
window is reckoned anew for every draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

import numpy as np
from scipy.stats import t as student

from market.statistics.clusters import Matches, drawn
from market.statistics.geks import transitive
from market.statistics.panel import Logs, Mask
from market.trends.cells import Cell


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A window that counts with a weight in a cell; a cell of its own is one share of weight 1."""

    weight: float
    matches: Matches
    usable: Mask
    anchor: int


def ways(shares: Sequence[Share], seed: int, draws: int) -> Logs:
    """``[draw, period]``: the cell's log way in each draw, NaN where a draw leads nowhere."""
    operators = np.unique(np.concatenate([share.matches.clusters for share in shares]))
    chance = np.random.default_rng(seed)
    equal = np.full(len(operators), 1 / max(len(operators), 1))
    times = chance.multinomial(len(operators), equal, size=draws).astype(float)
    total = np.zeros((draws, shares[0].matches.periods))
    for share in shares:
        of = np.searchsorted(operators, share.matches.clusters)
        pairs, counts = drawn(share.matches, times[:, of])
        way = transitive(pairs, share.usable & (counts > 0), share.anchor)[..., 0]
        total += share.weight * way
    return total


def seed(cell: Cell, period: object) -> int:
    """The same in every process and for ever."""
    return int.from_bytes(sha256(f"{cell} {period}".encode()).digest()[:8], "big")


def reach(changes: Logs, operators: int) -> float | None:
    """Half the 95 % interval of a log change: t(G − 1) × the draws' spread × √(G / (G − 1)).

    The inflation is what few clusters need (Cameron, Gelbach & Miller 2008). None where fewer than
    half of the draws say anything.
    """
    told = changes[np.isfinite(changes)]
    if operators < 2 or len(told) * 2 < len(changes) or len(told) < 2:
        return None
    spread = float(told.std(ddof=1)) * sqrt(operators / (operators - 1))
    return float(student.ppf(0.975, operators - 1)) * spread
