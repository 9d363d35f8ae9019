"""Medians of many groups at once."""

import numpy as np
from numpy.typing import NDArray

from market.statistics.panel import Logs

Places = NDArray[np.intp]


def medians(values: Logs, groups: Places, count: int) -> Logs:
    """The median of each of ``count`` groups, NaN for an empty one; NaN values are left out."""
    known = ~np.isnan(values)
    values, groups = values[known], groups[known]
    order = np.lexsort((values, groups))
    values, groups = values[order], groups[order]
    starts = np.searchsorted(groups, np.arange(count))
    sizes = np.searchsorted(groups, np.arange(count), side="right") - starts
    found = np.full(count, np.nan)
    there = sizes > 0
    low = values[(starts + (sizes - 1) // 2)[there]]
    high = values[(starts + sizes // 2)[there]]
    found[there] = (low + high) / 2
    return found
