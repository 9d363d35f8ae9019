"""The fences of Hidiroglou and Berthelot (1986), which let small things move further than large.

Not used: where half of the prices stand still the median change is 0, the floor that is a part of
it is 0 too, and every rise is flagged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from market.statistics.panel import Logs, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Fences:
    """``moved``: relatives centred on their median; ``effects``: those times the size of the price;
    ``quartiles`` of the effects; ``bounds``; and what lies outside.
    """

    moved: Logs
    effects: Logs
    quartiles: Logs
    bounds: tuple[float, float]
    outside: Mask


def centred(relatives: Sequence[float]) -> Logs:
    """r/m − 1 above the median m and 1 − m/r below it: rises and falls weigh the same."""
    values = np.asarray(relatives, dtype=float)
    middle = np.median(values)
    moved: Logs = np.where(values < middle, 1 - middle / values, values / middle - 1)
    return moved


def fences(
    before: Sequence[float],
    now: Sequence[float],
    *,
    size: float = 0.5,
    floor: float = 0.05,
    width: float = 4.0,
) -> Fences:
    """``size`` is how much a large price weighs (U), ``floor`` the least part of the median effect
    that spread may be (A), ``width`` the number of spreads on either side (C).
    """
    first, last = np.asarray(before, dtype=float), np.asarray(now, dtype=float)
    moved = centred(list(last / first))
    effects = moved * np.maximum(first, last) ** size
    quartiles = np.quantile(effects, (0.25, 0.5, 0.75))
    low, middle, high = quartiles
    least = floor * abs(middle)
    bounds = (
        float(middle - width * max(middle - low, least)),
        float(middle + width * max(high - middle, least)),
    )
    outside = (effects < bounds[0]) | (effects > bounds[1])
    return Fences(moved, effects, quartiles, bounds, outside)
