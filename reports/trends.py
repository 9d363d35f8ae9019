"""How each cell stood on every night of the window: nights that were read, nothing carried into a
gap, and prices that wait for a second read apart from the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from reports.calendar import Calendar
from reports.changes import Changes, selling
from reports.levels import OBSERVED, level, plausible, product
from reports.memory import Memory
from reports.model import Level
from reports.yardstick import Yardstick

Key = tuple[str, str]  # provider, access
Nightly = list[list[float]]  # log shares, by position of the night


@dataclass(slots=True)
class Rows:
    """One channel's shares in one cell: those borne out by a second read, and the others."""

    solid: Nightly
    doubted: Nightly


Panel = dict[Key, dict[str, Rows]]  # by cell, then by channel


def history(
    memory: Memory,
    calendar: Calendar,
    yardstick: Yardstick,
    changes: Changes,
    apart: Collection[str] = (),
) -> Mapping[Key, tuple[Level | None, ...]]:
    """The level of every cell on every night; None for nights without a run."""
    many = len(calendar.nights)
    panel: Panel = defaultdict(lambda: defaultdict(lambda: Rows(_nightly(many), _nightly(many))))
    operator_of: dict[str, str] = {}
    read = lru_cache(maxsize=None)(calendar.read)  # whole sheets share one source and one stretch
    points = memory.price_points(calendar.nights[0], calendar.nights[-1], OBSERVED)
    for seen in selling(points, apart):
        if seen.offer.paid <= 0:
            continue
        operator_of[seen.channel] = seen.operator or seen.channel
        rows = panel[product(seen.offer)][seen.channel]
        nightly = rows.doubted if changes.doubts(seen) else rows.solid
        paid, divisors = log(seen.offer.paid), yardstick.denominators(seen.offer)
        for night in read(seen.source, seen.valid_from, seen.valid_to):
            divisor = divisors[night]
            if divisor is not None and plausible(paid - divisor):
                nightly[night].append(paid - divisor)
    return {key: tuple(_levels(calendar, rows, operator_of)) for key, rows in sorted(panel.items())}


def _nightly(many: int) -> Nightly:
    return [[] for _ in range(many)]


def _levels(
    calendar: Calendar, rows: Mapping[str, Rows], operator_of: Mapping[str, str]
) -> Iterator[Level | None]:
    for position, night in enumerate(calendar.nights):
        solid = {name: row.solid[position] for name, row in rows.items() if row.solid[position]}
        doubted = {
            name: row.doubted[position] for name, row in rows.items() if row.doubted[position]
        }
        yield level(night, solid, operator_of, doubted) if night in calendar.ran else None
