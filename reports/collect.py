"""The report's content out of the store: a pure function of what is remembered and of the night."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import exp
from statistics import median

from market.claims import Supply, kind_of
from market.types import Access
from reports.calendar import Calendar, look_back
from reports.floor import cost_floor
from reports.levels import level, matched_change
from reports.marks import marks
from reports.memory import Compare, Memory
from reports.model import (
    Cell,
    ChannelLine,
    Cheap,
    Mark,
    Market,
    Newcomer,
    Night,
    Portion,
    Quality,
    Report,
)
from reports.moves import moves
from reports.night import night
from reports.standing import Stall, Standing, standing
from reports.telling import telling
from reports.trends import history
from reports.yardstick import Yardstick
from storage.views import ChannelView, NewChannel

WINDOW = 30  # nights on the charts
WEEK = 7  # nights over which moves are told
_BEST = 5  # cheapest channels named per provider


def collect(memory: Memory, compare: Compare, on: date, run_id: str) -> Report:
    """Everything the report of one night shows; the same memory gives the same report."""
    tonight = night(memory, run_id, on)
    market = _market(memory, compare, on, tonight)
    return Report(on, tonight, market, telling(tonight, market))


def _market(memory: Memory, compare: Compare, on: date, tonight: Night) -> Market:
    floor = cost_floor(on)
    calendar = look_back(memory, on, WINDOW)
    stand = standing(memory.offers_on(on), compare, on, floor, calendar.unread[on])
    cells = tuple(_cells(memory, compare, calendar, stand))
    known = list(memory.channels())
    best = [cheap for stall in stand.stalls.values() for cheap in stall.best.values()]
    lines = [_channel(view, stand) for view in known if view.first_listed]
    since = max(on - timedelta(days=WEEK), calendar.nights[0])
    return Market(
        channels_known=len(lines),
        channels_selling=len(stand.stalls),
        operators=len(stand.operators),
        cells=cells,
        newcomers=tuple(_newcomer(memory, new, stand) for new in memory.new_channels(on)),
        moves=moves(
            memory, compare, since, on, {key: stall.cells for key, stall in stand.stalls.items()}
        ),
        shifts=_shifts(cells, since),
        cheapest=_cheapest(best),
        under_floor=tuple(sorted({cheap.channel for cheap in best if cheap.under_floor})),
        floor=floor,
        channels=tuple(sorted(lines, key=lambda line: (line.offers == 0, line.key))),
        candidates=len(known) - len(lines),
        quality=_quality(stand, tonight),
    )


def _cells(memory: Memory, compare: Compare, calendar: Calendar, stand: Standing) -> Iterator[Cell]:
    """The cells on offer tonight, those that most operators stand behind first."""
    yardstick = Yardstick(compare, calendar.nights)
    nights_of = history(memory, calendar, yardstick)
    offers = sum((stall.cells for stall in stand.stalls.values()), Counter[tuple[str, str]]())
    sources = list(memory.sources())
    found = []
    for key, nights in nights_of.items():
        last = nights[-1] or level(calendar.nights[-1], {}, {})
        before = nights[-1 - WEEK] if len(nights) > WEEK else nights[0]
        moved, matched = matched_change(before, last) if before else (None, 0)
        bent = marks(yardstick, key, sources)
        found.append(Cell(key[0], Access(key[1]), offers[key], last, nights, bent, moved, matched))
    yield from sorted(found, key=lambda c: (-c.tonight.operators, -c.offers, c.provider, c.access))


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


def _newcomer(memory: Memory, new: NewChannel, stand: Standing) -> Newcomer:
    stall = stand.stalls.get(new.key) or Stall()
    facts = [fact for fact in memory.facts(new.key) if fact.gone_on is None]
    said = {fact.value.text for fact in facts if isinstance(fact.value, Supply)}
    return Newcomer(
        channel=new.key,
        name=new.name,
        source=new.source,
        onboarding=new.source_reads == 0,
        first_seen=min((view.seen_on for view in new.evidence if view.seen_on), default=stand.on),
        providers=_names(stall.providers),
        offers=sum(stall.providers.values()),
        cheapest=stall.cheapest,
        supplies=tuple(sorted(said)) or _claimed(stall),
        contacts=len({fact.value for fact in facts if kind_of(fact.value) == "contact"}),
    )


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
        providers=_names(stall.providers),
        offers=sum(stall.providers.values()),
        share=exp(median(stall.log_shares)) if stall.log_shares else None,
        cheapest=cheapest.share if cheapest else None,
        supplies=_claimed(stall),
    )


def _names(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _claimed(stall: Stall) -> tuple[str, ...]:
    return tuple(name for name in _names(stall.supplies) if name != "unknown")


def _quality(stand: Standing, tonight: Night) -> Quality:
    codes = Counter({group.code: 0 for group in tonight.issues})
    for group in tonight.issues:
        codes[group.code] += group.count
    return Quality(
        offers=stand.offers,
        compared=stand.compared,
        implausible=stand.implausible,
        unread=tuple(line.name for line in tonight.sources if not line.healthy),
        bases=_portions(stand.bases, stand.offers),
        supplies=_portions(stand.supplies, stand.offers),
        notices=tuple(sorted(codes.items(), key=lambda item: (-item[1], item[0]))),
    )


def _portions(counted: Mapping[str, int], total: int) -> tuple[Portion, ...]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Portion(name, number, number / total) for name, number in ordered)
