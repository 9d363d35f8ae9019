"""Weeks or nights: what a history of so many dates is reckoned in."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from market.trends.periods import Periods

ENOUGH_WEEKS = 8  # before which an index has no history to stand on


class Asked(StrEnum):
    """What the user asks for."""

    AUTO = "auto"
    WEEK = Periods.WEEK.value
    NIGHT = Periods.NIGHT.value


def chosen(asked: Asked, nights: Iterable[date]) -> Periods:
    """Weeks where there are snapshots of eight or more, else single nights, unless one is asked."""
    if asked is not Asked.AUTO:
        return Periods(asked)
    weeks = {Periods.WEEK.of(on) for on in nights}
    return Periods.WEEK if len(weeks) >= ENOUGH_WEEKS else Periods.NIGHT
