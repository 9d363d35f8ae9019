"""Quotes too young, or too new a seller's, to be told from an offer that will not last. They are
left out of the index, not of the level: they are asked.

A sale before the end can be known as one only when its seller has vanished, and an opening offer
only when it is over. Were just the past healed of them, the newest period would always lie beside
the healed ones it is spliced on, and the index would drift.
"""

from math import log

import numpy as np

from market.statistics.groups import Places, medians
from market.statistics.panel import Logs, Mask
from market.trends.products import Quotes
from market.trends.rules import Rules


def unsettled(told: Quotes, ratios: Logs, rules: Rules) -> Mask:
    """``[product, period]``: moves that are not confirmed yet, and opening offers that are over."""
    off = _off(told, ratios, rules)
    days = np.array([day.toordinal() for day in told.periods])
    return _unconfirmed(off, days, rules) | _opening(off, days, rules)


def _off(told: Quotes, ratios: Logs, rules: Rules) -> Logs:
    """Each quote against what its product usually asks, when what all sellers of the tier did in
    the period is taken off: a price that falls for everybody is no offer of one.
    """
    products, across = ratios.shape
    rows, tiers = np.repeat(np.arange(products), across), _tiers(told)
    usual = medians(ratios.ravel(), rows, products)
    place = tiers[:, None] * across + np.arange(across)
    count = (int(tiers.max(initial=-1)) + 1) * across
    common = medians((ratios - usual[:, None]).ravel(), place.ravel(), count)
    sellers = np.bincount(place[~np.isnan(ratios)], minlength=count)
    level = ratios - np.where(sellers >= rules.level, common, 0.0)[place]
    found: Logs = level - medians(level.ravel(), rows, products)[:, None]
    return found


def _tiers(told: Quotes) -> Places:
    names = [f"{leaf.provider}/{leaf.tier}" for leaf in told.leaves]
    _, place = np.unique(names, return_inverse=True)
    found: Places = place[told.of_products(told.leaf)]
    return found


def _unconfirmed(off: Logs, days: Places, rules: Rules) -> Mask:
    """The last quotes of a product, if all are far off, for some days at most, and it has been
    nearer before; whether up or down, as a rule for falls alone would make the index rise.
    """
    seen, near = ~np.isnan(off), np.abs(off) < log(rules.settled)
    nearest, last = (len(days) - 1 - np.argmax(each[:, ::-1], axis=1) for each in (near, seen))
    run = seen & (np.arange(len(days)) > nearest[:, None])
    begun = days[np.argmax(run, axis=1)]
    young = near.any(axis=1) & (begun > days[last] - rules.confirm_days)
    found: Mask = run & young[:, None]
    return found


def _opening(off: Logs, days: Places, rules: Rules) -> Mask:
    """The first quotes of a newcomer, if all are low, until it asked what it usually does."""
    seen, low = ~np.isnan(off), off <= log(rules.opening_share)
    usual = seen & ~low
    first, back = np.argmax(seen, axis=1), np.argmax(usual, axis=1)
    new = (first > 0) & usual.any(axis=1)
    early = days < (days[first] + rules.opening_days)[:, None]
    before = np.arange(len(days)) < back[:, None]
    found: Mask = low & early & before & new[:, None]
    return found
