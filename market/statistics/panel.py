"""Ratios of products over periods as one matrix of logarithms, missing where nothing was seen."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Logs = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """``logs[product, period]`` is a natural logarithm, NaN where the product was not seen."""

    products: tuple[Hashable, ...]
    periods: tuple[Hashable, ...]
    logs: Logs


def panel(
    rows: Iterable[tuple[Hashable, Hashable, float]], periods: Iterable[Hashable] = ()
) -> Panel:
    """Rows of (product, period, ratio) in any order; ``periods`` are those that must be there.

    Raises ValueError for a product seen twice in a period and for a ratio that is not positive.
    """
    seen: dict[tuple[Hashable, Hashable], float] = {}
    for product, period, ratio in rows:
        if not (0 < ratio < float("inf")):
            raise ValueError(f"{product} in {period}: {ratio} is no positive ratio")
        if (product, period) in seen:
            raise ValueError(f"{product} is there twice in {period}")
        seen[product, period] = ratio
    across = tuple(sorted({period for _, period in seen} | set(periods), key=_order))
    down = tuple(sorted({product for product, _ in seen}, key=_order))
    place = {product: at for at, product in enumerate(down)}
    when = {period: at for at, period in enumerate(across)}
    logs = np.full((len(down), len(across)), np.nan)
    for (product, period), ratio in seen.items():
        logs[place[product], when[period]] = np.log(ratio)
    return Panel(down, across, logs)


def _order(value: Hashable) -> tuple[str, Hashable]:
    """Periods by themselves where they compare, products of mixed types by their type first."""
    return (type(value).__name__, value)
