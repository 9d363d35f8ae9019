"""A cell's level and index as a chart of characters, drawn by plotext. Without colours, so that it
can be read on any ground; in plain ASCII where something else than a terminal reads it.
"""

from collections.abc import Sequence
from datetime import date

import plotext

from reports.exports.weeks import Calendar, runs
from reports.figures import percent

_LEAST, _MOST = 40, 160  # columns
_FRAME = str.maketrans("─│┌┐└┘├┤┬┴┼", "-|+++++++++")
_ROWS = 13  # of one panel

Points = Sequence[tuple[date, float | None]]


def chart(weeks: Calendar, *, width: int, ascii_only: bool) -> str:
    """Level above, index below; lines without trailing blanks, none wider than ``width``.

    A panel without a number is left out. Empty where nothing can be drawn.
    """
    level = [(day, one.level.mean if one else None) for day, one in weeks]
    index = [(day, one.index if one else None) for day, one in weeks]
    panels = [
        _panel(points, title, width, shares=shares)
        for points, title, shares in (
            (level, "Level: mean share of list price", True),
            (index, "Index: base = 100", False),
        )
        if any(value is not None for _, value in points)
    ]
    drawn = "\n".join(panels)
    return drawn.translate(_FRAME) if ascii_only else drawn


def _panel(points: Points, title: str, width: int, *, shares: bool) -> str:
    figure = plotext.figure
    figure.clear()
    plotext.terminal.limit(False, False)  # the width is an argument
    figure.theme("colorless")
    figure.title(title)
    for run in runs(points):
        days, values = zip(*((float(day.toordinal()), value) for day, value in run), strict=True)
        line = figure.signal(list(days), list(values), marker="*")
        figure.draw(line.lines())
    _scale(figure, [value for _, value in points if value is not None], shares=shares)
    _days(figure, [day for day, _ in points])
    figure.plot_size(max(_LEAST, min(width, _MOST)), _ROWS)
    text = figure.build().string(colorless=True)
    return "\n".join(line.rstrip() for line in text.splitlines())


def _scale(figure: object, values: Sequence[float], *, shares: bool) -> None:
    low, high = min(values), max(values)
    room = max((high - low) * 0.05, high * 0.02)
    low, high = low - room, high + room
    marks = [low + (high - low) * step / 4 for step in range(5)]
    spelt = [percent(mark) if shares else f"{mark:.1f}" for mark in marks]
    ruler = figure.ruler("y", 0)  # type: ignore[attr-defined]  # ships no types
    ruler.lim(low, high)
    ruler.ticks(marks, spelt)


def _days(figure: object, days: Sequence[date]) -> None:
    """At most five, the first and the last among them; room beside a single one."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    last = max(last, first + 1)
    steps = min(4, last - first)
    marks = [round(first + (last - first) * step / steps) for step in range(steps + 1)]
    ruler = figure.ruler("x", 0)  # type: ignore[attr-defined]  # ships no types
    ruler.lim(first, last)
    ruler.ticks([float(mark) for mark in marks], [f"{date.fromordinal(m)}" for m in marks])
