"""A cell's level and index as a PNG, drawn by matplotlib: what was published, and how many stand
behind it. What is missing stays missing; no stranger's words enter the drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import nan
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator, NullFormatter

from market.trends.cells import Cell
from market.trends.published import Published
from reports.exports.behind import Behind
from reports.exports.signs import signs
from reports.exports.weeks import Calendar
from reports.figures import off, percent
from reports.whole import whole

CAPTION = "Advertised offers on public pages seen by us; not transactions."
_LINE, _BAND, _DOT, _GRID, _INK = "#1f5fa8", "#bcd3ec", "#7a8794", "#d9dde2", "#3a434d"
_TICKS = (2.0, 1.0, 0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002)
_NAMES = 7  # of days, side by side
_HALF = 0.5  # of a period, on either side of what is provisional

Seen = Mapping[date, Behind]


def write_png(weeks: Calendar, cell: Cell, path: Path, *, seen: Seen, vintage: int) -> None:
    """The chart of statistics over time: level, index, operators and what was left out."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams |= {"font.size": 9.0, "axes.edgecolor": _GRID, "text.color": _INK}
        figure = Figure(figsize=(9.0, 6.6), layout="constrained")
        level, index, under = figure.subplots(3, 1, sharex=True, height_ratios=(5, 4, 2))
        figure.suptitle(f"{cell.short}, vintage {vintage}", fontweight="bold")
        _level(level, weeks, seen)
        _index(index, weeks)
        _under(under, weeks, seen)
        for axes in (level, index, under):
            _frame(axes, weeks)
        _signs(level, [one for _, one in weeks if one])
        figure.supxlabel(CAPTION, fontsize=8, color=_INK)
        bare = {"Software": None}
        whole(path, lambda file: figure.savefig(file, format="png", dpi=120, metadata=bare))


def named(days: Sequence[date]) -> list[date]:
    """The days that are named below the axis: so far apart that no two names touch."""
    apart = (days[-1] - days[0]) / _NAMES
    chosen = [days[0]]
    for day in days[1:]:
        if day - chosen[-1] >= apart:
            chosen.append(day)
    return chosen


def _frame(axes: Axes, weeks: Calendar) -> None:
    axes.grid(visible=True, axis="y", color=_GRID, linewidth=0.6)
    axes.tick_params(length=0, colors=_INK)
    step = _step(weeks)
    axes.set_xlim(_x(weeks[0][0]) - step, _x(weeks[-1][0]) + step)
    few = named([day for day, _ in weeks])
    axes.set_xticks([_x(day) for day in few], [f"{day:%d %b %Y}" for day in few])
    for day, one in weeks:
        if one and "provisional" in one.flags:
            ends = _x(day) - _HALF * step, _x(day) + _HALF * step
            axes.axvspan(*ends, facecolor="none", edgecolor=_GRID, hatch="///", linewidth=0)


def _level(axes: Axes, weeks: Calendar, seen: Seen) -> None:
    pairs = [(_x(day), share) for day, one in seen.items() for share in one.dots]
    if pairs:
        days, shares = zip(*pairs, strict=True)
        axes.scatter(days, shares, s=7, color=_DOT, linewidths=0, alpha=0.7, zorder=3)
    axes.set_yscale("log")
    low, high = (_column(weeks, name) for name in ("lower_quartile", "upper_quartile"))
    axes.fill_between(_days(weeks), low, high, color=_BAND, linewidth=0)
    axes.plot(_days(weeks), _column(weeks, "median"), color=_LINE, marker="o", markersize=2.5)
    axes.set_ylabel("share of list\nmedian, middle half, operators")
    told = [share for _, share in pairs] + [x for x in (*low, *high) if x > 0]
    if told:
        axes.set_ylim(min(told) * 0.9, max(told) * 1.1)
    _percentages(axes)


def _percentages(axes: Axes) -> None:
    low, high = axes.get_ylim()
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    right = axes.twinx()
    right.set_yscale("log")
    right.set_ylim(low, high)
    for one, spelt in ((axes, percent), (right, off)):
        one.yaxis.set_minor_formatter(NullFormatter())
        one.yaxis.set_minor_locator(FixedLocator([]))
        one.set_yticks(ticks, [spelt(tick) for tick in ticks])
        one.tick_params(length=0, colors=_INK)


def _index(axes: Axes, weeks: Calendar) -> None:
    """The ribbon is the interval of the change over four periods, from where it began."""
    told = [one.index if one else None for _, one in weeks]
    if all(value is None for value in told):
        words = "no index yet: it takes eight weeks"
        axes.text(0.5, 0.5, words, ha="center", transform=axes.transAxes)
    ends = [(one.ribbon if one else None) or (nan, nan) for _, one in weeks]
    low, high = zip(*ends, strict=True)
    axes.fill_between(_days(weeks), low, high, color=_BAND, linewidth=0)
    line = [nan if value is None else value for value in told]
    axes.plot(_days(weeks), line, color=_LINE, marker="o", markersize=2.5)
    axes.set_ylabel("index, base = 100\n95 % of its change over 4 periods")
    axes.yaxis.set_major_locator(MaxNLocator(5))


def _under(axes: Axes, weeks: Calendar, seen: Seen) -> None:
    step = _step(weeks)
    operators = [one.level.operators if one else 0 for _, one in weeks]
    axes.bar(_days(weeks), operators, width=step * 0.7, color=_BAND)
    axes.set_ylabel("operators")
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    right = axes.twinx()
    unknown = [100 * seen[day].unknown if day in seen else nan for day, _ in weeks]
    left_out = [_left_out(one) for _, one in weeks]
    right.plot(_days(weeks), left_out, color=_INK, linewidth=1, label="left out")
    right.plot(
        _days(weeks), unknown, color=_INK, linewidth=1, linestyle=":", label="origin unknown"
    )
    right.set_ylabel("%")
    right.set_ylim(0, 105)
    right.tick_params(length=0, colors=_INK)
    right.legend(loc="center left", fontsize=7, frameon=False)


def _left_out(one: Published | None) -> float:
    part = one.excluded.part if one else None
    return nan if part is None else 100 * part


def _signs(axes: Axes, told: Iterable[Published]) -> None:
    for one in told:
        found = signs(one)
        if found:
            axes.axvline(_x(one.period), color=_INK, linewidth=0.8, linestyle=(0, (1, 2)))
            top = axes.get_ylim()[1]
            axes.text(_x(one.period), top, "\n".join(found), fontsize=7, ha="center", va="bottom")


def _column(weeks: Calendar, name: str) -> list[float]:
    values = [getattr(one.level, name) if one else None for _, one in weeks]
    return [nan if value is None else value for value in values]


def _days(weeks: Calendar) -> list[float]:
    return [_x(day) for day, _ in weeks]


def _step(weeks: Calendar) -> float:
    steps = [later - day for (day, _), (later, _) in pairwise(weeks)]
    return float(min(steps, default=timedelta(days=7)).days)


def _x(day: date) -> float:
    return float(day.toordinal())
