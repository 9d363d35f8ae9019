"""Which nights a report looks back on, and which sources could not be believed on each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reports.memory import Memory


@dataclass(frozen=True, slots=True)
class Calendar:
    """The nights of a window, those on which a run took place, and the sources unread then.

    A source that was not due is no failure: what it showed last still stands.
    """

    nights: tuple[date, ...]
    ran: frozenset[date]
    unread: Mapping[date, frozenset[str]]

    def read(self, source: str, start: date, end: date | None) -> list[int]:
        """Positions of the nights from ``start`` until before ``end`` on which it was read."""
        first, many = self.nights[0], len(self.nights)
        until = many if end is None else min(many, (end - first).days)
        return [
            position
            for position in range(max(0, (start - first).days), until)
            if self.nights[position] in self.ran
            and source not in self.unread[self.nights[position]]
        ]


def look_back(memory: Memory, on: date, days: int) -> Calendar:
    """The ``days`` nights up to and including ``on``, none before the first run of that time."""
    wanted = [on - timedelta(days=back) for back in range(days - 1, -1, -1)]
    ran = ({run.on for run in memory.runs(limit=days * 4)} & set(wanted)) | {on}
    unread = {night: _failed(memory, night) for night in sorted(ran)}
    return Calendar(tuple(d for d in wanted if d >= min(ran)), frozenset(ran), unread)


def _failed(memory: Memory, night: date) -> frozenset[str]:
    return frozenset(health.source for health in memory.health(night) if not health.healthy)
