"""The edition in a handful of plain sentences, each true on its own and with its uncertainty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reports.edition.model import Panel, Point, Rhythm, Split, Tile
from reports.edition.naming import cell_name, market_name, sentence_start
from reports.edition.splits import split, whose
from reports.figures import change, count, few, listed, percent
from reports.levels import PUBLISHED, SHOWN

INDEX_FROM = 8  # periods before there is an index at all
_LOOKED_AT = 26  # periods of which it is said that nothing was read
_LEAST = 0.0005  # log points: no move that could be read off


def headlines(markets: Sequence[Panel], rhythm: Rhythm) -> Iterator[str]:
    """One line for every access market: its level, its change and whose doing it was."""
    if not rhythm.periods:
        yield "Nothing was observed yet, so there is nothing to tell."
    silent = [panel for panel in markets if _operators(panel) < SHOWN]
    for panel in markets:
        if panel.last is not None and panel not in silent:
            told = f"{sentence_start(market_name(panel.cell))}: {level_words(panel.last)}."
            found = split(panel, rhythm)
            yield told if found is None else f"{told} {change_words(found, rhythm)}."
    if silent:
        named = [f"{market_name(panel.cell)} ({_operators(panel)})" for panel in silent]
        yield f"Too few operators to say anything: {listed(named)}."


def _operators(panel: Panel) -> int:
    return panel.last.told.level.operators if panel.last else 0


def level_words(point: Point) -> str:
    """What may be said of a level, and no more."""
    level = point.told.level
    operators = count(level.operators, "operator")
    if level.mean is not None and level.low is not None and level.high is not None:
        return (
            f"on average {percent(level.mean)} of the official price is asked "
            f"(95% interval {percent(level.low)} to {percent(level.high)}, {operators})"
        )
    between = f"{percent(level.lowest or 0)} and {percent(level.highest or 0)}"
    return (
        f"{operators} ask between {between} of the official price, too few for an average, which "
        f"takes {PUBLISHED}"
    )


def change_words(found: Split, rhythm: Rhythm) -> str:
    """A change with its interval, and whose doing it was."""
    over, whole = rhythm.counted(found.periods), found.parts.total
    if abs(whole) < _LEAST:
        told = f"Like for like, that share did not move over {over}"
    else:
        went = "rose" if whole > 0 else "fell"
        told = f"Like for like, that share {went} by {change(whole).lstrip('+−')} over {over}"
    clear = "" if abs(whole) < _LEAST or not _within(found) else ": no clear move"
    return f"{told} ({_interval(found)}{clear}){_of(whose(found.parts))}"


def _interval(found: Split) -> str:
    operators = f"{count(found.operators, 'matched operator')}"
    if found.low is None or found.high is None:
        return f"{operators}, too few for an interval"
    return f"95% interval {change(found.low)} to {change(found.high)}, {operators}"


def _within(found: Split) -> bool:
    """Whether the interval reaches from below to above nought."""
    return found.low is not None and found.high is not None and found.low <= 0 <= found.high


def _of(why: str) -> str:
    return f"; {why}" if why else ""


def unread(rhythm: Rhythm, until: date) -> Iterator[str]:
    """Weeks of which nothing is known because nothing was read: no news of a quiet market."""
    if not rhythm.read or rhythm.days == 1:  # between nights of snapshots nobody meant to look
        return
    newest = rhythm.read[-1]
    since = (until - newest).days // rhythm.days
    if since > 0:
        yield (
            f"Nothing was read for {rhythm.counted(since)}, since the {rhythm.one} of {newest}: "
            "every number here is of that week or older."
        )
    missed = [str(one) for one in rhythm.periods[-_LOOKED_AT:] if one not in rhythm.read]
    if missed:
        weeks = rhythm.one if len(missed) == 1 else rhythm.many
        yield f"Nothing was read in the {weeks} of {few(missed)}: a gap of ours, not the market's."


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


def waiting(rhythm: Rhythm) -> str:
    """What a cell without an index lacks."""
    missing = INDEX_FROM - len(rhythm.periods)
    if missing > 0:
        return f"an index begins with the {INDEX_FROM}th {rhythm.one}, {rhythm.counted(missing)} on"
    return f"fewer than {PUBLISHED} operators in successive {rhythm.many}"


def appeared(panels: Sequence[Panel], rhythm: Rhythm) -> Iterator[str]:
    """Cells that are told for the first time, and those that no longer can be."""
    if len(rhythm.periods) < 2:
        return
    of_turn: dict[str, list[Panel]] = defaultdict(list)
    for panel in panels:
        of_turn[_turn(panel)].append(panel)
    if of_turn["new"]:
        yield f"Told for the first time: {few([cell_name(one.cell) for one in of_turn['new']])}."
    if of_turn["back"]:
        yield f"Told again after a gap: {few([cell_name(one.cell) for one in of_turn['back']])}."
    for panel in of_turn["lost"][:4]:
        yield (
            f"A gap at {cell_name(panel.cell)}: {count(_operators(panel), 'operator')} read, and "
            f"an average takes {PUBLISHED}."
        )


def _turn(panel: Panel) -> str:
    """What became of a cell's average in the newest period; "" where nothing changed."""
    *earlier, last = [bool(one and one.told.level.mean is not None) for one in panel.points]
    if last:
        return "" if earlier and earlier[-1] else "back" if any(earlier) else "new"
    return "lost" if earlier and earlier[-1] else ""


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
            under.append(
                f"{change(found.parts.total)} like for like in {rhythm.counted(found.periods)}"
            )
        way = tuple(one.index if one else None for one in panel.points)
        yield Tile(sentence_start(market_name(panel.cell)), percent(level.mean), tuple(under), way)
