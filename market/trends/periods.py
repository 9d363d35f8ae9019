"""The stretches of time a market is observed in: weeks that begin on a Monday, or single nights."""

from datetime import date, timedelta
from enum import StrEnum


class Periods(StrEnum):
    """How long a period is. Weeks are what is published; nights suit short histories."""

    WEEK = "week"
    NIGHT = "night"

    @property
    def length(self) -> timedelta:
        """7 days or one."""
        return timedelta(days=7 if self is Periods.WEEK else 1)

    def of(self, night: date) -> date:
        """The period a night belongs to, named by its first night."""
        return night - timedelta(days=night.weekday()) if self is Periods.WEEK else night

    def before(self, period: date) -> date:
        """The period before."""
        return period - self.length

    def end(self, period: date) -> date:
        """The first night after it; from that night on it has ended."""
        return period + self.length

    def nights(self, period: date) -> tuple[date, ...]:
        """Its nights, in order."""
        return tuple(period + timedelta(days=day) for day in range(self.length.days))

    def has_ended(self, period: date, on: date) -> bool:
        """Whether a night as of ``on`` can no longer belong to it."""
        return on >= self.end(period)
