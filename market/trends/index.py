"""One cell in one window: how it moved, reckoned over the products of its operators directly.

GEKS-Jevons on the pairs of periods that enough operators join, every operator counting once in a
pair; anchored at the newest period, as an old one may have lost all its products.
"""

from dataclasses import dataclass

import numpy as np

from market.statistics.clusters import Matches, jevons, matches
from market.statistics.dummy import time_product_dummy
from market.statistics.geks import reachable, transitive
from market.statistics.groups import Places
from market.statistics.panel import Logs, Mask
from market.trends.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """By period; a way is a log index against the newest period, NaN where nothing leads there."""

    way: Logs  # [period, (total, list, fx)]
    dummy: Logs  # the time-product dummy's way
    active: Places  # operators
    previous: Places  # where the newest link begins
    matched: Places  # operators on it
    counts: Logs  # [period, period]: operators that match
    matches: Matches
    usable: Mask  # [period, period]
    anchor: int

    def publishable(self, rules: Rules) -> Mask:
        """Periods whose index stands on enough operators; the first has no link to judge."""
        enough = (self.active >= rules.level) & ~np.isnan(self.way[:, 0])
        first = int(np.argmax(enough))
        linked = self.matched >= rules.link
        linked[first] = True
        found: Mask = enough & linked
        return found


def window(panels: Logs, operators: Places, rules: Rules) -> Window:
    """Of ``panels[(total, list, fx), product, period]``; ``operators`` of the products."""
    found = matches(panels, operators)
    pairs, counts = jevons(found)
    usable = counts >= rules.pair
    joined = np.flatnonzero(usable.any(axis=0))
    anchor = int(joined[-1]) if len(joined) else panels.shape[2] - 1
    active = _active(~np.isnan(panels[0]), operators)
    previous = _previous(active, rules)
    return Window(
        way=transitive(pairs, usable, anchor),
        dummy=_dummy(panels[0], anchor),
        active=active,
        previous=previous,
        matched=counts[previous, np.arange(len(active))].astype(np.intp),
        counts=counts,
        matches=found,
        usable=usable & reachable(usable, anchor),
        anchor=anchor,
    )


def _active(seen: Mask, operators: Places) -> Places:
    _, place = np.unique(operators, return_inverse=True)
    there = np.zeros((int(place.max(initial=-1)) + 1, seen.shape[1]), dtype=np.intp)
    np.add.at(there, place, seen)
    found: Places = (there > 0).sum(axis=0)
    return found


def _previous(active: Places, rules: Rules) -> Places:
    """The last period before that had operators enough: a night on which a cell could hardly be
    read breaks no link. The first period's is itself.
    """
    found = np.arange(len(active)) - 1
    for period in range(1, len(active)):
        whole = np.flatnonzero(active[:period] >= rules.level)
        found[period] = whole[-1] if len(whole) else period - 1
    found[0] = 0
    return found


def _dummy(logs: Logs, anchor: int) -> Logs:
    order = np.concatenate(([anchor], np.delete(np.arange(logs.shape[1]), anchor)))
    found = np.empty(len(order))
    found[order] = np.log(time_product_dummy(logs[:, order]))
    return found
