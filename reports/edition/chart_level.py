"""The upper part of a chart: where operators stand, on a logarithmic scale."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import nan

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from reports.charts import TICKS, discounts
from reports.edition.chart_parts import BAND, DOT, GRID, INK, LINE, bare
from reports.edition.model import Panel, Point, Rhythm
from reports.figures import change, off, percent

_MOST_DOTS = 2_500  # of all periods together; beyond, the newest periods' only


def level(axes: Axes, days: Sequence[float], panel: Panel, scale: tuple[float, float]) -> None:
    """Median line, middle half, one dot per operator."""
    bare(axes, "Share of list price", "discount")
    axes.set_yscale("log")
    axes.set_ylim(*scale)
    ticks = [tick for tick in TICKS if scale[0] <= tick <= scale[1]]
    axes.minorticks_off()
    axes.set_yticks(ticks, [percent(tick) for tick in ticks], color=INK)
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.7)
    discounts(axes, ticks, lambda share: off(share).removesuffix(" off"))
    _dots(axes, panel)
    _middle(axes, days, panel.points)


def dotted(panel: Panel) -> tuple[Point, ...]:
    """The points whose dots are drawn, newest periods first to be kept."""
    kept: list[Point] = []
    for point in reversed([point for point in panel.points if point and point.dots]):
        if kept and sum(len(one.dots) for one in kept) + len(point.dots) > _MOST_DOTS:
            break
        kept.append(point)
    return tuple(reversed(kept))


def _dots(axes: Axes, panel: Panel) -> None:
    """The newest period's dots are marks of their own, with tooltips; the older ones one path."""
    shown = dotted(panel)
    older = [(_x(point), dot.share) for point in shown[:-1] for dot in point.dots]
    if older:
        ends = [end for day, share in older for end in ((day, share), (day + 0.01, share))]
        codes = [Path.MOVETO, Path.LINETO] * len(older)
        dots = PathPatch(
            Path(ends, codes), edgecolor=DOT, facecolor="none", linewidth=2.2, capstyle="round"
        )
        axes.add_patch(dots)
    newest = [(_x(point), dot.share) for point in shown[-1:] for dot in point.dots]
    if newest:
        days, shares = zip(*newest, strict=True)
        axes.scatter(days, shares, s=9, color=DOT, linewidths=0, gid="newest", zorder=3)


def hints(panel: Panel) -> Mapping[str, Sequence[str]]:
    """Tooltips of the newest period's dots."""
    shown = dotted(panel)[-1:]
    told = [f"{dot.operator}: {percent(dot.share)}" for point in shown for dot in point.dots]
    return {"newest": told} if told else {}


def _middle(axes: Axes, days: Sequence[float], points: Sequence[Point | None]) -> None:
    """A gap stays a gap; a point between two gaps shows itself as a point."""
    rows = [_row(point) for point in points]
    middle, low, high = (list(column) for column in zip(*rows, strict=True))
    axes.fill_between(days, low, high, color=BAND, linewidth=0)
    axes.plot(days, middle, color=LINE, linewidth=1.8, marker="o", markersize=2.2, zorder=4)


def _row(point: Point | None) -> tuple[float, float, float]:
    told = point.told.level if point else None
    if told is None or told.median is None:
        return nan, nan, nan
    return told.median, told.lower_quartile or nan, told.upper_quartile or nan


def _x(point: Point) -> float:
    return float(point.told.period.toordinal())


def described(panel: Panel, rhythm: Rhythm) -> str:
    """The chart in two sentences, for whoever cannot see it."""
    told = [p for p in panel.points if p and p.told.level.median]
    if not told:
        return f"Too few operators for a median in any {rhythm.one}; dots from three on."
    first, last = told[0], told[-1]
    gaps = sum(1 for a, b in pairwise(panel.points) if a and not b)
    index = "" if last.index is None else f" The index stands at {last.index:.1f}."
    since, moved = "", last.told.change
    if last.told.ribbon is not None and moved is not None:
        over = rhythm.across(last.told.period, moved.periods)
        since = f" Over {rhythm.counted(over)}: {change(moved.log)}."
    return (
        f"Median share of list {percent(first.told.level.median or 0)} in the {rhythm.one} of "
        f"{first.told.period} and {percent(last.told.level.median or 0)} in that of "
        f"{last.told.period}, {last.told.level.operators} operators.{index}{since}"
        f"{f' {gaps} gaps.' if gaps else ''}"
    )
