"""What the parts of a chart share: inks, bare frames, and strips of bars."""

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes

# Colours are names: the page's style sheet says what they look like, by light and by dark.
INKS = {
    "#000001": "dot",
    "#000002": "line",
    "#000003": "band",
    "#000004": "grid",
    "#000005": "ink",
    "#000006": "mark",
    "#000007": "floor",
    "#000008": "bar",
    "#000009": "paper",
}
DOT, LINE, BAND, GRID, INK, MARK, FLOOR, BAR, PAPER = INKS


def bare(axes: Axes, title: str, right: str = "") -> None:
    """No frame; the part's name above it, and what the right-hand scale is."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, pad=4)
    axes.set_title(title, loc="left", color=INK)
    if right:
        axes.set_title(right, loc="right", color=INK)


def strip(
    axes: Axes,
    days: Sequence[float],
    values: Sequence[float | None],
    width: float,
    title: str,
    told: Callable[[Any], str],
    least_top: float,
) -> None:
    """Bars from nought, the newest and the highest one's value written out; no bar where nothing
    was read.
    """
    known = [(day, value) for day, value in zip(days, values, strict=True) if value is not None]
    values_known = [value for _, value in known]
    newest = f": {told(values_known[-1])}, at most {told(max(values_known))}" if known else ""
    bare(axes, f"{title}{newest}")
    top = max([*values_known, least_top]) * 1.05
    axes.set_ylim(0, top)
    axes.set_yticks([])
    axes.axhline(0, color=GRID, linewidth=0.8)
    if known:
        axes.bar([day for day, _ in known], values_known, width, color=BAR)
