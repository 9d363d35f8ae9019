"""Which sellers moved, over one week or four, and what of it is their own doing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from market.trends.cells import INPUT, OUTPUT, Cell
from market.trends.observation import Observation
from market.trends.published import Parts

_SEEN_BY_EYE = 0.005


@dataclass(frozen=True, slots=True)
class Mover:
    """One channel's move in one cell, shown by the middle one of its leaves."""

    channel: str
    cell: Cell
    before: float  # share of list
    now: float
    parts: Parts


def movers(observations: Iterable[Observation], periods: Sequence[date]) -> Iterator[Mover]:
    """Channels that were read in every one of the periods and moved by their own doing.

    The first period is where they come from. A channel with a period unread in between is left
    out: what the list price did meanwhile is not known of it.
    """
    rows: dict[tuple[str, Cell], dict[date, Observation]] = defaultdict(dict)
    for one in observations:
        if one.cell.unit not in {INPUT, OUTPUT}:
            rows[one.channel, one.cell][one.period] = one
    moved: dict[tuple[str, Cell], list[Mover]] = defaultdict(list)
    for (channel, leaf), by in rows.items():
        if len(periods) > 1 and all(period in by for period in periods):
            wide = Cell(leaf.access, leaf.unit, leaf.provider)
            moved[channel, wide].append(_mover(channel, wide, [by[p] for p in periods]))
    for (_, _), group in sorted(moved.items()):
        middle = sorted(group, key=lambda one: one.parts.seller)[len(group) // 2]
        if abs(middle.parts.seller) >= _SEEN_BY_EYE:
            yield middle


def _mover(channel: str, cell: Cell, way: Sequence[Observation]) -> Mover:
    first, last = way[0], way[-1]
    listed = sum(one.list_step for one in way[1:])
    rated = sum(one.fx_step for one in way[1:])
    seller = last.log_ratio - first.log_ratio - listed - rated
    return Mover(
        channel, cell, exp(first.log_ratio), exp(last.log_ratio), Parts(seller, listed, rated)
    )
