"""How much channels claim to handle: advertising, told as medians and bands and never added up,
for a sum would rest on whoever boasts most.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import numpy as np

from market.claims import Volume

CLAIMANTS = 10  # operators behind a median (statistics.md §8)
# Days in a period. "total" is a claim without a period; "minute" limits a rate, it is no volume.
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
# Credits and points are each seller's own: nobody can compare them.
_UNITS = ("tokens", "usd", "requests", "accounts", "images")
_EDGES = {"tokens": tuple(10.0**power for power in range(6, 13))}
_OTHER_EDGES = tuple(10.0**power for power in range(1, 7))
_DRAWS = 500


@dataclass(frozen=True, slots=True)
class Band:
    """One order of magnitude a day and how many operators claim it."""

    low: float  # 0: everything below
    high: float | None  # None: everything above
    operators: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """Claims in one unit a day, an operator's largest counting. Below ten claimants only counts."""

    unit: str
    claimants: int
    median: float | None = None
    low: float | None = None  # 95 % interval of the median, operators drawn again
    high: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    bands: tuple[Band, ...] = ()
    top_one: float | None = None  # share of all that is claimed
    top_three: float | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything claimed, by unit; the most claimants first."""

    operators: int  # on the market
    claimants: int  # of them, with any claim at all
    units: tuple[Claimed, ...]
    unstated: int  # claims that name no period: unusable
    rates: int  # limits of a minute: no volume
    own_units: int  # in credits or points of the seller's own

    @property
    def part(self) -> float | None:
        """The share of operators with any claim."""
        return self.claimants / self.operators if self.operators else None


def claims(told: Iterable[tuple[str, Volume]], operators: int) -> Claims:
    """What operators claim, out of (operator, claim) pairs, on a market of so many operators."""
    largest: dict[str, dict[str, float]] = defaultdict(dict)
    unusable: Counter[str] = Counter()
    everybody = set()
    for operator, claim in told:
        everybody.add(operator)
        problem = _problem(claim)
        if problem:
            unusable[problem] += 1
            continue
        a_day = float(claim.amount) / _DAYS[claim.period]
        held = largest[claim.unit].get(operator, 0.0)
        largest[claim.unit][operator] = max(held, a_day)
    units = [_claimed(unit, values) for unit, values in largest.items()]
    return Claims(
        operators=operators,
        claimants=len(everybody),
        units=tuple(sorted(units, key=lambda one: (-one.claimants, one.unit))),
        unstated=unusable["unstated"],
        rates=unusable["rate"],
        own_units=unusable["own"],
    )


def per_day(told: Iterable[tuple[str, Volume]], unit: str) -> dict[str, float]:
    """By operator, its largest claim in one unit a day."""
    found: dict[str, float] = {}
    for operator, claim in told:
        if claim.unit == unit and not _problem(claim):
            a_day = float(claim.amount) / _DAYS[claim.period]
            found[operator] = max(found.get(operator, 0.0), a_day)
    return found


def _problem(claim: Volume) -> str:
    if claim.unit not in _UNITS:
        return "own"
    if claim.period == "minute":
        return "rate"
    return "" if claim.period in _DAYS and claim.amount > 0 else "unstated"


def _claimed(unit: str, by_operator: Mapping[str, float]) -> Claimed:
    values = sorted(by_operator.values())
    if len(values) < CLAIMANTS:
        return Claimed(unit, len(values))
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    low, high = _interval(values)
    everything = sum(values)
    return Claimed(
        unit, len(values), median(values), low, high, lower, upper, _bands(unit, values),
        values[-1] / everything, sum(values[-3:]) / everything,
    )  # fmt: skip


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """Percentiles of the median over operators drawn again; the seed is their number."""
    drawn = np.random.default_rng(len(values)).choice(values, (_DRAWS, len(values)))
    low, high = np.quantile(np.median(drawn, axis=1), (0.025, 0.975))
    return float(low), float(high)


def _bands(unit: str, values: Sequence[float]) -> tuple[Band, ...]:
    """Every band between the lowest and the highest that anybody claims."""
    edges = _EDGES.get(unit, _OTHER_EDGES)
    counted = Counter(bisect_right(edges, value) for value in values)
    bounds = [0.0, *edges, None]
    return tuple(
        Band(bounds[place] or 0.0, bounds[place + 1], counted[place])
        for place in range(min(counted), max(counted) + 1)
    )
