"""How coarsely to define a product: match over time times likeness within (Chessa 2021, "MARS").

Not used: it needs quantities. It shows the exchange we make by hand: an operator's offer of a model
tier is a group that lasts, where a single listing does not.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Sold:
    """So many of one thing at a price; ``group``: the product, as coarsely as it is being tried."""

    group: Hashable
    price: float
    quantity: float


@dataclass(frozen=True, slots=True)
class Partition:
    """``match``: the share of what was sold that belongs to groups sold in the base period, too.
    ``likeness``: the share of the price's variance that lies between groups.
    """

    match: float
    likeness: float

    @property
    def score(self) -> float:
        """Their product, 0 to 1; the partition with the greatest is taken."""
        return self.match * self.likeness


def mars(base: Sequence[Sold], now: Sequence[Sold]) -> Partition:
    """What a partition is worth in the later of two periods."""
    known = {one.group for one in base}
    sold = sum(one.quantity for one in now)
    return Partition(sum(one.quantity for one in now if one.group in known) / sold, _likeness(now))


def _likeness(now: Sequence[Sold]) -> float:
    weights = np.asarray([one.quantity for one in now], dtype=float)
    prices = np.asarray([one.price for one in now], dtype=float)
    middle = np.average(prices, weights=weights)
    between = 0.0
    for group in {one.group for one in now}:
        inside = np.asarray([one.group == group for one in now])
        group_mean = np.average(prices[inside], weights=weights[inside])
        between += float(weights[inside].sum() * (group_mean - middle) ** 2)
    return between / float(weights @ (prices - middle) ** 2)
