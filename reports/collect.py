"""The report's content out of the store: a pure function of what is remembered and of the night."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from market.spoken import UNNAMED
from market.trends.floors import Floors
from market.types import Access, ChannelStatus
from reports.calendar import Calendar, look_back
from reports.changes import Changes, changes, selling
from reports.levels import level, matched_change
from reports.marks import marks
from reports.memory import Compare, Memory
from reports.model import (
    Cell,
    ChannelLine,
    Cheap,
    Mark,
    Market,
    Night,
    Portion,
    Quality,
    Report,
)
from reports.moves import moves
from reports.newcomers import newcomers, of_nights_before
from reports.night import night
from reports.standing import Stall, Standing, claimed, names, standing
from reports.telling import telling
from reports.trends import history
from reports.yardstick import Yardstick
from storage.views import ChannelView

WINDOW = 30  # nights on the charts
WEEK = 7  # nights over which moves are told
_BEST = 5  # cheapest channels named per provider


def collect(
    memory: Memory, compare: Compare, on: date, run_id: str, floors: Floors | None = None
) -> Report:
    """Everything the report of one night shows; the same memory gives the same report.

    Without ``floors`` the shipped cost floors count.
    """
    known = list(memory.channels())
    apart = frozenset(view.key for view in known if view.status is ChannelStatus.NOT_RESALE)
    tonight = night(memory, run_id, on, apart)
    views = [view for view in known if view.key not in apart]
    market = _market(memory, compare, on, tonight, views, apart, floors or Floors.load())
    return Report(on, tonight, market, telling(tonight, market))


def _market(
    memory: Memory,
    compare: Compare,
    on: date,
    tonight: Night,
    known: Sequence[ChannelView],
    apart: Collection[str],
    floors: Floors,
) -> Market:
    calendar = look_back(memory, on, WINDOW)
    changed = changes(memory, calendar, apart)
    offers = selling(memory.offers_on(on), apart)
    stand = standing(offers, compare, on, floors, calendar.unread[on], changed)
    cells = tuple(_cells(memory, compare, calendar, stand, changed, apart))
    best = [cheap for stall in stand.stalls.values() for cheap in stall.best.values()]
    lines = [_channel(view, stand) for view in known if view.first_listed]
    since = max(on - timedelta(days=WEEK), calendar.nights[0])
    return Market(
        channels_known=len(lines),
        channels_selling=len(stand.stalls),
        operators=len(stand.operators),
        cells=cells,
        newcomers=newcomers(memory, on, stand),
        newcomers_of_week=of_nights_before(memory, on, WEEK, stand),
        moves=moves(
            changed, compare, since, on, {key: stall.cells for key, stall in stand.stalls.items()}
        ),
        shifts=_shifts(cells, since),
        cheapest=_cheapest(best),
        under_floor=tuple(sorted({cheap.channel for cheap in best if cheap.under_floor})),
        floors=floors.on(on),
        channels=tuple(sorted(lines, key=lambda line: (line.offers == 0, line.key))),
        candidates=len(known) - len(lines),
        apart=tuple(sorted(apart)),
        quality=_quality(stand, tonight),
    )


def _cells(
    memory: Memory,
    compare: Compare,
    calendar: Calendar,
    stand: Standing,
    changed: Changes,
    apart: Collection[str],
) -> Iterator[Cell]:
    """The cells on offer tonight, those that most operators stand behind first, and the unnamed
    providers after the named ones.
    """
    yardstick = Yardstick(compare, calendar.nights)
    nights_of = history(memory, calendar, yardstick, changed, apart)
    offers = sum((stall.cells for stall in stand.stalls.values()), Counter[tuple[str, str]]())
    sources = list(memory.sources())
    found = []
    for key, nights in nights_of.items():
        last = nights[-1] or level(calendar.nights[-1], {}, {})
        before = nights[-1 - WEEK] if len(nights) > WEEK else nights[0]
        moved, matched = matched_change(before, last) if before else (None, 0)
        bent = marks(yardstick, key, sources)
        found.append(Cell(key[0], Access(key[1]), offers[key], last, nights, bent, moved, matched))
    yield from sorted(found, key=_weightiest_first)


def _weightiest_first(cell: Cell) -> tuple[bool, int, int, str, str]:
    unnamed = cell.provider == UNNAMED
    return unnamed, -cell.tonight.operators, -cell.offers, cell.provider, cell.access


def _shifts(cells: tuple[Cell, ...], since: date) -> tuple[str, ...]:
    """List prices and currencies that moved within the week, each told once."""
    told: dict[tuple[date, str], Mark] = {}
    for cell in cells:
        told |= {(m.on, m.what): m for m in cell.marks if m.on > since and m.sign != "S"}
    return tuple(f"{mark.on}: {mark.what}" for _, mark in sorted(told.items()))


def _cheapest(best: list[Cheap]) -> tuple[Cheap, ...]:
    ranked = sorted(best, key=lambda cheap: (cheap.provider, cheap.share, cheap.channel))
    taken: Counter[str] = Counter()
    kept = []
    for cheap in ranked:
        taken[cheap.provider] += 1
        if taken[cheap.provider] <= _BEST or cheap.under_floor:
            kept.append(cheap)
    return tuple(kept)


def _channel(view: ChannelView, stand: Standing) -> ChannelLine:
    stall = stand.stalls.get(view.key) or Stall()
    cheapest = stall.cheapest
    return ChannelLine(
        key=view.key,
        name=view.name,
        status=view.status,
        first_listed=view.first_listed,
        last_seen=view.last_seen,
        sources=tuple(view.sources),
        providers=names(stall.providers),
        offers=sum(stall.providers.values()),
        share=stall.share,
        settled=stall.settled,
        cheapest=cheapest.share if cheapest else None,
        supplies=claimed(stall),
    )


def _quality(stand: Standing, tonight: Night) -> Quality:
    codes = Counter({group.code: 0 for group in tonight.issues})
    for group in tonight.issues:
        codes[group.code] += group.count
    return Quality(
        offers=stand.offers,
        compared=stand.compared,
        implausible=stand.implausible,
        unseconded=stand.unseconded,
        unread=tuple(line.name for line in tonight.sources if not line.healthy),
        bases=_portions(stand.bases, stand.offers),
        supplies=_portions(stand.supplies, stand.offers),
        notices=tuple(sorted(codes.items(), key=lambda item: (-item[1], item[0]))),
    )


def _portions(counted: Mapping[str, int], total: int) -> tuple[Portion, ...]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Portion(name, number, number / total) for name, number in ordered)
