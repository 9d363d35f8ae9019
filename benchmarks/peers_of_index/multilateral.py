"""Multilateral indices we do not publish.

GEKS of a weighted bilateral and the weighted time-product dummy need expenditure, which nobody
tells. Intersection GEKS (Lamboray & Krsinich 2016) leaves products out of a link where a third
period lacks them, so that a lot sold off in the end jumps less; we mark such lots instead.
"""

import numpy as np

from benchmarks.peers_of_index.weighted import Bilateral, matched
from market.statistics.panel import Logs


def geks(prices: Logs, bought: Logs, bilateral: Bilateral) -> Logs:
    """The geometric mean of the ways over all periods; every pair must have a match."""
    periods = range(prices.shape[1])
    ways = [
        [
            bilateral(prices, bought, 0, over, matched(prices, 0, over))
            * bilateral(prices, bought, over, to, matched(prices, over, to))
            for over in periods
        ]
        for to in periods
    ]
    values: Logs = np.exp(np.mean(np.log(ways), axis=1))
    return values


def intersection_geks(prices: Logs, bought: Logs, bilateral: Bilateral) -> Logs:
    """Links from period to period, each the mean over third periods of the way through it, along
    products seen in all three.
    """
    links = [0.0]
    for to in range(1, prices.shape[1]):
        ways = []
        for over in range(prices.shape[1]):
            among = matched(prices, to - 1, to, over)
            ways.append(
                bilateral(prices, bought, to - 1, over, among)
                * bilateral(prices, bought, over, to, among)
            )
        links.append(float(np.mean(np.log(ways))))
    index: Logs = np.exp(np.cumsum(links))
    return index


def weighted_dummy(prices: Logs, bought: Logs) -> Logs:
    """exp δ of ln p = α + δ + γ by least squares, weighted by shares of a period's expenditure."""
    at, when = np.nonzero(~np.isnan(prices))
    spent = prices * bought
    weights = (spent / np.nansum(spent, axis=0))[at, when]
    products, periods = prices.shape
    design = np.hstack((np.eye(products)[at], np.eye(periods)[when][:, 1:]))
    root = np.sqrt(weights)
    fitted = np.linalg.lstsq(design * root[:, None], np.log(prices[at, when]) * root, rcond=None)
    index: Logs = np.exp(np.concatenate(([0.0], fitted[0][products:])))
    return index
