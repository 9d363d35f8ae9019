"""Other bounds of how many there are: Chao's in its classic form, and the first jackknife.

Not used: the classic form has no value where nobody was seen twice, and lies above the
bias-corrected one; the jackknife has a fixed correction, however many are unseen.
"""

from collections import Counter
from collections.abc import Iterable
from math import exp, log, sqrt

from market.statistics.coverage import Richness


def classic_chao(
    seen: int, once: int, twice: int, scale: float = 1.0, *, reach: float = 1.96
) -> Richness:
    """S + scale · f₁² ÷ 2f₂ with Chao's (1987) variance and log-normal bounds; S without anybody
    seen once. ``scale``: (m − 1) ÷ m for m sampling units or individuals. Raises ValueError where
    some were seen once and none twice.
    """
    if not once:
        return Richness(seen, seen, 0.0, seen, seen)
    if not twice:
        raise ValueError("the classic form needs somebody who was seen twice")
    ratio = once / twice
    unseen = scale * once * ratio / 2
    variance = twice * ratio**2 * (scale / 2 + scale**2 * ratio + scale**2 * ratio**2 / 4)
    factor = exp(reach * sqrt(log(1 + variance / unseen**2)))
    return Richness(
        seen, seen + unseen, sqrt(variance), seen + unseen / factor, seen + unseen * factor
    )


def of_counts(counts: Iterable[int]) -> tuple[int, int, int]:
    """How many were seen, seen once, seen twice."""
    positive = [count for count in counts if count > 0]
    return len(positive), positive.count(1), positive.count(2)


def jackknife(seen: int, once: int, units: int) -> float:
    """S + f₁ · (m − 1) ÷ m, of the first order (Burnham & Overton 1979)."""
    return seen + once * (units - 1) / units


def multinomial_error(counts: Iterable[int]) -> float:
    """The bias-corrected bound's standard error by the delta method, its frequencies taken for a
    multinomial draw from all there are; a little below that of Chao's variance.
    """
    often = Counter(count for count in counts if count > 0)
    seen, once, twice = often.total(), often[1], often[2]
    slope = dict.fromkeys(often, 1.0)
    slope[1] = 1 + (2 * once - 1) / (2 * (twice + 1))
    slope[2] = 1 - once * (once - 1) / (2 * (twice + 1) ** 2)
    least = seen + once * (once - 1) / (2 * (twice + 1))
    squares = sum(often[times] * slope[times] ** 2 for times in often)
    return sqrt(squares - sum(often[times] * slope[times] for times in often) ** 2 / least)
