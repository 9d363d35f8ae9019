"""Quotes that are read and not used, by rules that are tried in their order, and dumped lots.

A channel's quote in a leaf cell is judged against its own median over the window up to now, never
by what comes later. Fences are on ratios to that median, as ONS recommends for scraped prices.
"""

from enum import IntEnum
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from market.statistics.groups import Places, medians
from market.statistics.panel import Logs, Mask
from market.trends.products import Quotes
from market.trends.rules import Rules


class Verdict(IntEnum):
    """On a quote; the first rule that applies."""

    USED = 0
    IMPLAUSIBLE = 1
    CONFUSED = 2
    FENCED = 3


def verdicts(told: Quotes, rules: Rules) -> NDArray[np.int8]:
    """Of every quote."""
    low, high = np.log(rules.plausible)
    plausible = (told.ratio >= low) & (told.ratio <= high)
    ratios = np.where(plausible, told.ratio, np.nan)
    series, length = _series(told, plausible)
    off = ratios - _own(told, ratios, series)
    confused = np.zeros(len(off), dtype=bool)
    for factor in rules.factors:
        confused |= np.abs(np.abs(off) - log(factor)) <= log(rules.near)
    fenced = (np.abs(off) > log(rules.fence)) & ~_lasting(ratios, series, rules)
    cell = medians(ratios, told.leaf, len(told.leaves))
    from_cell = np.abs(ratios - cell[told.leaf])
    fenced |= (length[series] == 1) & (from_cell > log(rules.first_fence))
    judged = np.where(fenced, Verdict.FENCED, Verdict.USED)
    judged = np.where(confused, Verdict.CONFUSED, judged)
    return np.where(plausible, judged, Verdict.IMPLAUSIBLE).astype(np.int8)


def _series(told: Quotes, plausible: Mask) -> tuple[Places, Places]:
    """A channel's quotes of one product, numbered; and how many of them there are, ``plausible``
    ones alone.
    """
    channels = int(told.channel.max(initial=0)) + 1
    key = told.product * channels + told.channel
    _, series = np.unique(key, return_inverse=True)
    return series, np.bincount(series, plausible).astype(np.intp)


def _own(told: Quotes, ratios: Logs, series: Places) -> Logs:
    """Each quote's own median; of two quotes the earlier one, as the later is the one in doubt."""
    count = int(series.max(initial=-1)) + 1
    known = ~np.isnan(ratios)
    own = medians(ratios, series, count)
    order = np.flatnonzero(known)[np.lexsort((told.at[known], series[known]))]
    names, first, times = np.unique(series[order], return_index=True, return_counts=True)
    two = times == 2
    own[names[two]] = ratios[order[first[two]]]
    found: Logs = own[series]
    return found


def _lasting(ratios: Logs, series: Places, rules: Rules) -> Mask:
    """Quotes amid so many successive ones, each near the one before, that they are no mistake."""
    order = np.argsort(series, kind="stable")
    apart = ~(np.abs(np.diff(ratios[order])) <= log(rules.near))
    breaks = np.concatenate(([True], apart | (np.diff(series[order]) != 0)))[: len(order)]
    run = np.cumsum(breaks) - 1
    kept = np.zeros(len(order), dtype=bool)
    kept[order] = np.bincount(run, minlength=1)[run] >= rules.lasting
    return kept


def dumped(told: Quotes, ratios: Logs, rules: Rules) -> Mask:
    """``[product, period]``: sold off in the last days of products that are known to have vanished
    by the end of the window.
    """
    if not told.products:
        return np.zeros(ratios.shape, dtype=bool)
    seen = np.zeros(ratios.shape, dtype=bool)
    seen[told.product, told.at] = True
    days = np.array([day.toordinal() for day in told.periods])
    answered = seen.any(axis=0)  # a period in which nobody was read says nothing of anybody
    last = len(told.periods) - 1 - np.argmax(seen[:, ::-1], axis=1)
    misses = answered.sum() - np.cumsum(answered)[last]
    enough = _misses(_detection(seen[:, answered], rules), rules)
    vanished = (misses >= enough) | (days[-1] - days[last] > rules.gap_days)
    own = medians(ratios.ravel(), np.repeat(np.arange(len(ratios)), len(days)), len(ratios))
    ending = days > (days[last] - rules.dump_days)[:, None]
    cheap = ratios <= (own + log(rules.dump_share))[:, None]  # false where missing
    found: Mask = vanished[:, None] & ending & cheap
    return found


def _misses(detection: float, rules: Rules) -> int:
    """Successive misses after which a product is gone: the least k with (1 − c)^k below doubt."""
    return ceil(log(rules.doubt) / log(1 - detection) + 1e-9)


def _detection(seen: Mask, rules: Rules) -> float:
    """The chance that a product on offer is read in a period, from gaps inside products' lives."""
    first = np.argmax(seen, axis=1)
    last = seen.shape[1] - 1 - np.argmax(seen[:, ::-1], axis=1)
    inside = (last - first - 1).clip(min=0).sum()
    read = (seen.sum(axis=1) - 2).clip(min=0).sum()
    low, high = rules.detection
    return float(np.clip(read / inside, low, high)) if inside else high
