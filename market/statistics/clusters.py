"""Matched Jevons in which every cluster of products counts once in each pair of periods.

P(a, b) = exp(mean over clusters of the mean over a cluster's products seen in both). What a cluster
says of a pair is reckoned once, so that drawing clusters again is one product of matrices.
"""

from dataclasses import dataclass

import numpy as np

from market.statistics.groups import Places
from market.statistics.panel import Logs


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """What clusters say of pairs of periods (a before b, in the order of ``np.triu_indices``).

    Clusters without any matched product are not among them.
    """

    periods: int
    clusters: Places
    said: Logs  # [cluster, pair, panel], 0 without a match
    there: Logs  # [cluster, pair]: 1 with a match, else 0


def matches(panels: Logs, clusters: Places) -> Matches:
    """Of ``panels[panel, product, period]``, missing alike in all; ``clusters`` of the products."""
    kinds, _, periods = panels.shape
    names, place = np.unique(clusters, return_inverse=True)
    pairs = np.stack(np.triu_indices(periods, 1))
    said = np.zeros((len(names), pairs.shape[1], kinds))
    times = np.zeros((len(names), pairs.shape[1]))
    seen = ~np.isnan(panels[0])
    values = np.where(seen, panels, 0.0)
    for first in range(periods - 1):
        of = pairs[0] == first
        both = seen[:, first, None] & seen[:, first + 1 :]
        moves = (values[:, :, first + 1 :] - values[:, :, first, None]) * both
        times[:, of] = _sums(both.astype(float), place, len(names))
        for kind in range(kinds):
            said[:, of, kind] = _sums(moves[kind], place, len(names))
    there = times > 0
    said = np.divide(said, times[..., None], where=there[..., None], out=np.zeros_like(said))
    any_match = there.any(axis=1)
    return Matches(periods, names[any_match], said[any_match], there[any_match].astype(float))


def _sums(values: Logs, place: Places, count: int) -> Logs:
    """Row sums by cluster."""
    if len(values) == 0:
        return np.zeros((count, values.shape[1]))
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(count))
    total: Logs = np.add.reduceat(values[order], starts, axis=0)
    return total


def jevons(found: Matches) -> tuple[Logs, Logs]:
    """ln P[a, b, panel], 0 without a match; and how many clusters match."""
    pairs, counts = drawn(found, np.ones((1, len(found.clusters))), range(found.said.shape[2]))
    return pairs[0], counts[0]


def drawn(found: Matches, times: Logs, panels: range = range(1)) -> tuple[Logs, Logs]:
    """ln P[draw, a, b, panel] and counts, each cluster taken ``times[draw, cluster]`` times."""
    counts = times @ found.there
    sums = np.stack([times @ found.said[:, :, panel] for panel in panels], axis=-1)
    there = counts[..., None] > 0
    means = np.divide(sums, counts[..., None], where=there, out=np.zeros_like(sums))
    return _square(means, found.periods, -1.0), _square(counts[..., None], found.periods, 1.0)[
        ..., 0
    ]


def _square(pairs: Logs, periods: int, mirrored: float) -> Logs:
    draws, _, kinds = pairs.shape
    whole = np.zeros((draws, periods, periods, kinds))
    first, second = np.triu_indices(periods, 1)
    whole[:, first, second] = pairs
    whole[:, second, first] = mirrored * pairs
    return whole


def joining(found: Matches, earlier: int, later: int) -> Places:
    """The clusters with a product in both of two periods."""
    if earlier == later:
        return found.clusters[:0]
    first, second = np.triu_indices(found.periods, 1)
    pair = int(np.flatnonzero((first == earlier) & (second == later))[0])
    there: Places = found.clusters[found.there[:, pair] > 0]
    return there
