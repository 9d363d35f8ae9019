"""The same market told by other methods, week by week as it would have been: no value is judged by,
and no week reckoned from, what came later.
"""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from benchmarks.trends.cleaning import FIRST_FENCE, by_operator, fenced, filtered
from market.statistics.dummy import time_product_dummy
from market.statistics.geks import geks_jevons
from market.statistics.jevons import chained, fixed_base
from market.statistics.panel import Logs
from market.statistics.splice import mean_on_published
from market.trends.observation import Observation

WINDOW, HISTORY = 26, 8
Told = Logs  # ln of an index or a level by week, NaN for a gap
Method = Callable[[Logs], Logs]


def chain(logs: Logs) -> Told:
    """Links from week to week, multiplied."""
    return np.asarray(np.log(chained(logs)))


def against_first(logs: Logs) -> Told:
    """Each week against the first, over the products that both have."""
    return np.asarray(np.log(fixed_base(logs)))


def rolling(logs: Logs, method: Method, window: int) -> Told:
    """The whole history until there is a window, then its newest week spliced on the published."""
    told = np.asarray(method(logs[:, :HISTORY]), dtype=float)
    for week in range(HISTORY, logs.shape[1]):
        newest = method(logs[:, max(0, week - window + 1) : week + 1])
        told = np.append(told, mean_on_published(list(told), list(newest)))
    return np.asarray(np.log(told))


def geks(logs: Logs, window: int = WINDOW) -> Told:
    """GEKS-Jevons in a rolling window."""
    return rolling(logs, geks_jevons, window)


def dummy(logs: Logs, window: int = WINDOW) -> Told:
    """The time-product dummy in a rolling window."""
    return rolling(logs, _anywhere, window)


def _anywhere(logs: Logs) -> Logs:
    seen = np.isfinite(logs).any(axis=0)
    told = np.full(logs.shape[1], np.nan)
    told[seen] = time_product_dummy(logs[:, seen])
    return told


def of_listings(
    rows: Sequence[Observation], weeks: Sequence[date], *, mean: bool, fences: bool
) -> Told:
    """ln of the mean or median share over listings, each counting once: no index at all."""
    told = np.full(len(weeks), np.nan)
    for at, week in enumerate(weeks):
        now = [row for row in rows if row.period == week]
        logs = np.array([row.log_ratio for row in now])
        counts = np.array([row.rows for row in now])
        if fences:
            near = np.abs(logs - np.median(logs)) <= FIRST_FENCE
            logs, counts = logs[near], counts[near]
        listed = np.repeat(logs, counts)
        told[at] = np.log(np.exp(listed).mean()) if mean else np.median(listed)
    return told


def all_told(rows: Sequence[Observation], weeks: Sequence[date]) -> dict[str, Told]:
    """Every method's series, by name."""
    raw = by_operator(rows, weeks)
    clean = fenced(raw)
    return {
        "mean ratio of listings, no fences": of_listings(rows, weeks, mean=True, fences=False),
        "mean ratio of listings": of_listings(rows, weeks, mean=True, fences=True),
        "median ratio of listings": of_listings(rows, weeks, mean=False, fences=True),
        "chained Jevons": chain(clean),
        "fixed-base Jevons": against_first(clean),
        "GEKS-Jevons, no fences": geks(raw),
        "GEKS-Jevons, HB filter": geks(filtered(raw)),
        "GEKS-Jevons, fences alone": geks(clean),
        "time-product dummy, fences alone": dummy(clean),
    }
