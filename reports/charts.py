"""One cell's level over the nights, drawn by matplotlib: a dot per operator, a hollow one where no
second read bears the price out, the median where five stand behind it, nothing where a night is
missing. No stranger's words enter the drawing.
"""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import nan

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports.figures import off, percent
from reports.model import Cell, Dot, Level
from reports.svg import inlined

# Colours are names: the page's style sheet says what they look like, by light and by dark.
INKS = {
    "#000001": "dot",
    "#000002": "line",
    "#000003": "band",
    "#000004": "grid",
    "#000005": "ink",
    "#000006": "mark",
    "#000007": "floor",
}
_DOT, _LINE, _BAND, _GRID, _INK, _MARK, _FLOOR = INKS
TICKS = (3.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
_PLACES = re.compile(r"(\d\.\d\d)\d+")  # a hundredth of a point is fine enough
_MOST_DOTS = 1500  # beyond that the last night's dots only: a page must stay a page


def bounds(cells: Iterable[Cell]) -> tuple[float, float]:
    """One vertical scale for all panels, so that they can be compared by eye."""
    nights = [night for cell in cells for night in cell.nights if night]
    return scale_of([dot.share for night in nights for dot in (*night.dots, *night.hollow)])


def scale_of(shares: Sequence[float]) -> tuple[float, float]:
    """From the tick below the lowest share to the one above the highest; list price always in."""
    low = max((tick for tick in TICKS if tick < min(shares, default=0.1)), default=0.001)
    high = min((tick for tick in TICKS if tick > max(shares, default=1.0)), default=3.0)
    return low * 0.95, max(high, 1.0) * 1.05


def trend(cell: Cell, name: str, title: str, floor: float, scale: tuple[float, float]) -> str:
    """The cell's nights as inline SVG."""
    read = [night for night in cell.nights if night]
    shown = read if sum(len(night.dots) for night in read) <= _MOST_DOTS else read[-1:]
    # The salt makes the ids matplotlib derives the same in every run.
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": name, "font.size": 9.0}
        figure = Figure(figsize=(5.2, 2.9), layout="constrained")
        axes = figure.add_subplot()
        _frame(axes, cell, floor, scale)
        _levels(axes, cell.nights)
        _dots(axes, shown)
        _hollow(axes, shown)
        _marks(axes, cell, scale)
        drawing = drawn(figure)
    hints = {
        "dots": [_hint(dot, night.on) for night in shown for dot in night.dots],
        "hollow": [
            f"{_hint(dot, night.on)}, not confirmed" for night in shown for dot in night.hollow
        ],
    }
    return inlined(
        drawing,
        name=name,
        title=title,
        description=_described(read),
        inks=INKS,
        hints={group: texts for group, texts in hints.items() if texts},
    )


def _hint(dot: Dot, on: date) -> str:
    return f"{dot.operator}: {percent(dot.share)} on {on}"


def drawn(figure: Figure) -> str:
    """The figure as SVG text without date or maker: the same figure gives the same text."""
    out = io.StringIO()
    bare = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(out, format="svg", transparent=True, metadata=bare)
    return _PLACES.sub(r"\1", out.getvalue())


def _frame(axes: Axes, cell: Cell, floor: float, scale: tuple[float, float]) -> None:
    nights = [night.on for night in cell.nights if night]
    axes.set_yscale("log")
    axes.set_ylim(*scale)
    axes.set_xlim(_x(nights[0]) - 0.7, _x(nights[-1]) + 0.7)
    for spine in axes.spines.values():
        spine.set_visible(False)
    ticks = [tick for tick in TICKS if scale[0] <= tick <= scale[1]]
    axes.minorticks_off()
    axes.set_yticks(ticks, [percent(tick) for tick in ticks], color=_INK)
    axes.grid(visible=True, axis="y", color=_GRID, linewidth=0.7)
    axes.tick_params(length=0, pad=5)
    days = few_days([night.on for night in cell.nights if night])
    axes.set_xticks([_x(day) for day in days], [f"{day:%d %b}" for day in days], color=_INK)
    discounts(axes, ticks)
    if floor >= scale[0]:
        axes.axhline(floor, color=_FLOOR, linewidth=1, linestyle=(0, (2, 2)))


def discounts(axes: Axes, ticks: Sequence[float], said: Callable[[float], str] = off) -> None:
    """The same scale read the other way, on the right: share of list as discount."""
    right = axes.twinx()
    right.set_yscale("log")
    right.set_ylim(axes.get_ylim())
    right.minorticks_off()
    right.set_yticks(ticks, [said(tick) if tick < 1 else "" for tick in ticks], color=_INK)
    right.tick_params(length=0, pad=5)
    for spine in right.spines.values():
        spine.set_visible(False)


def _levels(axes: Axes, nights: Sequence[Level | None]) -> None:
    told = [(n.on, n.median, n.low, n.high) for n in nights if n and n.median]
    if not told:
        return
    first, last = nights_between(nights)
    by_day = {_x(day): values for day, *values in told}
    days = [float(day) for day in range(int(_x(first)), int(_x(last)) + 1)]
    middle, low, high = zip(*(by_day.get(day, [nan, nan, nan]) for day in days), strict=True)
    axes.fill_between(days, low, high, color=_BAND, linewidth=0)
    axes.plot(days, middle, color=_LINE, linewidth=2, marker="o", markersize=2.5, zorder=4)


def nights_between(nights: Sequence[Level | None]) -> tuple[date, date]:
    """The first and the last night that were read."""
    read = [night.on for night in nights if night]
    return read[0], read[-1]


def _dots(axes: Axes, nights: Sequence[Level]) -> None:
    pairs = [(_x(night.on), dot.share) for night in nights for dot in night.dots]
    if pairs:
        days, shares = zip(*pairs, strict=True)
        axes.scatter(days, shares, s=9, color=_DOT, linewidths=0, gid="dots", zorder=3)


def _hollow(axes: Axes, nights: Sequence[Level]) -> None:
    pairs = [(_x(night.on), dot.share) for night in nights for dot in night.hollow]
    if pairs:
        days, shares = zip(*pairs, strict=True)
        axes.scatter(
            days, shares, s=14, facecolors="none", edgecolors=_LINE, linewidths=0.9, gid="hollow"
        )


def _marks(axes: Axes, cell: Cell, scale: tuple[float, float]) -> None:
    for day in sorted({mark.on for mark in cell.marks}):
        signs = "·".join(sorted({mark.sign for mark in cell.marks if mark.on == day}))
        axes.axvline(_x(day) - 0.5, color=_MARK, linewidth=1, linestyle=(0, (1, 2)))
        axes.text(_x(day) - 0.5, scale[1], signs, color=_MARK, ha="center", va="bottom")


def _x(day: date) -> float:
    return float(day.toordinal())


def few_days(days: Sequence[date]) -> list[date]:
    """At most five days, evenly spread, the first and the last among them."""
    if len(days) <= 5:
        return list(days)
    return [days[round(step * (len(days) - 1) / 4)] for step in range(5)]


def _described(nights: Sequence[Level]) -> str:
    told = [night for night in nights if night.median]
    if not told:
        return "Too few operators for a median; one dot per operator and night."
    first, last = told[0], told[-1]
    return (
        f"Median share of list {percent(first.median or 0)} on {first.on} and "
        f"{percent(last.median or 0)} on {last.on}, {last.operators} operators on the last night."
    )
