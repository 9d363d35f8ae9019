"""How each cell stood on every night of the window: nights that were read, nothing carried into a
gap.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log

from reports.calendar import Calendar
from reports.levels import OBSERVED, level, plausible, product
from reports.memory import Memory
from reports.model import Level
from reports.yardstick import Yardstick

Key = tuple[str, str]  # provider, access
Nightly = list[list[float]]  # log shares, by position of the night
Panel = dict[Key, dict[str, Nightly]]  # by cell, then by channel


def history(
    memory: Memory, calendar: Calendar, yardstick: Yardstick
) -> Mapping[Key, tuple[Level | None, ...]]:
    """The level of every cell on every night; None for nights without a run."""
    panel, operator_of = _panel(memory, calendar, yardstick)
    return {key: tuple(_levels(calendar, rows, operator_of)) for key, rows in sorted(panel.items())}


def _panel(
    memory: Memory, calendar: Calendar, yardstick: Yardstick
) -> tuple[Panel, dict[str, str]]:
    panel: Panel = defaultdict(lambda: defaultdict(lambda: [[] for _ in calendar.nights]))
    operator_of: dict[str, str] = {}
    read = lru_cache(maxsize=None)(calendar.read)  # whole sheets share one source and one stretch
    for seen in memory.price_points(calendar.nights[0], calendar.nights[-1], OBSERVED):
        if seen.offer.paid <= 0:
            continue
        operator_of[seen.channel] = seen.operator or seen.channel
        nightly = panel[product(seen.offer)][seen.channel]
        paid, divisors = log(seen.offer.paid), yardstick.denominators(seen.offer)
        for night in read(seen.source, seen.valid_from, seen.valid_to):
            divisor = divisors[night]
            if divisor is not None and plausible(paid - divisor):
                nightly[night].append(paid - divisor)
    return panel, operator_of


def _levels(
    calendar: Calendar, rows: Mapping[str, Nightly], operator_of: Mapping[str, str]
) -> Iterator[Level | None]:
    for position, night in enumerate(calendar.nights):
        there = {
            channel: nightly[position] for channel, nightly in rows.items() if nightly[position]
        }
        yield level(night, there, operator_of) if night in calendar.ran else None
