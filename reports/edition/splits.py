"""How far cells moved, and whose doing it was."""

from collections.abc import Iterable, Iterator

from market.trends.published import Parts
from reports.edition.model import Panel, Rhythm, Split
from reports.figures import change, listed

_SEEN_BY_EYE = 0.005  # log points; less is told as no move


def splits(panels: Iterable[Panel], rhythm: Rhythm) -> Iterator[Split]:
    """The newest change of every panel that has one, with its parts, in the panels' order."""
    for panel in panels:
        found = split(panel, rhythm)
        if found is not None:
            yield found


def split(panel: Panel, rhythm: Rhythm) -> Split | None:
    """The newest period's change since the fourth period before in which anything was read; None
    in a gap.
    """
    last = panel.last
    if last is None or last.told.change is None or last.told.moved is None:
        return None
    told = last.told.change
    since = rhythm.earlier(last.told.period, told.periods)
    start = next((p for p in panel.points if p and p.told.period == since), None)
    if start is None or start.told.moved is None:
        return None
    way, was = last.told.moved, start.told.moved
    parts = Parts(way.seller - was.seller, way.list_price - was.list_price, way.fx - was.fx)
    over = rhythm.across(last.told.period, told.periods)
    return Split(panel.cell, over, parts, told.low, told.high, told.operators)


def whose(parts: Parts) -> str:
    """What each reason did to the share, the weightiest first; what nobody can see by eye is left
    out. A list price that falls makes the share rise, so its own change is never named here.
    """
    named = (
        (parts.seller, "by the sellers"),
        (parts.list_price, "through list prices"),
        (parts.fx, "through exchange rates"),
    )
    seen = sorted(
        (one for one in named if abs(one[0]) >= _SEEN_BY_EYE), key=lambda one: -abs(one[0])
    )
    if len(seen) == 1:
        return f"all {seen[0][1]}"
    return listed([f"{change(part)} {through}" for part, through in seen])
