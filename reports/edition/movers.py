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
    """Channels read in the first and in the last of the periods that moved by their own doing."""
    rows: dict[tuple[str, Cell], dict[date, Observation]] = defaultdict(dict)
    for one in observations:
        if one.period in {*periods[:1], *periods[-1:]} and one.cell.unit not in {INPUT, OUTPUT}:
            rows[one.channel, one.cell][one.period] = one
    moved: dict[tuple[str, Cell], list[Mover]] = defaultdict(list)
    for (channel, leaf), by in rows.items():
        if len(by) == 2:
            wide = Cell(leaf.access, leaf.unit, leaf.provider)
            moved[channel, wide].append(_mover(channel, wide, by[periods[0]], by[periods[-1]]))
    for _, group in sorted(moved.items()):
        middle = sorted(group, key=lambda one: one.parts.seller)[len(group) // 2]
        if abs(middle.parts.seller) >= _SEEN_BY_EYE:
            yield middle


def _mover(channel: str, cell: Cell, was: Observation, now: Observation) -> Mover:
    listed = now.list_part - was.list_part
    rated = now.fx_part - was.fx_part
    seller = now.log_ratio - was.log_ratio - listed - rated
    return Mover(
        channel, cell, exp(was.log_ratio), exp(now.log_ratio), Parts(seller, listed, rated)
    )
