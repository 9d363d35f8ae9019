"""Nights on a chart: read nights only, each at its own list price and exchange rate."""

from datetime import date

import pytest
from invented_memory import CUT_ON, FIRST, FX_JUMP, LAST, InventedMemory, compare, days, sample

from market.types import Outcome, Unit
from reports.calendar import look_back
from reports.changes import changes
from reports.marks import marks
from reports.model import Level
from reports.trends import history
from reports.yardstick import Yardstick

CELL = ("anthropic", "relay_api")


def _market(channels: int = 5) -> InventedMemory:
    memory = InventedMemory(nights=days())
    for number in range(channels):
        key = f"c{number}.example"
        memory.sells(key, "anthropic", "claude-sonnet-4-5", Unit.INPUT, "2.13")
        memory.knows(key)
    return memory


def _nights(memory: InventedMemory) -> dict[date, Level | None]:
    calendar = look_back(memory, LAST, 30)
    changed = changes(memory, calendar)
    levels = history(memory, calendar, Yardstick(compare, calendar.nights), changed)[CELL]
    return dict(zip(calendar.nights, levels, strict=True))


def test_a_night_without_a_run_is_a_gap() -> None:
    memory = _market()
    memory.nights.remove(date(2026, 7, 5))
    nights = _nights(memory)

    assert nights[date(2026, 7, 5)] is None
    assert nights[date(2026, 7, 4)] is not None


def test_nights_before_the_first_run_are_not_drawn() -> None:
    assert min(_nights(_market())) == FIRST


def test_a_source_that_failed_leaves_no_dot_that_night() -> None:
    """Its last price stays in force in the store, but nobody saw it that night."""
    memory = _market()
    memory.failed[date(2026, 7, 3)] = {"c0.example": Outcome.UNREACHABLE}
    nights = _nights(memory)

    assert nights[date(2026, 7, 3)] == Level(
        date(2026, 7, 3), 4, 4, None, *(pytest.approx(0.1),) * 2, nights[date(2026, 7, 3)].dots
    )
    assert nights[date(2026, 7, 4)].operators == 5


def test_an_offer_ends_the_night_its_price_does() -> None:
    memory = _market()
    memory.sells(
        "gone.example", "anthropic", "claude-opus-4-5", Unit.INPUT, "3.55", end=date(2026, 7, 3)
    )
    nights = _nights(memory)

    assert [nights[date(2026, 7, day)].operators for day in (1, 2, 3)] == [6, 6, 5]


def test_each_night_is_measured_by_its_own_exchange_rate() -> None:
    nights = _nights(_market())

    assert nights[FIRST].median == pytest.approx(2.13 / 7.10 / 3)
    assert nights[LAST].median == pytest.approx(2.13 / 6.80 / 3)


def test_cache_prices_and_implausible_prices_stay_outside() -> None:
    memory = _market()
    memory.sells("c0.example", "anthropic", "claude-sonnet-4-5", Unit.CACHE_READ, "0.0001")
    memory.sells("c1.example", "anthropic", "claude-sonnet-4-5", Unit.OUTPUT, "0.0001")

    assert [dot.share for dot in _nights(memory)[FIRST].dots] == pytest.approx([0.1] * 5)


def test_list_prices_currencies_and_new_sources_are_marked() -> None:
    memory = sample()
    calendar = look_back(memory, LAST, 30)
    yardstick = Yardstick(compare, calendar.nights)
    history(memory, calendar, yardstick, changes(memory, calendar))
    found = marks(yardstick, ("openai", "relay_api"), memory.sources())

    assert [(mark.sign, mark.on) for mark in found] == [
        ("L", CUT_ON),
        ("FX", FX_JUMP),
        ("S", date(2026, 7, 14)),
    ]
    assert found[0].what == "list price of gpt-5.2 −20%"


def test_a_price_read_once_is_drawn_hollow_and_in_no_median() -> None:
    """Ten times the price for one night; the night after, the old one is back."""
    memory = _market(6)
    slip, after = date(2026, 7, 5), date(2026, 7, 6)
    (first,) = [p for p in memory.points if p.channel == "c0.example"]
    memory.points.remove(first)
    for paid, start, end in (("2.13", FIRST, slip), ("21.3", slip, after), ("2.13", after, None)):
        memory.sells(
            "c0.example", "anthropic", "claude-sonnet-4-5", Unit.INPUT, paid, start=start, end=end
        )
    nights = _nights(memory)

    assert nights[slip].operators == 5
    assert [(dot.operator, dot.share) for dot in nights[slip].hollow] == [
        ("c0.example", pytest.approx(1))
    ]
    assert nights[after].operators == 6
    assert not nights[after].hollow
