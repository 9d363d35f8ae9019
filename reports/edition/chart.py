"""One cell drawn by matplotlib: level above, index below it, and under both what they stand on."""

from collections.abc import Sequence
from datetime import date, timedelta

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports.charts import drawn, few_days
from reports.edition.chart_index import index
from reports.edition.chart_level import described, hints, level
from reports.edition.chart_parts import GRID, INK, INKS, MARK, strip
from reports.edition.model import Panel, Point, Rhythm
from reports.figures import percent
from reports.svg import inlined

_HEIGHTS = (3.0, 1.7, 0.5, 0.4, 0.4)
# Fixed room, so that panels beside each other stand on the same lines whatever their labels.
_ROOM = {"left": 0.105, "right": 0.87, "top": 0.935, "bottom": 0.045, "hspace": 0.42}


def chart(
    panel: Panel,
    periods: Sequence[date],
    rhythm: Rhythm,
    name: str,
    title: str,
    scale: tuple[float, float],
    waiting: str,
) -> str:
    """The panel as inline SVG, over the given periods, one vertical scale for all panels.

    ``waiting`` stands in the index's place as long as there is none.
    """
    # The salt makes the ids matplotlib derives the same in every run.
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": name, "path.simplify": False}
        mpl.rcParams |= {"font.size": 10.5, "axes.titlesize": 10.5, "axes.titlepad": 5.0}
        figure = Figure(figsize=(4.9, 6.1))
        figure.subplots_adjust(**_ROOM)
        rows = figure.subplots(5, 1, sharex=True, gridspec_kw={"height_ratios": _HEIGHTS})
        _draw(list(rows), panel, periods, rhythm, scale, waiting)
        drawing = drawn(figure)
    return inlined(
        drawing,
        name=name,
        title=title,
        description=described(panel, rhythm),
        inks=INKS,
        hints=hints(panel),
    )


def _draw(
    rows: Sequence[Axes],
    panel: Panel,
    periods: Sequence[date],
    rhythm: Rhythm,
    scale: tuple[float, float],
    waiting: str,
) -> None:
    days = [float(period.toordinal()) for period in periods]
    level(rows[0], days, panel, scale)
    index(rows[1], days, panel.points, waiting)
    _beneath(rows[2:], days, panel.points, rhythm)
    rows[0].set_xlim(days[0] - rhythm.days * 0.7, days[-1] + rhythm.days * 0.7)
    _calendar(rows[-1], periods)
    _marks(rows, panel, rhythm)
    for axes in rows[:2]:
        _provisional(axes, days, panel.points, rhythm)


def _beneath(
    rows: Sequence[Axes], days: Sequence[float], points: Sequence[Point | None], rhythm: Rhythm
) -> None:
    width = rhythm.days * 0.72
    operators = [point.told.level.operators if point else None for point in points]
    unknown = [point.unknown if point else None for point in points]
    left_out = [point.left_out if point else None for point in points]
    strip(rows[0], days, operators, width, "Operators", str, 1)
    strip(rows[1], days, unknown, width, "Supply of unknown origin", percent, 1.0)
    strip(rows[2], days, left_out, width, "Quotes left out", percent, 0.2)


def _calendar(axes: Axes, periods: Sequence[date]) -> None:
    days = few_days(list(periods))
    year = periods[0].year != periods[-1].year
    shape = "%b %Y" if year else "%d %b"
    axes.set_xticks([float(d.toordinal()) for d in days], [f"{d:{shape}}" for d in days], color=INK)


def _marks(rows: Sequence[Axes], panel: Panel, rhythm: Rhythm) -> None:
    """A dotted line where the period begins, through all parts, its sign at the very top."""
    begins: dict[date, set[str]] = {}
    for mark in panel.marks:
        late = (mark.on.toordinal() - panel_start(panel)) % rhythm.days
        begins.setdefault(mark.on - timedelta(late), set()).add(mark.sign)
    for day, signs in sorted(begins.items()):
        at = day.toordinal() - rhythm.days / 2
        for axes in rows:
            axes.axvline(at, color=MARK, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
        told, there = "·".join(sorted(signs)), rows[0].get_xaxis_transform()
        rows[0].text(at, 1.115, told, color=MARK, ha="center", va="bottom", transform=there)


def panel_start(panel: Panel) -> int:
    """The ordinal of any period's first day: where periods begin, modulo their length."""
    return next(point.told.period.toordinal() for point in panel.points if point)


def _provisional(
    axes: Axes, days: Sequence[float], points: Sequence[Point | None], rhythm: Rhythm
) -> None:
    half = rhythm.days / 2
    for day, point in zip(days, points, strict=True):
        if point and point.provisional:
            axes.axvspan(
                day - half, day + half, facecolor="none", edgecolor=GRID, hatch="////",
                linewidth=0, zorder=0,
            )  # fmt: skip
