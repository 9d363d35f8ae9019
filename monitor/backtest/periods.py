"""Weeks or nights: what a history of so many dates is reckoned in."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

ENOUGH_WEEKS = 8  # before which an index has no history to stand on


class Period(StrEnum):
    """What the user asks for."""

    AUTO = "auto"
    WEEK = "week"
    NIGHT = "night"


def chosen(asked: Period, nights: Iterable[date]) -> Period:
    """Weeks where there are snapshots of eight or more, else single nights, unless one is asked."""
    if asked is not Period.AUTO:
        return asked
    weeks = {on - timedelta(days=on.weekday()) for on in nights}
    return Period.WEEK if len(weeks) >= ENOUGH_WEEKS else Period.NIGHT
