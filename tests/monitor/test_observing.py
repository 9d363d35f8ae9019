"""A night's observations on either database: made anew each night, written where they differ."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from math import exp
from typing import Any

import pytest
from market_nights import channel_source, directory, night, offer, own, row

from market.fx import FxRates, FxRow
from market.pricebook import PriceBook
from market.types import Offer, Outcome, Unit
from monitor.house import House
from monitor.observing import observe_night
from storage import Store
from storage.keys import hash63, shelf_of

MONDAY = date(2026, 7, 6)
FX = FxRates([FxRow("CNY", date(2026, 1, 1), Decimal("7.2"))])


def _day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.fixture
def house(store: Store) -> House:
    """A store with a station's own site and a directory; nothing else is asked for."""
    store.add_sources([channel_source(), directory()], on=MONDAY)
    others: dict[str, Any] = {"settings": None, "archive": None, "floors": None}
    return House(store=store, book=PriceBook.load(), fx=FX, **others)


def _rows(many: int, paid: str = "0.9") -> list[Offer]:
    """One model under many names at one price for what goes in; its list price is 3 dollars."""
    return [offer(paid=paid, listed_as=f"sonnet {n}") for n in range(many)]


def _night(house: House, number: int, shown: Any, **more: Any) -> int:
    """Plays and observes a night; how many rows observing wrote."""
    night(house.store, _day(number), shown, **more)
    run = next(run for run in house.store.runs() if run.on == _day(number))
    before = house.store.tally(run.id).rows_written
    observe_night(house, run)
    wrote = house.store.tally(run.id).rows_written - before
    observe_night(house, run)
    assert house.store.tally(run.id).rows_written - before == wrote, "a second time writes nothing"
    return wrote


def _told(house: House) -> list[tuple[date, str, float, int]]:
    """Period, channel, share of list and nights."""
    found = house.store.observations(date.min, date.max)
    return [(one.period, one.channel, round(exp(one.log_ratio), 9), one.nights) for one in found]


def test_an_unchanged_night_costs_the_same_however_many_offers_there_are(house: House) -> None:
    few, many = (
        [
            _night(house, number, {"songshu": [own(*_rows(rows))]}),
            _night(house, number + 1, {"songshu": Outcome.UNCHANGED}),
        ]
        for number, rows in ((0, 1), (2, 400))
    )

    assert few[1] == many[1] == 3  # taken out, put in, and on the run's account
    assert _told(house) == [(MONDAY, "songshu.example", 0.3, 4)]


def test_a_night_that_read_nothing_writes_no_observation(house: House) -> None:
    _night(house, 0, {"songshu": [own(*_rows(3))]})

    assert _night(house, 1, {"songshu": Outcome.UNREACHABLE}) == 0
    assert _night(house, 2, {"songshu": [own(*_rows(3, "1.8"))]}, healthy=False) == 0
    assert _told(house) == [(MONDAY, "songshu.example", 0.3, 1)]


def test_a_week_that_has_ended_stays(house: House) -> None:
    _night(house, 6, {"songshu": [own(*_rows(2))]})
    _night(house, 7, {"songshu": [own(*_rows(2, "0.6"))]})

    assert _told(house) == [
        (MONDAY, "songshu.example", 0.3, 1),
        (_day(7), "songshu.example", 0.2, 1),
    ]


def test_its_own_site_and_a_directory_are_one_observation(house: House) -> None:
    listed = row("Songshu", "https://songshu.example/", *_rows(9, "2.7"))
    shown = {"songshu": [own(*_rows(1))], "lists": [listed]}
    _night(house, 0, shown)
    _night(house, 1, {**shown, "songshu": Outcome.UNREACHABLE})
    _night(house, 7, {**shown, "songshu": Outcome.UNREACHABLE})

    assert _told(house) == [(MONDAY, "songshu.example", 0.3, 1)]  # and no leap to 0.9 in week two


def test_what_a_person_found_to_be_no_reseller_is_left_out(house: House) -> None:
    _night(house, 0, {"songshu": [own(*_rows(1))]})
    at = datetime(2026, 7, 6, 9, tzinfo=UTC)
    house.store.mark("songshu.example", "not_resale", by="mara", at=at)
    _night(house, 1, {"songshu": Outcome.UNCHANGED})

    assert _told(house) == []


def test_weeks_of_a_channel_that_was_another_one_are_handed_over(house: House) -> None:
    birch = row("Birch", "https://birch.example/", *_rows(1, "0.6"))
    _night(house, 0, {"lists": [birch]})
    _night(house, 7, {"songshu": [own(*_rows(1))], "lists": [birch]})
    at = datetime(2026, 7, 13, 9, tzinfo=UTC)
    house.store.merge("songshu.example", "birch.example", by="mara", at=at)

    assert _told(house) == [
        (MONDAY, "songshu.example", 0.2, 1),
        (_day(7), "songshu.example", 0.3, 1),
    ]


def test_two_sources_on_one_shelf_are_told_one_after_the_other(store: Store) -> None:
    """Of some thousand names two share the upper bits of their offers' keys."""
    seen: dict[int, str] = {}
    for number in count():
        name = f"relay{number}"
        if (other := seen.setdefault(shelf_of(hash63(name)), name)) != name:
            break
    both = [channel_source(name), channel_source(other)]
    store.add_sources(both, on=MONDAY)
    night(store, MONDAY, {one.name: [own(*_rows(40), url=one.url)] for one in both})

    told = [one.source for one in store.price_spans(MONDAY, MONDAY, [Unit.INPUT])]

    assert len(told) == 80
    assert told == sorted(told)
