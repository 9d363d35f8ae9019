"""The cheapest credible offers of each provider, week by week, beside the cost floor."""

from dataclasses import dataclass
from datetime import date

from market.spoken import provider_name
from market.trends.cheapest import Lows, cheapest
from market.trends.floors import ANY, Floors
from reports.asked.memory import Asked
from reports.asked.weeks import observed
from reports.figures import count, percent


@dataclass(frozen=True, slots=True)
class Cheapest:
    """By period, access, unit and provider; the last period's are told last."""

    weeks: tuple[Lows, ...]
    excluded: int

    @property
    def newest(self) -> tuple[Lows, ...]:
        """Those of the last week."""
        return tuple(one for one in self.weeks if one.period == self.weeks[-1].period)


def of(memory: Asked, on: date, floors: Floors, weeks: int = 13) -> Cheapest:
    """The cheapest offers of the last observed weeks."""
    told = observed(memory, on, weeks)
    return Cheapest(tuple(cheapest(told.used, floors)), told.excluded)


def in_words(lows: Lows) -> str:
    """What may be said of one provider in one week."""
    name, low = provider_name(lows.provider), lows.cheapest
    if low is None:
        return f"{name}: no price that was read without assumption."
    told = f"{name}: from {percent(low.share)} of list ({low.channel})"
    if lows.floor is None:
        return f"{told}; no cost floor applies."
    under = len(lows.under)
    plan = lows.floor.plan if lows.floor.provider != ANY else "the best-yielding plan of anybody"
    floor = f"the {percent(lows.floor.share)} that {plan} costs when driven to its limit"
    if not under:
        return f"{told}; none below {floor}."
    return f"{told}; {count(under, 'channel')} below {floor}."
