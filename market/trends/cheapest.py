"""The cheapest credible offers, set against what a subscription driven to its limit costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp, log

from market.trends.cells import INPUT, OUTPUT, TOKENS
from market.trends.floors import Floor, Floors
from market.trends.observation import Observation
from market.trends.rules import WEEKLY, Rules
from market.types import Unit

# A plan that is sold itself is no use of a plan: the floor says nothing of its price.
_USAGE = frozenset({TOKENS, INPUT, OUTPUT, Unit.USD_CREDIT.value})


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest share of list that one channel asks of one provider's models."""

    channel: str
    operator: str
    share: float
    under: bool  # below the floor


@dataclass(frozen=True, slots=True)
class Lows:
    """One provider within one access, unit and period: its channels, the cheapest first."""

    period: date
    access: str
    unit: str
    provider: str
    floor: Floor | None  # in force when the period began; None where none applies
    offers: tuple[Low, ...]
    doubted: int  # channels whose lowest price is too far from their others to be believed

    @property
    def cheapest(self) -> Low | None:
        """The cheapest; None where no price was read without assumption."""
        return self.offers[0] if self.offers else None

    @property
    def under(self) -> tuple[Low, ...]:
        """Those the floor does not explain."""
        return tuple(low for low in self.offers if low.under)


def cheapest(
    observations: Iterable[Observation], floors: Floors, rules: Rules = WEEKLY
) -> list[Lows]:
    """By period, access, unit and provider, out of observations that are used.

    Credible is a price that was read without assumption, that a share of list can be, and that is
    no further below the channel's median price than a first quote may be from its cell's.
    """
    cells: dict[tuple[date, str, str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        cells[one.period, one.cell.access, one.cell.unit, one.cell.provider].append(one)
    return [_lows(*key, cells[key], floors, rules) for key in sorted(cells)]


def _lows(
    period: date,
    access: str,
    unit: str,
    provider: str,
    told: Iterable[Observation],
    floors: Floors,
    rules: Rules,
) -> Lows:
    floor = floors.in_force(provider, period) if unit in _USAGE else None
    lowest: dict[str, Low] = {}
    doubted = set()
    for one in sorted((one for one in told if one.exact), key=lambda one: one.lowest):
        if not _credible(one, rules):
            doubted.add(one.channel)
        elif one.channel not in lowest:
            share = exp(one.lowest)
            under = floor is not None and share < floor.share
            lowest[one.channel] = Low(one.channel, one.operator, share, under)
    ranked = tuple(sorted(lowest.values(), key=lambda low: (low.share, low.channel)))
    return Lows(period, access, unit, provider, floor, ranked, len(doubted))


def _credible(one: Observation, rules: Rules) -> bool:
    low, high = map(log, rules.plausible)
    return low <= one.lowest <= high and one.log_ratio - one.lowest <= log(rules.first_fence)
