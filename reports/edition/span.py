"""Which days an edition tells of, and what it is called."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Span:
    """An ISO week or a calendar month; both days included."""

    kind: Kind
    first: date
    last: date

    @property
    def stem(self) -> str:
        """The edition's file name without its ending: weekly-2026-W33, monthly-2026-08."""
        if self.kind == "month":
            return f"monthly-{self.first:%Y-%m}"
        return f"weekly-{self.first:%G-W%V}"

    @property
    def title(self) -> str:
        """Week 33 of 2026; August 2026."""
        if self.kind == "month":
            return f"{self.first:%B %Y}"
        return f"Week {int(f'{self.first:%V}')} of {self.first:%G}"


def span_of(kind: Kind, on: date) -> Span:
    """The week or month that the day before ``on`` belongs to.

    An edition made on a Monday tells of the week that ended on Sunday, one made on the first of
    what ended the day before; on any other day of the span so far.
    """
    day = on - timedelta(days=1)
    if kind == "month":
        return Span(kind, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    monday = day - timedelta(days=day.weekday())
    return Span(kind, monday, monday + timedelta(days=6))
