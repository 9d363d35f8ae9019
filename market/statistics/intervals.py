"""Intervals for what few operators say: t for a geometric mean, Wilson for a share, and the
bootstrap over operators with its small-sample correction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from scipy.stats import t as student


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the bounds it lies between with 95 % confidence."""

    value: float
    low: float
    high: float


def geometric_mean(logs: Sequence[float]) -> Interval:
    """The geometric mean of ratios given by their logarithms, one an operator; t(G − 1)."""
    values = np.asarray(logs, dtype=float)
    spread = float(values.std(ddof=1)) / sqrt(len(values)) if len(values) > 1 else float("nan")
    return around(float(values.mean()), spread, len(values))


def around(log: float, error: float, operators: int) -> Interval:
    """exp(log ± t · error) with t of ``operators`` − 1 degrees of freedom; needs two operators."""
    if operators < 2:
        return Interval(exp(log), float("nan"), float("nan"))
    reach = float(student.ppf(0.975, operators - 1)) * error
    return Interval(exp(log), exp(log - reach), exp(log + reach))


def wilson(successes: int, trials: int) -> Interval:
    """A share with Wilson's 95 % score interval; of nothing, between 0 and 1 (Wilson 1927)."""
    if trials == 0:
        return Interval(float("nan"), 0.0, 1.0)
    bounds = binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    return Interval(successes / trials, float(bounds.low), float(bounds.high))


def bootstrap_error(
    operators: int,
    change: Callable[[NDArray[np.intp]], float],
    *,
    draws: int = 500,
    seed: int,
) -> float:
    """The standard error of a log change when operators are drawn again with all their rows.

    ``change`` is given the places of the operators drawn. Inflated by √(G / (G − 1)), as few
    clusters need (Cameron, Gelbach & Miller 2008). NaN below two operators.
    """
    if operators < 2:
        return float("nan")
    chance = np.random.default_rng(seed)
    drawn = [change(chance.integers(0, operators, operators)) for _ in range(draws)]
    values = np.asarray([one for one in drawn if np.isfinite(one)])
    if len(values) < draws / 2:
        return float("nan")
    return float(values.std(ddof=1)) * sqrt(operators / (operators - 1))
