"""Prices carried over gaps.

Not used: a carried price says "no change" where nothing is known, and pulls every index towards
standing still. GEKS and the time-product dummy take gaps as they are.
"""

import numpy as np

from market.statistics.panel import Logs


def forward(prices: Logs) -> Logs:
    """Gaps filled with the product's last price before them; gaps in front stay."""
    filled = prices.copy()
    for period in range(1, prices.shape[1]):
        gap = np.isnan(filled[:, period])
        filled[gap, period] = filled[gap, period - 1]
    return filled


def backward(prices: Logs) -> Logs:
    """Gaps filled with the product's next price after them; gaps at the end stay."""
    return forward(prices[:, ::-1])[:, ::-1]
