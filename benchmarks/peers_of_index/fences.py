"""Fences around price relatives as price statisticians set them (ILO CPI Manual 2020, 5.113–5.135;
Hutton 2008; Rais 2008).

Not used: they measure spread where most prices move. More than half of posted resale prices stand
still, so the spread of changes is 0 and every change lies outside; our fences are fixed.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import median_abs_deviation

from market.statistics.panel import Mask


def fixed_cutoff(relatives: Sequence[float], times: float = 2.5) -> Mask:
    """Outside of 1/``times`` to ``times``."""
    return _outside(relatives, 1 / times, times)


def robust_z(relatives: Sequence[float], cutoff: float = 2.5) -> Mask:
    """Further from the median than ``cutoff`` scaled median deviations."""
    reach = cutoff * float(median_abs_deviation(relatives, scale="normal"))
    middle = float(np.median(relatives))
    return _outside(relatives, middle - reach, middle + reach)


def quartiles(relatives: Sequence[float], cutoff: float = 2.5) -> Mask:
    """Further from the median than ``cutoff`` times the way to the quartile on that side."""
    low, middle, high = np.quantile(relatives, (0.25, 0.5, 0.75))
    return _outside(relatives, middle - cutoff * (middle - low), middle + cutoff * (high - middle))


def resistant(relatives: Sequence[float], cutoff: float = 2.5) -> Mask:
    """Beyond the quartiles by ``cutoff`` times the way between them."""
    low, high = np.quantile(relatives, (0.25, 0.75))
    return _outside(relatives, low - cutoff * (high - low), high + cutoff * (high - low))


def kimber(relatives: Sequence[float], cutoff: float = 2.5) -> Mask:
    """Beyond the quartiles by ``cutoff`` times the way from the median to the one on that side."""
    low, middle, high = np.quantile(relatives, (0.25, 0.5, 0.75))
    return _outside(relatives, low - cutoff * (middle - low), high + cutoff * (high - middle))


def tukey(relatives: Sequence[float], cutoff: float = 2.5) -> Mask:
    """The outer twentieths, and what lies further from the mean of those that moved than ``cutoff``
    times the mean distance on that side. What is missing (NaN) is not outside.
    """
    values = np.asarray(relatives, dtype=float)
    if not np.isfinite(values).any():
        return np.zeros(len(values), dtype=bool)
    low, high = np.nanquantile(values, (0.05, 0.95))
    tail = _outside(values, low, high)
    moved = values[np.isfinite(values) & (values != 1) & ~tail]
    if not len(moved):
        return tail
    middle = moved.mean()
    below, above = moved[moved <= middle].mean(), moved[moved >= middle].mean()
    reach = (middle - cutoff * (middle - below), middle + cutoff * (above - middle))
    flagged: Mask = tail | _outside(values, *reach)
    return flagged


def _outside(values: ArrayLike, low: float, high: float) -> Mask:
    given = np.asarray(values, dtype=float)
    outside: Mask = (given < low) | (given > high)
    return outside
