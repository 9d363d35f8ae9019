"""From many price rows to one honest level: rows → channel → operator → market, always by the
median of log share, because hundreds of rows that share one group ratio are one observation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import exp, log
from statistics import fmean, median, quantiles
from types import MappingProxyType

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


def settled(solid: int, doubted: int) -> bool:
    """Whether so few of a channel's prices wait for a second read that the others speak for it.

    More of them left out would tell of other models than the night before.
    """
    return doubted * 10 <= solid + doubted


def level(
    on: date,
    rows: Mapping[str, Sequence[float]],
    operator_of: Mapping[str, str],
    doubted: Mapping[str, Sequence[float]] = MappingProxyType({}),
) -> Level:
    """The level of one cell on one night, from log shares by channel.

    ``doubted`` ones show where an operator would stand of whom nothing else is known that night.
    """
    waiting = {
        channel: [*rows.get(channel, ()), *shares]
        for channel, shares in doubted.items()
        if not settled(len(rows.get(channel, ())), len(shares))
    }
    known = {channel: shares for channel, shares in rows.items() if channel not in waiting}
    values = _by_operator(known, operator_of)
    hollow = tuple(
        Dot(name, exp(value))
        for name, value in _by_operator(waiting, operator_of).items()
        if name not in values
    )
    return _publishable(on, values, len(known), hollow)


def _by_operator(
    rows: Mapping[str, Iterable[float]], operator_of: Mapping[str, str]
) -> dict[str, float]:
    by_operator: dict[str, list[float]] = defaultdict(list)
    for channel, shares in rows.items():
        by_operator[operator_of.get(channel, channel)].append(median(shares))
    return {name: median(medians) for name, medians in sorted(by_operator.items())}


def _publishable(
    on: date, values: Mapping[str, float], channels: int, hollow: tuple[Dot, ...]
) -> Level:
    ordered = sorted(values.values())
    if len(ordered) < SHOWN:
        return Level(on, len(ordered), channels)
    dots = tuple(Dot(name, exp(value)) for name, value in values.items())
    if len(ordered) < PUBLISHED:
        low, high = exp(ordered[0]), exp(ordered[-1])
        return Level(on, len(ordered), channels, None, low, high, dots, hollow)
    low, _, high = quantiles(ordered, n=4, method="inclusive")
    middle = exp(median(ordered))
    return Level(on, len(ordered), channels, middle, exp(low), exp(high), dots, hollow)


def matched_change(before: Level, now: Level) -> tuple[float | None, int]:
    """How the operators seen on both nights moved, and how many they are; None below five."""
    earlier = {dot.operator: dot.share for dot in before.dots}
    steps = [log(d.share / earlier[d.operator]) for d in now.dots if d.operator in earlier]
    return (fmean(steps) if len(steps) >= PUBLISHED else None), len(steps)
