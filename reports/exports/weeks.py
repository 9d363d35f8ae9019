"""A cell's published numbers on the calendar: weeks of which nothing was told are gaps."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from market.trends.published import Published

Calendar = Sequence[tuple[date, Published | None]]
_WEEK = 7  # days


def calendar(numbers: Iterable[Published], periods: Sequence[date], step: str) -> Calendar:
    """Every period from the cell's first number to the newest period told, gaps included.

    ``step``: what a period is, "week" or "night". A night on which nobody looked is no gap.
    """
    told = {one.period: one for one in numbers}
    if not told:
        return []
    first, last = min(told), max([*periods, *told])
    if step == "night":
        return [(day, told.get(day)) for day in sorted({*periods, *told}) if day >= first]
    days = range(0, (last - first).days + 1, _WEEK)
    return [(day, told.get(day)) for day in (first + timedelta(n) for n in days)]


def runs(points: Sequence[tuple[date, float | None]]) -> Iterator[list[tuple[date, float]]]:
    """Stretches without a gap, in order."""
    run: list[tuple[date, float]] = []
    for day, value in points:
        if value is not None:
            run.append((day, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
