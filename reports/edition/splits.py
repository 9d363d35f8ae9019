"""How far cells moved, and whose doing it was."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from market.trends.published import Parts
from reports.edition.model import Panel, Point, Rhythm, Split
from reports.figures import change, listed

_SEEN_BY_EYE = 0.005  # log points; less is told as no move


def splits(panels: Iterable[Panel], rhythm: Rhythm) -> Iterator[Split]:
    """The newest change of every panel that has one, with its parts, in the panels' order."""
    for panel in panels:
        found = split(panel, rhythm)
        if found is not None:
            yield found


def split(panel: Panel, rhythm: Rhythm) -> Split | None:
    """The newest period's change over four periods; None in a gap."""
    last = panel.last
    if last is None or last.told.change is None or last.told.moved is None:
        return None
    told = last.told.change
    start = before(panel, last, told.periods, rhythm)
    if start is None or start.told.moved is None:
        return None
    way, was = last.told.moved, start.told.moved
    parts = Parts(way.seller - was.seller, way.list_price - was.list_price, way.fx - was.fx)
    return Split(panel.cell, told.periods, parts, told.low, told.high, told.operators)


def before(panel: Panel, point: Point, periods: int, rhythm: Rhythm) -> Point | None:
    """The same cell so many periods earlier."""
    wanted = point.told.period - timedelta(periods * rhythm.days)
    return next((p for p in panel.points if p and p.told.period == wanted), None)


def whose(parts: Parts) -> str:
    """The parts in words, the weightiest first; what nobody can see by eye is left out."""
    named = (
        (parts.seller, "sellers", "by the sellers"),
        (parts.list_price, "list prices", "through list prices"),
        (parts.fx, "exchange rates", "through exchange rates"),
    )
    seen = sorted(
        (one for one in named if abs(one[0]) >= _SEEN_BY_EYE), key=lambda one: -abs(one[0])
    )
    if len(seen) == 1:
        return f"all {seen[0][2]}"
    return listed([f"{name} {change(part)}" for part, name, _ in seen])
