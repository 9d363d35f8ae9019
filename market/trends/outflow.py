"""What must have been sold, by stock and sold counters read twice: a lower bound, the lower the
longer nobody looks in between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

from market.turnover import Turnover

FEWEST = 5  # operators behind a median


@dataclass(frozen=True, slots=True)
class Outflow:
    """Units that left one channel's shelves, at least, per day of watching."""

    channel: str
    operator: str
    units: Decimal
    days: int  # between the first and the last read

    @property
    def per_day(self) -> float:
        """At least so many a day."""
        return float(self.units) / self.days


@dataclass(frozen=True, slots=True)
class Observed:
    """Lower bounds over operators; the median is one, too. None: too few operators."""

    operators: int  # with counters that were read twice
    selling: int  # of them, those whose counters moved
    median: float | None  # units a day
    lower_quartile: float | None
    upper_quartile: float | None


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How often claims exceed what was observed, over operators that have both."""

    operators: int
    median: float | None = None  # claim ÷ observed; None: too few operators
    lower_quartile: float | None = None
    upper_quartile: float | None = None


def outflow(channel: str, operator: str, told: Turnover) -> Outflow | None:
    """None where counters were not read on two days: nothing can have been seen to leave."""
    if told.since is None or told.until is None or told.until == told.since:
        return None
    return Outflow(channel, operator, told.observed, (told.until - told.since).days)


def per_operator(outflows: Iterable[Outflow]) -> dict[str, float]:
    """By operator, units a day, at least: of several channels the most, as they may share a stock
    and must not be counted twice.
    """
    found: dict[str, float] = defaultdict(float)
    for one in outflows:
        found[one.operator] = max(found[one.operator], one.per_day)
    return dict(found)


def observed(outflows: Iterable[Outflow]) -> Observed:
    """The lower bounds over operators."""
    values = sorted(per_operator(outflows).values())
    selling = sum(1 for value in values if value)
    if len(values) < FEWEST:
        return Observed(len(values), selling, None, None, None)
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Observed(len(values), selling, median(values), lower, upper)


def calibrated(claimed: Mapping[str, float], seen: Mapping[str, float]) -> Calibrated:
    """Claims a day set against what was observed, both in the same unit. No credit is due to a
    claim near one: what was observed is a lower bound.
    """
    both = sorted(claimed.keys() & {operator for operator, units in seen.items() if units > 0})
    ratios = sorted(claimed[operator] / seen[operator] for operator in both)
    if len(ratios) < FEWEST:
        return Calibrated(len(ratios))
    lower, _, upper = quantiles(ratios, n=4, method="inclusive")
    return Calibrated(len(ratios), median(ratios), lower, upper)
