"""Offers whose price moved lately, and which of their prices no second read bears out.

A price that was read once and contradicted before and after is a slip of somebody's, the seller's
or ours: it is drawn, but it is neither a level, nor a move, nor what a move is measured by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.calendar import Calendar
from reports.levels import OBSERVED
from reports.memory import Memory
from storage.views import OfferView

Name = tuple[str, ...]
History = Sequence[OfferView]

_AGREE_WITHIN = 0.05  # two reads this close say the same


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed within a window, each offer by its prices, oldest first."""

    histories: Mapping[Name, History]
    doubted: frozenset[tuple[Name, date]]

    def doubts(self, seen: OfferView) -> bool:
        """Whether this price still waits for a second read, or waited in vain."""
        return bool(self.doubted) and (named(seen), seen.valid_from) in self.doubted


def named(seen: OfferView) -> Name:
    """What makes it the same offer, however its price moves."""
    offer = seen.offer
    return (
        seen.channel, seen.source, offer.provider, offer.model, offer.listed_as, offer.access,
        offer.group, offer.unit,
    )  # fmt: skip


def changes(memory: Memory, calendar: Calendar, apart: Collection[str] = ()) -> Changes:
    """Everything that changed within the nights of the calendar, but for the channels ``apart``."""
    first, last = calendar.nights[0], calendar.nights[-1]
    histories: dict[Name, list[OfferView]] = defaultdict(list)
    for seen in memory.price_points(first, last, OBSERVED):
        # A price that outlasts the window was contradicted by nobody; most are of that kind.
        if (seen.valid_from > first or seen.valid_to is not None) and seen.channel not in apart:
            histories[named(seen)].append(seen)
    for history in histories.values():
        history.sort(key=lambda seen: seen.valid_from)
    doubted = {
        (name, seen.valid_from)
        for name, history in histories.items()
        for seen in _doubted(history, calendar)
    }
    return Changes(histories, frozenset(doubted))


def _doubted(history: History, calendar: Calendar) -> Iterator[OfferView]:
    if len(history) < 2:
        return
    times = [calendar.times_seen(p.source, p.valid_from, p.valid_to) for p in history]
    yield from (history[place] for place in sorted(unseconded(history, times)))


def unseconded(history: History, times: Sequence[int]) -> set[int]:
    """Places of the prices that were read once and that neither neighbour agrees with.

    The first price is believed until another is read twice; one that comes back to what was
    believed before needs no second read.
    """
    lone: set[int] = set()
    believed, read_at_first = 0, times[0]
    for place in range(1, len(history)):
        seconded = place - 1 in lone and _agree(history[place], history[place - 1])
        if _agree(history[place], history[believed]):
            read_at_first += times[place]
        elif seconded or times[place] > 1:
            lone -= {place - 1} if seconded else set()
            lone |= {0} if read_at_first == 1 else set()
            read_at_first = 2  # whatever the first price was, it is settled
        else:
            lone.add(place)
            continue
        believed = place
    return lone


def _agree(one: OfferView, other: OfferView) -> bool:
    low, high = sorted((float(one.offer.paid), float(other.offer.paid)))
    return one.offer.currency == other.offer.currency and low >= high * (1 - _AGREE_WITHIN)


def selling(points: Iterable[OfferView], apart: Collection[str]) -> Iterator[OfferView]:
    """The offers of everybody but the channels ``apart``."""
    return (seen for seen in points if seen.channel not in apart)
