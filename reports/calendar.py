"""Which nights a report looks back on, and which sources were read on each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reports.memory import Memory
from storage.views import Health


@dataclass(frozen=True, slots=True)
class Calendar:
    """The nights of a window, those on which a run took place, and how the sources fared then.

    A source that was not due is no failure: what it showed last still stands. But only a source
    that was ``seen`` has spoken.
    """

    nights: tuple[date, ...]
    ran: frozenset[date]
    unread: Mapping[date, frozenset[str]]
    seen: Mapping[date, frozenset[str]]

    def read(self, source: str, start: date, end: date | None) -> list[int]:
        """Positions of the nights from ``start`` until before ``end`` on which it was read."""
        return [
            position
            for position in self._positions(start, end)
            if self.nights[position] in self.ran
            and source not in self.unread[self.nights[position]]
        ]

    def times_seen(self, source: str, start: date, end: date | None) -> int:
        """How often it spoke from ``start``, when it did, until before ``end``."""
        nights = (self.nights[position] for position in self._positions(start, end))
        return 1 + sum(night > start and source in self.seen.get(night, ()) for night in nights)

    def _positions(self, start: date, end: date | None) -> range:
        first, many = self.nights[0], len(self.nights)
        until = many if end is None else min(many, (end - first).days)
        return range(max(0, (start - first).days), until)


def look_back(memory: Memory, on: date, days: int) -> Calendar:
    """The ``days`` nights up to and including ``on``, none before the first run of that time."""
    wanted = [on - timedelta(days=back) for back in range(days - 1, -1, -1)]
    ran = ({run.on for run in memory.runs(limit=days * 4)} & set(wanted)) | {on}
    told = {night: list(memory.health(night)) for night in sorted(ran)}
    return Calendar(
        nights=tuple(day for day in wanted if day >= min(ran)),
        ran=frozenset(ran),
        unread={night: _those(healths, healthy=False) for night, healths in told.items()},
        seen={night: _those(healths, healthy=True) for night, healths in told.items()},
    )


def _those(healths: Iterable[Health], *, healthy: bool) -> frozenset[str]:
    return frozenset(health.source for health in healths if health.healthy is healthy)
