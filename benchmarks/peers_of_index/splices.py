"""Other ways to join a rolling window to the windows before it (ILO CPI Manual 2020, ch. 10).

Not used: what hangs on one period (movement, window, half) carries that period's noise on, and
what is joined to the window before instead of what was published can leave the published far off.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from market.statistics.panel import Logs

Overlap = Callable[[int], Iterable[int]]  # of a window's length: the places in it to join at


def movement(length: int) -> Iterable[int]:
    """At the period before the newest."""
    return [length - 2]


def window(length: int) -> Iterable[int]:
    """At the window's first period."""
    return [0]


def half(length: int) -> Iterable[int]:
    """In the middle of it."""
    return [(length - 1) // 2]


def mean(length: int) -> Iterable[int]:
    """At all of them, of which the geometric mean is taken."""
    return range(length - 1)


def spliced(windows: Sequence[Logs], overlap: Overlap, *, on_published: bool) -> Logs:
    """The first window whole, and one value from each later one. ``on_published``: joined to what
    was told of the overlap then (WISP, HASP), not to what the window before says of it.
    """
    told = [float(value) for value in windows[0]]
    for before, now in pairwise(windows):
        length, joined = len(now), []
        for place in overlap(length):
            if on_published:
                start = told[place - length + 1]
            else:
                start = told[-1] / before[-1] * before[place + 1]
            joined.append(start * now[-1] / now[place])
        told.append(float(np.exp(np.mean(np.log(joined)))))
    return np.asarray(told)
