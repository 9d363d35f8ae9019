"""An invented market over many weeks: observations, and numbers published of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from math import log
from random import Random

from invented_memory import InventedMemory, sample

from market.trends.cells import Cell
from market.trends.lag import FirstOffer, Model
from market.trends.observation import Observation
from market.trends.publish import first_weights, next_numbers
from market.trends.published import Published, Vintage, Weight
from market.trends.survival import Life
from market.trends.witnesses import Sighting
from market.types import ChannelStatus, Outcome
from storage.shops import Shop
from storage.stated import Stated
from storage.views import ChannelView, Run

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

    def channels(self, status: ChannelStatus | str | None = None) -> list[ChannelView]:
        return [view for view in self.known if status is None or view.status == status]

    def claims_on(self, on: date, kinds: Collection[str]) -> list[Stated]:
        return []

    def wording(self, on: date) -> Mapping[str, tuple[str, ...]]:
        return {}

    def sellers(self, on: date) -> dict[str, str]:
        return {}

    def shops(self, since: date, until: date) -> list[Shop]:
        return []

    def first_night(self) -> date | None:
        return min(self.nights, default=None)

    def first_offers(self, models: Iterable[Model]) -> dict[Model, FirstOffer]:
        return {}

    def lives(self, on: date) -> list[Life]:
        return []

    def nights_read(self, since: date, until: date) -> Mapping[str, tuple[date, ...]]:
        return {}

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


def season(weeks: int = 30, silent: Collection[int] = ()) -> InventedHistory:
    """A market over so many weeks: cuts, a list price that fell, a rate that jumped, gaps; and
    ``silent`` weeks in which nobody was read at all.
    """
    today = sample()
    memory = InventedHistory(**{name: getattr(today, name) for name in today.__dataclass_fields__})
    last = START + timedelta(weeks=weeks)
    memory.on = last
    memory.nights = [START + timedelta(days=n) for n in range((last - START).days + 1)]
    memory.failed = {on: {"closed.example": Outcome.DENIED} for on in memory.nights}
    memory.versions = {START: "0.1.0", START + timedelta(weeks=19, days=2): "0.2.0"}
    unread = {START + timedelta(weeks=week) for week in silent}
    seen = (one for one in _observed(weeks) if one.period not in unread)
    memory.seen = sorted(seen, key=lambda o: (o.period, o.cell, o.channel))
    memory.known_vintages = [Vintage(1, START, "index/1", "week", "the first")]
    memory.told = {1: _published(memory.seen)}
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
        listed = 0.2 if cell.provider == "openai" and week >= 11 else 0.0
        rated = -0.035 if week >= 17 else 0.0
        way += chance.gauss(-0.03, 0.02) if chance.random() < 0.3 else 0.0
        if chance.random() < 0.88 and not (cell.provider == "google" and week in {14, 15}):
            ratio = way + listed + rated
            yield Observation(
                START + timedelta(weeks=week), channel, channel, cell, ratio, listed, rated,
                ratio - 0.05, 12, 6, 0, 12, "CNY",
            )  # fmt: skip


def _published(seen: list[Observation]) -> list[Published]:
    """What would have been published, week by week, of what was seen until then."""
    periods = sorted({one.period for one in seen})
    weights = first_weights(seen, START.year)
    told: dict[tuple[Cell, date], Published] = {}
    for at, period in enumerate(periods, start=1):
        so_far = [one for one in seen if one.period <= period]
        before = [told[key] for key in sorted(told, key=lambda key: (key[1], key[0]))]
        numbers = next_numbers(period, periods[:at], so_far, before, weights, draws=50)
        told |= {(one.cell, one.period): one for one in numbers}
    early = periods[-2:]
    return [
        replace(one, flags=(*one.flags, "provisional")) if one.period in early else one
        for _, one in sorted(told.items())
    ]
