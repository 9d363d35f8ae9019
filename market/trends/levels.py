"""Where a cell stands: the share of list its operators ask, every operator counting once."""

import numpy as np

from market.statistics.groups import Places
from market.statistics.intervals import geometric_mean
from market.statistics.panel import Logs
from market.trends.published import Level
from market.trends.rules import Rules


def by_operator(ratios: Logs, operators: Places) -> Logs:
    """Each operator's mean log ratio over its products; missing products are NaN."""
    there = ~np.isnan(ratios)
    _, place = np.unique(operators[there], return_inverse=True)
    found: Logs = np.bincount(place, ratios[there]) / np.bincount(place)
    return found


def level(logs: Logs, channels: int, rows: int, rules: Rules) -> Level:
    """Of log ratios, one an operator. Below the minimum samples figures are missing."""
    operators, shares = len(logs), np.exp(logs)
    if operators < rules.extremes:
        return Level(operators, channels, rows)
    lowest, highest = float(shares.min()), float(shares.max())
    if operators < rules.level:
        return Level(operators, channels, rows, lowest=lowest, highest=highest)
    mean = geometric_mean(logs.tolist())
    lower, median, upper = (float(np.exp(q)) for q in np.quantile(logs, (0.25, 0.5, 0.75)))
    return Level(
        operators=operators,
        channels=channels,
        rows=rows,
        mean=mean.value,
        low=mean.low,
        high=mean.high,
        median=median,
        lower_quartile=lower,
        upper_quartile=upper,
        lowest=lowest,
        highest=highest,
    )
