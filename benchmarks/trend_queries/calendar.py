"""The weeks of an invented past: 156 of them, of which the last one is not over yet."""

from datetime import date, timedelta

WEEKS = 156
LAST = date(2026, 11, 16)  # the Monday of the newest week
NIGHT = LAST + timedelta(days=5)
DAYS = tuple(LAST - timedelta(weeks=WEEKS - 1 - week) for week in range(WEEKS))
ISO = tuple(day.isoformat() for day in DAYS)


def back(weeks: int) -> date:
    """The Monday so many weeks before the newest."""
    return DAYS[WEEKS - 1 - weeks]
