"""The edition in a handful of plain sentences, each true on its own and with its uncertainty."""

from collections.abc import Iterable, Iterator, Sequence

from reports.edition.model import Panel, Point, Rhythm, Split, Tile
from reports.edition.naming import access_name, market_name, sentence_start
from reports.edition.splits import split, whose
from reports.figures import change, count, few, percent
from reports.levels import PUBLISHED, SHOWN

INDEX_FROM = 8  # periods before there is an index at all
_LEAST = 0.0005  # log points: no move that could be read off


def headlines(markets: Sequence[Panel], rhythm: Rhythm) -> Iterator[str]:
    """One sentence for the level of every access market, one for its change."""
    if not rhythm.periods:
        yield "Nothing was observed yet, so there is nothing to tell."
        return
    for panel in markets:
        yield from _market(panel, rhythm)


def _market(panel: Panel, rhythm: Rhythm) -> Iterator[str]:
    name = sentence_start(market_name(panel.cell))
    point = panel.last
    if point is None:
        yield f"{name}: nobody was read in the last {rhythm.one}."
        return
    yield f"{name}: {level_words(point)}."
    found = split(panel, rhythm)
    if found is not None:
        yield f"{name}: {change_words(found, rhythm)}."


def level_words(point: Point) -> str:
    """What may be said of a level, and no more."""
    level = point.told.level
    operators = count(level.operators, "operator")
    if level.mean is not None and level.low is not None and level.high is not None:
        return (
            f"sellers ask on average {percent(level.mean)} of the official price "
            f"(95% interval {percent(level.low)} to {percent(level.high)}; {operators})"
        )
    if level.operators >= SHOWN and level.lowest is not None and level.highest is not None:
        return (
            f"{operators} ask between {percent(level.lowest)} and {percent(level.highest)} of the "
            f"official price, too few for an average, which takes {PUBLISHED}"
        )
    return f"{operators}, too few to say anything"


def change_words(found: Split, rhythm: Rhythm) -> str:
    """A change with its interval, and whose doing it was."""
    over = f"over {rhythm.counted(found.periods)}, {count(found.operators, 'matched operator')}"
    whole = found.parts.total
    why = whose(found.parts)
    told = f"prices moved by {change(whole)}" if abs(whole) >= _LEAST else "prices did not move"
    if found.low is None or found.high is None:
        return f"{told} {over} (too few for an interval){_of(why)}"
    interval = f"95% interval {change(found.low)} to {change(found.high)}"
    clear = "" if found.low > 0 or found.high < 0 else ", so no clear move"
    return f"{told} {over} ({interval}{clear}){_of(why)}"


def _of(why: str) -> str:
    return f"; of this {why}" if why else ""


def series_age(rhythm: Rhythm, panels: Iterable[Panel]) -> str:
    """How young the series is, and what is missing for an index."""
    old = len(rhythm.periods)
    if any(point and point.index is not None for panel in panels for point in panel.points):
        first = f"The series begins with the {rhythm.one} of {rhythm.periods[0]}"
        return f"{first}: {rhythm.counted(old)} so far."
    if old < INDEX_FROM:
        return (
            f"The series is {rhythm.counted(old)} old; an index takes {INDEX_FROM}, so "
            f"{rhythm.counted(INDEX_FROM - old)} {'is' if INDEX_FROM - old == 1 else 'are'} "
            "missing and only levels are told."
        )
    return (
        f"The series is {rhythm.counted(old)} old, but in no market did {PUBLISHED} operators or "
        "more show a price in successive periods, so there is no index."
    )


def appeared(panels: Sequence[Panel], rhythm: Rhythm) -> Iterator[str]:
    """Cells that are told for the first time, and those that no longer can be."""
    if len(rhythm.periods) < 2:
        return
    new, lost, back = [], [], []
    for panel in panels:
        earlier = [_told(point) for point in panel.points[:-1]]
        if _told(panel.last):
            (back if any(earlier) else new).append(panel) if not earlier[-1] else None
        elif earlier and earlier[-1]:
            lost.append(panel)
    if new:
        yield f"Told for the first time: {few([_name(panel) for panel in new])}."
    if back:
        yield f"Told again after a gap: {few([_name(panel) for panel in back])}."
    for panel in lost[:4]:
        seen = panel.last.told.level.operators if panel.last else 0
        yield (
            f"A gap at {_name(panel)}: {count(seen, 'operator')} read, and an average takes "
            f"{PUBLISHED}."
        )


def _told(point: Point | None) -> bool:
    return point is not None and point.told.level.mean is not None


def _name(panel: Panel) -> str:
    from reports.edition.naming import cell_name

    return cell_name(panel.cell)


def tiles(markets: Sequence[Panel], rhythm: Rhythm) -> Iterator[Tile]:
    """The level of each access market as one big figure."""
    for panel in markets[:6]:
        point = panel.last
        level = point.told.level if point else None
        if level is None or level.mean is None or level.low is None or level.high is None:
            continue
        under = [f"of list; 95% interval {percent(level.low)} to {percent(level.high)}"]
        found = split(panel, rhythm)
        if found is not None:
            under.append(f"{change(found.parts.total)} in {rhythm.counted(found.periods)}")
        yield Tile(sentence_start(market_name(panel.cell)), percent(level.mean), tuple(under))


__all__ = ["access_name", "appeared", "headlines", "series_age", "tiles"]
