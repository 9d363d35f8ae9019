"""How much of the market was seen within the last four weeks, out of the store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Protocol

from market.trends.coverage import Coverage, coverage
from market.trends.discovery import Discovery, discovery
from market.trends.witnesses import Sighting, witnesses

WINDOW = timedelta(days=27)  # and the night itself: long enough for every source's turn


class Memory(Protocol):
    """What of the store coverage is reckoned from."""

    def sightings(self, since: date, until: date) -> Iterable[Sighting]: ...
    def attendance(self, since: date, until: date) -> Mapping[date, frozenset[str]]: ...
    def first_met(self, until: date) -> Mapping[date, int]: ...
    def pages_fetched(self, since: date, until: date) -> Mapping[date, int]: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """Coverage as of a night, and what finding it took."""

    on: date
    since: date
    coverage: Coverage
    discovery: Discovery


def of(memory: Memory, on: date) -> Seen:
    """Coverage of the four weeks that end with a night; the discovery curve from the first one."""
    since = on - WINDOW
    told = list(memory.sightings(since, on))
    there = {n.toordinal(): who for n, who in memory.attendance(since, on).items()}
    channels = len({one.channel for one in told})
    found = coverage(witnesses(told), channels, there)
    return Seen(
        on, since, found, discovery(memory.first_met(on), memory.pages_fetched(date.min, on))
    )


def in_words(seen: Seen) -> str:
    """The one sentence that may be quoted."""
    found = seen.coverage
    known = f"{found.operators} operators seen between {seen.since} and {seen.on}"
    if found.bound is None:
        return f"{known}; how many there are is not estimable: {found.why_not}."
    bound = found.bound
    # rounded so that neither word says more than is known
    return (
        f"{known}; at least {floor(bound.least)} exist (95 %: {floor(bound.low)} to "
        f"{ceil(bound.high)}), we see at most {ceil(100 * bound.share)}% of them."
    )
