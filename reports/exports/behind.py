"""What stands behind a cell's number: one value per operator, and how many name no supply."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp

from market.trends.accepted import accepted
from market.trends.observation import Observation
from market.trends.rules import WEEKLY, Rules
from market.trends.slices import by_operator, unstated

LEAST = 3  # operators beside each other before any of them is drawn


@dataclass(frozen=True, slots=True)
class Behind:
    """One period of one cell."""

    dots: tuple[float, ...]  # shares of list, one per operator; none where too few stand there
    unknown: float  # the part of the operators whose supply nobody states


def behind(observations: Iterable[Observation], rules: Rules = WEEKLY) -> Mapping[date, Behind]:
    """By period, out of one cell's observations; what rules leave out stands behind no number."""
    periods: dict[date, list[Observation]] = defaultdict(list)
    for one in accepted(observations, rules).used:
        periods[one.period].append(one)
    return {period: _behind(periods[period]) for period in sorted(periods)}


def _behind(seen: Iterable[Observation]) -> Behind:
    told = list(seen)
    shares = tuple(map(exp, by_operator(told).values()))
    dots = shares if len(shares) >= LEAST else ()
    return Behind(dots, unstated(told))
