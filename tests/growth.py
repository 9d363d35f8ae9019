"""How the cost of something grows with its input: a ratio within one run, whatever the machine."""

import gc
from collections.abc import Callable
from time import process_time

_LEAST = 0.002  # seconds of this process below which a clock tells nothing


def growth(cost_of: Callable[[int], object], size: int, times: int = 2) -> float:
    """How many times dearer ``times`` the size is; the best of three runs of either."""
    small, large = (seconds(cost_of, n) for n in (size, size * times))
    return large / small


def seconds(cost_of: Callable[[int], object], size: int) -> float:
    """Processor time of the best of three runs; to be compared within one run only."""
    runs = []
    gc.disable()  # a collection of what earlier tests left behind is not this one's cost
    try:
        for _ in range(3):
            started = process_time()
            cost_of(size)
            runs.append(process_time() - started)
    finally:
        gc.enable()
    return max(min(runs), _LEAST)
