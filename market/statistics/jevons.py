"""Bilateral and chained Jevons indices over matched products.

P(a, b) = exp(mean of ln(r_b / r_a) over the products seen in both); ILO CPI Manual 2020, ch. 8.
"""

import numpy as np

from market.statistics.panel import Logs


def matched(logs: Logs) -> tuple[Logs, Logs]:
    """ln P(a, b) for all pairs of periods, NaN without a match; and how many products match."""
    seen = ~np.isnan(logs)
    values = np.where(seen, logs, 0.0)
    both = seen.astype(float)
    count = both.T @ both
    sums = both.T @ values - values.T @ both
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, sums / count, np.nan), count


def chained(logs: Logs) -> Logs:
    """The index with links from period to period, first period 1. It drifts where products churn:
    shown beside the others, never published.
    """
    pairs, _ = matched(logs)
    links = np.diagonal(pairs, offset=1)
    return np.exp(np.concatenate(([0.0], np.cumsum(links))))


def fixed_base(logs: Logs) -> Logs:
    """Each period against the first over the products both have, first period 1."""
    pairs, _ = matched(logs)
    values: Logs = np.exp(pairs[0])
    return values
