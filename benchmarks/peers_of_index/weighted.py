"""Bilateral indices weighted by what was bought: Laspeyres, Paasche, Fisher, Törnqvist (ILO CPI
Manual 2020, ch. 8), and the ways to make a series of them.

Not used: nobody tells how much is bought at which price. They show that weights make chains drift.
A bilateral takes prices and quantities [product, period], a base, a period and the products.
"""

from collections.abc import Callable

import numpy as np

from market.statistics.panel import Logs, Mask

Bilateral = Callable[[Logs, Logs, int, int, Mask], float]


def laspeyres(prices: Logs, bought: Logs, base: int, to: int, among: Mask) -> float:
    """What the basket of the base costs later."""
    return _basket(prices, bought, base, to, among, base)


def paasche(prices: Logs, bought: Logs, base: int, to: int, among: Mask) -> float:
    """What the later basket cost in the base."""
    return _basket(prices, bought, base, to, among, to)


def fisher(prices: Logs, bought: Logs, base: int, to: int, among: Mask) -> float:
    """The geometric mean of both."""
    both = (basket(prices, bought, base, to, among) for basket in (laspeyres, paasche))
    return float(np.sqrt(np.prod(list(both))))


def tornqvist(prices: Logs, bought: Logs, base: int, to: int, among: Mask) -> float:
    """Relatives weighted by the mean of both periods' shares of expenditure."""
    spent = (prices * bought)[among][:, [base, to]]
    shares = (spent / spent.sum(axis=0)).mean(axis=1)
    return float(np.exp(shares @ np.log(prices[among, to] / prices[among, base])))


def jevons(prices: Logs, _: Logs, base: int, to: int, among: Mask) -> float:
    """Relatives unweighted, as ours."""
    return float(np.exp(np.mean(np.log(prices[among, to] / prices[among, base]))))


def _basket(prices: Logs, bought: Logs, base: int, to: int, among: Mask, of: int) -> float:
    basket = bought[among, of]
    return float(prices[among, to] @ basket / (prices[among, base] @ basket))


def chained(prices: Logs, bought: Logs, bilateral: Bilateral) -> Logs:
    """Links from period to period over what is in both."""
    links = [
        bilateral(prices, bought, to - 1, to, matched(prices, to - 1, to))
        for to in range(1, prices.shape[1])
    ]
    index: Logs = np.exp(np.cumsum(np.log([1.0, *links])))
    return index


def fixed_base(prices: Logs, bought: Logs, bilateral: Bilateral) -> Logs:
    """Each period against the first."""
    periods = range(prices.shape[1])
    return np.asarray([bilateral(prices, bought, 0, to, matched(prices, 0, to)) for to in periods])


def matched(prices: Logs, *periods: int) -> Mask:
    """The products seen in all these periods."""
    among: Mask = np.logical_and.reduce(np.isfinite(prices[:, list(periods)]), axis=1)
    return among
