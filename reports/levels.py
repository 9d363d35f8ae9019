"""From many price rows to one honest level: rows → channel → operator → market, always by the
median of log share, because hundreds of rows that share one group ratio are one observation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import exp, log
from statistics import fmean, median, quantiles

from market.types import Offer, Unit
from reports.model import Dot, Level

# Cache prices follow their own ratios, calls and images have no common list price: none of them
# says how much below list a channel sells.
OBSERVED = frozenset({Unit.INPUT, Unit.OUTPUT, Unit.USD_CREDIT, Unit.MONTH, Unit.ACCOUNT, Unit.KEY})

PUBLISHED = 5  # operators behind a median
SHOWN = 3  # operators below which nothing is shown at all

_FLOOR, _CEILING = log(0.001), log(3)


def plausible(log_share: float) -> bool:
    """Whether this can be a share of list at all (0.001 to 3); outside it is a suspect unit."""
    return _FLOOR <= log_share <= _CEILING


def product(offer: Offer) -> tuple[str, str]:
    """The cell an offer belongs to; access kinds are different products, never averaged."""
    return offer.provider, offer.access.value


def level(on: date, rows: Mapping[str, Iterable[float]], operator_of: Mapping[str, str]) -> Level:
    """The level of one cell on one night, from log shares by channel."""
    by_operator: dict[str, list[float]] = defaultdict(list)
    for channel, shares in rows.items():
        by_operator[operator_of.get(channel, channel)].append(median(shares))
    values = {name: median(medians) for name, medians in sorted(by_operator.items())}
    return _publishable(on, values, channels=len(rows))


def _publishable(on: date, values: Mapping[str, float], channels: int) -> Level:
    ordered = sorted(values.values())
    if len(ordered) < SHOWN:
        return Level(on, len(ordered), channels)
    dots = tuple(Dot(name, exp(value)) for name, value in values.items())
    if len(ordered) < PUBLISHED:
        return Level(on, len(ordered), channels, None, exp(ordered[0]), exp(ordered[-1]), dots)
    low, _, high = quantiles(ordered, n=4, method="inclusive")
    return Level(on, len(ordered), channels, exp(median(ordered)), exp(low), exp(high), dots)


def matched_change(before: Level, now: Level) -> tuple[float | None, int]:
    """How the operators seen on both nights moved, and how many they are; None below five."""
    earlier = {dot.operator: dot.share for dot in before.dots}
    steps = [log(d.share / earlier[d.operator]) for d in now.dots if d.operator in earlier]
    return (fmean(steps) if len(steps) >= PUBLISHED else None), len(steps)
