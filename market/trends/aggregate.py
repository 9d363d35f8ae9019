"""All providers of an access and unit: the weighted mean of how they moved, weights fixed."""

from collections.abc import Mapping, Sequence

import numpy as np

from market.statistics.panel import Logs
from market.trends.cells import Cell
from market.trends.index import Window
from market.trends.rules import Rules
from market.trends.series import Series


def step(
    whole: Series, parts: Sequence[Series], weights: Mapping[Cell, float], period: int
) -> None:
    """Fill in a period. A provider without a movement of its own counts as moving like the others:
    the weights of those that have one are scaled up to 1. Begins anew where every one did.
    """
    here, last = [part for part in parts if part.own[period]], whole.last(period)
    if last is not None:
        mean = weighted({part.cell: part.way(last, period) for part in here}, weights)
        if mean is not None:
            whole.moved[period], whole.own[period] = whole.moved[last] + mean, True
            return
    if last is None or any(part.rebased[period] for part in here):
        mean = weighted({part.cell: part.moved[period] for part in here}, weights)
        if mean is not None:
            whole.moved[period], whole.own[period] = mean, True
            whole.rebased[period] = last is not None


def weighted(ways: Mapping[Cell, Logs], weights: Mapping[Cell, float]) -> Logs | None:
    """The mean of those that are known; alike where no weights are fixed."""
    known = {cell: way for cell, way in ways.items() if not np.isnan(way).any()}
    counts = {cell: weights.get(cell, 0.0) if weights else 1.0 for cell in known}
    total = sum(counts.values())
    if total == 0:
        return None
    mean: Logs = np.sum([way * counts[cell] / total for cell, way in known.items()], axis=0)
    return mean


def begin(whole: Series, rules: Rules) -> None:
    """Where the series begins in this window, put its base at its first periods' mean."""
    told = np.flatnonzero(whole.own)
    if whole.fresh and len(told) >= rules.base:
        whole.moved[:] -= whole.moved[told[: rules.base]].mean(axis=0)


def shares(
    windows: Mapping[Cell, Window], weights: Mapping[Cell, float], earlier: int, later: int
) -> dict[Cell, float]:
    """What each window that reaches both periods counts in the change between them; in all 1."""
    told = {
        cell: weights.get(cell, 0.0) if weights else 1.0
        for cell, window in windows.items()
        if not np.isnan(window.way[[earlier, later], 0]).any()
    }
    total = sum(told.values())
    return {cell: weight / total for cell, weight in told.items() if weight > 0}
