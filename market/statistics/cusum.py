"""The tabular CUSUM: small steps in one direction that add up (Page 1954), and how long it waits.

Steps are standardised: (value − what was expected) ÷ standard error.
"""

from collections.abc import Iterable

import numpy as np
from scipy.stats import norm


def upper(steps: Iterable[float], *, slack: float = 0.5, start: float = 0.0) -> list[float]:
    """The sums of what exceeds ``slack``, never below 0; nothing is reset. It signals where a sum
    is greater than the threshold, not where it equals it. For falls give the steps' negatives.
    """
    sums, reached = [], start
    for step in steps:
        reached = max(0.0, reached + step - slack)
        sums.append(reached)
    return sums


def run_length(
    threshold: float, *, slack: float = 0.5, shift: float = 0.0, nodes: int = 60
) -> float:
    """How many periods pass on average before it signals, from 0, when every step is normal with
    mean ``shift`` and deviation 1: the average run length, by Gauss and Legendre's quadrature of
    its integral equation (Goel & Wu 1971). Steps that resemble their neighbours signal sooner.
    """
    places, weights = np.polynomial.legendre.leggauss(nodes)
    at = np.concatenate(([0.0], (places + 1) * threshold / 2))
    mass = norm.pdf(at[1:] + slack - at[:, None] - shift) * weights * threshold / 2
    to_zero = norm.cdf(slack - at - shift)
    stays = np.column_stack((to_zero, mass))
    lengths = np.linalg.solve(np.eye(nodes + 1) - stays, np.ones(nodes + 1))
    return float(lengths[0])


def two_sided_run_length(threshold: float, *, slack: float = 0.5, shift: float = 0.0) -> float:
    """The same for a pair of charts, one upwards and one downwards, whichever signals first:
    the rates add up (van Dobben de Bruyn 1968).
    """
    up = run_length(threshold, slack=slack, shift=shift)
    down = run_length(threshold, slack=slack, shift=-shift)
    return 1 / (1 / up + 1 / down)
