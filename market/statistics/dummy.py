"""The time-product dummy index: ln r = α + δ_t + γ_i by ordinary least squares, I_t = exp(δ_t).

Unweighted; a second opinion beside GEKS-Jevons (ILO CPI Manual 2020, ch. 10; de Haan & Krsinich).
"""

import numpy as np

from market.statistics.panel import Logs


def time_product_dummy(logs: Logs) -> Logs:
    """The index, first period 1; NaN where no product links a period to the first one."""
    seen = ~np.isnan(logs)
    linked = _linked(seen)
    index = np.full(logs.shape[1], np.nan)
    rows = seen[:, linked].sum(axis=1) > 1  # a product seen once says nothing of change
    index[linked] = _fitted(np.where(seen, logs, 0.0)[rows][:, linked], seen[rows][:, linked])
    values: Logs = np.exp(index)
    return values


def _linked(seen: Logs) -> Logs:
    periods = np.zeros(seen.shape[1], dtype=bool)
    periods[0] = True
    while True:
        products = seen[:, periods].any(axis=1)
        wider = periods | seen[products].any(axis=0)
        if (wider == periods).all():
            return periods
        periods = wider


def _fitted(values: Logs, seen: Logs) -> Logs:
    """Product effects are swept out: what is left are the normal equations of the periods."""
    weights = seen.astype(float)
    times = weights.sum(axis=1)
    each = np.divide(1.0, times, where=times > 0, out=np.zeros_like(times))
    normal = np.diag(weights.sum(axis=0)) - weights.T @ (weights * each[:, None])
    means = values.sum(axis=1) * each
    right = (values - weights * means[:, None]).sum(axis=0)
    solved = np.zeros(len(normal))
    if len(normal) > 1:
        solved[1:] = np.linalg.solve(normal[1:, 1:], right[1:])
    return solved
