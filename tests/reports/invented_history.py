"""An invented market over many weeks: observations, and numbers published of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from math import exp, log, sqrt
from random import Random
from statistics import fmean, median, quantiles, stdev

from invented_memory import InventedMemory, sample

from market.trends.cells import ALL, Cell
from market.trends.observation import Observation
from market.trends.published import Change, Excluded, Level, Parts, Published, Vintage, Weight
from market.trends.witnesses import Sighting
from storage.views import Run

START = date(2026, 1, 5)  # a Monday
_MARKETS = (
    ("relay_api", "tokens", "anthropic", 24, 0.12),
    ("relay_api", "tokens", "openai", 19, 0.17),
    ("relay_api", "tokens", "google", 12, 0.21),
    ("relay_api", "tokens", "xai", 6, 0.28),
    ("relay_api", "tokens", "deepseek", 4, 0.55),
    ("subscription", "month", "anthropic", 9, 0.31),
    ("subscription", "month", "openai", 7, 0.24),
    ("account", "account", "openai", 5, 0.09),
    ("api_key", "key", "anthropic", 2, 0.05),
)
_SUPPLIES = ("unknown", "official", "subscription_pool", "unknown", "reverse")
_TIERS = ("premium", "standard")


@dataclass
class InventedHistory(InventedMemory):
    """The same memory with a past."""

    seen: list[Observation] = field(default_factory=list)
    told: dict[int, list[Published]] = field(default_factory=dict)
    known_vintages: list[Vintage] = field(default_factory=list)
    versions: dict[date, str] = field(default_factory=dict)

    def runs(self, limit: int) -> list[Run]:
        started = datetime(2026, 7, 15, 2, tzinfo=UTC)
        return [
            Run(str(on), on, "closed", started, self._version(on), "x")
            for on in sorted(self.nights)[-limit:]
        ][::-1]

    def _version(self, on: date) -> str:
        return max(
            [(day, name) for day, name in self.versions.items() if day <= on] or [(on, "1")]
        )[1]

    def observations(
        self, since: date, until: date, cell: Cell | None = None
    ) -> Iterator[Observation]:
        for one in self.seen:
            if since <= one.period <= until and (cell is None or cell.holds(one.cell)):
                yield one

    def observed_periods(self) -> list[date]:
        return sorted({one.period for one in self.seen})

    def vintages(self) -> list[Vintage]:
        return self.known_vintages

    def published(
        self,
        vintage: int,
        *,
        cells: Collection[Cell] = (),
        since: date = date.min,
        until: date = date.max,
    ) -> list[Published]:
        return [
            one
            for one in self.told.get(vintage, [])
            if since <= one.period <= until and (not cells or one.cell in cells)
        ]

    def sightings(self, since: date, until: date) -> list[Sighting]:
        return []

    def attendance(self, since: date, until: date) -> dict[date, frozenset[str]]:
        return {}

    def first_met(self, until: date) -> dict[date, int]:
        return {}

    def pages_fetched(self, since: date, until: date) -> dict[date, int]:
        return {}

    def weights(self, vintage: int) -> list[Weight]:
        return [Weight(2026, Cell("relay_api", "tokens", "anthropic"), 0.25, "operators")]


def season(weeks: int = 30) -> InventedHistory:
    """A market over so many weeks: cuts, a list price that fell, a rate that jumped, gaps."""
    today = sample()
    memory = InventedHistory(**{name: getattr(today, name) for name in today.__dataclass_fields__})
    last = START + timedelta(weeks=weeks)
    memory.on = last
    memory.nights = [START + timedelta(days=n) for n in range((last - START).days + 1)]
    memory.versions = {START: "0.1.0", START + timedelta(weeks=19, days=2): "0.2.0"}
    memory.seen = sorted(_observed(weeks), key=lambda o: (o.period, o.cell, o.channel))
    memory.known_vintages = [Vintage(1, START, "index/1", "week", "the first")]
    memory.told = {1: list(_published(memory.seen, weeks))}
    return memory


def _observed(weeks: int) -> Iterator[Observation]:
    for access, unit, provider, operators, share in _MARKETS:
        for number in range(operators):
            chance = Random(f"{access}{provider}{number}")
            start = log(share) + chance.gauss(0, 0.45)
            begins = 0 if number % 4 else chance.randrange(max(1, weeks // 2))
            yield from _channel(
                Cell(access, unit, provider, _TIERS[number % 2], _SUPPLIES[number % 5]),
                f"{provider[:3]}-{number:02}.example", chance, start, range(begins, weeks),
            )  # fmt: skip


def _channel(
    cell: Cell, channel: str, chance: Random, start: float, weeks: range
) -> Iterator[Observation]:
    way = start
    for week in weeks:
        listed = 0.2 if cell.provider == "openai" and week == 11 else 0.0
        rated = -0.035 if week == 17 else 0.0
        seller = chance.gauss(-0.03, 0.02) if chance.random() < 0.3 else 0.0
        way += listed + rated + seller
        if chance.random() < 0.88 and not (cell.provider == "google" and week in {14, 15}):
            period = START + timedelta(weeks=week)
            yield Observation(
                period, channel, channel, cell, way, listed, rated, way - 0.05, 12, 6, 0, 12, "CNY"
            )


def _published(seen: list[Observation], weeks: int) -> Iterator[Published]:
    by: dict[Cell, dict[date, dict[str, list[Observation]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for one in seen:
        leaf = one.cell
        for cell in {
            leaf,
            replace(leaf, supply=ALL),
            replace(leaf, supply=ALL, tier=ALL),
            replace(leaf, tier=ALL),
            Cell(leaf.access, leaf.unit),
        }:
            by[cell][one.period][one.operator].append(one)
    for cell, periods in sorted(by.items()):
        yield from _cell(cell, periods, weeks)


def _cell(
    cell: Cell, periods: dict[date, dict[str, list[Observation]]], weeks: int
) -> Iterator[Published]:
    moved = Parts(0.0, 0.0, 0.0)
    ways: dict[date, Parts] = {}
    for week in range(weeks):
        period = START + timedelta(weeks=week)
        now, was = periods.get(period, {}), periods.get(period - timedelta(weeks=1), {})
        both = sorted(set(now) & set(was))
        link = None
        if len(both) >= 5:
            pairs = [(now[name][0], was[name][0]) for name in both]
            listed, rated = fmean(n.list_step for n, _ in pairs), fmean(n.fx_step for n, _ in pairs)
            total = fmean(n.log_ratio - b.log_ratio for n, b in pairs)
            link = Parts(total - listed - rated, listed, rated)
            moved += link
            ways[period] = moved
        if not now:
            continue
        flags = ["provisional"] if week >= weeks - 2 or weeks < 8 else []
        tells = weeks >= 8 and link is not None
        earlier = ways.get(period - timedelta(weeks=4))
        change = _change(earlier, moved, len(both)) if tells and earlier else None
        excluded = Excluded(len(now) + 2, 1, week % 3 == 0, week % 5 == 0, 1, 2)
        yield Published(
            cell=cell,
            period=period,
            level=_level(now),
            matched=len(both),
            moved=moved if tells else None,
            link=link if tells else None,
            change=None if cell.access == "account" else change,
            dummy=-0.05,
            excluded=excluded,
            flags=tuple(flags),
        )


def _change(before: Parts, now: Parts, operators: int) -> Change:
    total, half = now.total - before.total, 0.2 / sqrt(operators)
    return Change(4, total, total - half, total + half, operators)


def _level(now: dict[str, list[Observation]]) -> Level:
    values = sorted(fmean(o.log_ratio for o in group) for group in now.values())
    count, rows = len(values), sum(o.rows for group in now.values() for o in group)
    level = Level(count, count, rows)
    if count >= 3:
        level = replace(level, lowest=exp(values[0]), highest=exp(values[-1]))
    if count < 5:
        return level
    low, _, high = quantiles(values, n=4, method="inclusive")
    half = 2.2 * stdev(values) / sqrt(count)
    return replace(
        level, mean=exp(fmean(values)), low=exp(fmean(values) - half),
        high=exp(fmean(values) + half), median=exp(median(values)), lower_quartile=exp(low),
        upper_quartile=exp(high),
    )  # fmt: skip
