"""The lower part of a chart: the index, with the interval of its change over four periods."""

from collections.abc import Sequence
from math import nan

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from reports.edition.chart_parts import BAND, GRID, INK, LINE, PAPER, bare
from reports.edition.model import Point


def index(axes: Axes, days: Sequence[float], points: Sequence[Point | None], waiting: str) -> None:
    """Line and ribbon; gaps stay gaps; words as long as there is nothing to draw."""
    bare(axes, "Index, base = 100")
    line = [nan if point is None or point.index is None else point.index for point in points]
    known = [value for value in line if value == value]  # noqa: PLR0124  (nan is not itself)
    if not known:
        axes.set_yticks([])
        axes.text(0.5, 0.5, waiting, color=INK, ha="center", va="center", transform=axes.transAxes)
        return
    ribbons = [(point.told.ribbon if point else None) or (nan, nan) for point in points]
    low, high = zip(*ribbons, strict=True)
    axes.fill_between(days, low, high, color=BAND, linewidth=0)
    axes.plot(days, line, color=LINE, linewidth=1.8, zorder=4)
    _marked(axes, days, points)
    axes.axhline(100, color=GRID, linewidth=1)
    ends = [value for value in (*known, *low, *high, 100.0) if value == value]  # noqa: PLR0124
    room = max((max(ends) - min(ends)) * 0.08, 1.0)
    axes.set_ylim(min(ends) - room, max(ends) + room)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 5, 10]))
    axes.tick_params(axis="y", labelcolor=INK)
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.5)


def _marked(axes: Axes, days: Sequence[float], points: Sequence[Point | None]) -> None:
    """A full dot where a cell moved by itself, a hollow one where it moved with the wider cell."""
    for imputed, face in ((False, LINE), (True, PAPER)):
        there = [
            (day, point.index)
            for day, point in zip(days, points, strict=True)
            if point and point.index is not None and point.imputed is imputed
        ]
        if there:
            across, up = zip(*there, strict=True)
            size = 14 if imputed else 5
            axes.scatter(
                across, up, s=size, facecolors=face, edgecolors=LINE, linewidths=0.8, zorder=5
            )
