"""How far a change would have come out otherwise, had other operators been there.

Operators are drawn again with all their products over all leaves and providers, and the whole
window is reckoned anew for every draw.
"""

from collections.abc import Mapping
from hashlib import sha256
from math import hypot, sqrt

import numpy as np
from scipy.stats import t as student

from market.statistics.clusters import drawn
from market.statistics.geks import transitive
from market.statistics.panel import Logs
from market.trends.cells import Cell
from market.trends.index import Window


def ways(
    windows: Mapping[Cell, Window], shares: Mapping[Cell, float], start: int, draws: int
) -> Logs:
    """``[draw, period]``: the log way of a cell that is put together of ``shares`` of windows, NaN
    where a draw leads nowhere. Operators are drawn once for all of them; ``start`` is the seed.
    """
    parts = [(share, windows[cell]) for cell, share in shares.items()]
    operators = np.unique(np.concatenate([part.matches.clusters for _, part in parts]))
    equal = np.full(len(operators), 1 / len(operators))
    chance = np.random.default_rng(start)
    times = chance.multinomial(len(operators), equal, size=draws).astype(float)
    total = np.zeros((draws, parts[0][1].matches.periods))
    for share, part in parts:
        of = np.searchsorted(operators, part.matches.clusters)
        pairs, counts = drawn(part.matches, times[:, of])
        total += share * transitive(pairs, part.usable & (counts > 0), part.anchor)[..., 0]
    return total


def seed(cell: Cell, period: object) -> int:
    """The same in every process and for ever."""
    return int.from_bytes(sha256(f"{cell} {period}".encode()).digest()[:8], "big")


def reach(changes: Logs, operators: int, revision: float = 0.0) -> float | None:
    """Half the 95 % interval of a log change: t(G − 1) × the draws' spread × √(G / (G − 1)).

    The inflation is what few clusters need (Cameron, Gelbach & Miller 2008). ``revision`` is the
    standard error of what was published earlier, of which the draws know nothing. None where fewer
    than half of the draws say anything.
    """
    told = changes[np.isfinite(changes)]
    if operators < 2 or len(told) * 2 < len(changes) or len(told) < 2:
        return None
    spread = float(told.std(ddof=1)) * sqrt(operators / (operators - 1))
    return float(student.ppf(0.975, operators - 1)) * hypot(spread, revision)
