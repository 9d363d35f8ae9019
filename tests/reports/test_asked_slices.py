"""Discounts by dimension, out of a store that remembers nights and observations."""

from datetime import date, timedelta
from decimal import Decimal
from math import log

import pytest
from market_nights import STARTED, channel_source, night, own

from market.claims import Payment, Volume
from market.trends.cells import Cell
from market.trends.floors import Floors
from market.trends.observation import Observation
from market.types import ChannelStatus, Fact, Listing
from reports.asked import cheapest, dispersion, volumes
from reports.asked.slices import DIMENSIONS, of
from storage import Store

MONDAY = date(2026, 7, 6)
METHODS = {"a": ("alipay", "usdt"), "b": ("alipay",), "c": ("sbp",), "d": ("usdt",), "e": ()}


def observation(name: str, share: float, week: date = MONDAY) -> Observation:
    cell = Cell("relay_api", "tokens", "anthropic", "premium", "unknown")
    logs = (log(share), 0.0, 0.0, log(share))
    return Observation(week, f"{name}.example", name, cell, *logs, 1, 7, 0, 1, "USD")


@pytest.fixture
def asked(store: Store) -> Store:
    """Five channels that state how one pays, observed in two weeks."""
    store.add_sources([channel_source(name) for name in METHODS], on=MONDAY)
    shown = {}
    for name, methods in METHODS.items():
        facts = tuple(Fact(Payment(one), one, reader="payment/1") for one in methods)
        listing = Listing("site", name, "", url=f"https://{name}.example/", facts=facts)
        shown[name] = [own(listings=[listing], url=f"https://{name}.example/")]
    night(store, MONDAY, shown)
    for week in (MONDAY, MONDAY + timedelta(7)):
        share = 0.5 if week == MONDAY else 0.4
        store.keep_observations(week, [observation(name, share, week) for name in METHODS])
    return store


def test_payment_methods_overlap_and_silence_is_told(asked: Store) -> None:
    told = of(asked, MONDAY + timedelta(9), "payment")

    assert not told.exclusive
    assert [(cut.value, cut.level.operators) for cut in told.newest] == [
        ("alipay", 2),
        ("usdt", 2),
        ("sbp", 1),
        ("unknown", 1),
    ]


def test_regions_follow_from_payments(asked: Store) -> None:
    told = of(asked, MONDAY + timedelta(9), "region")

    assert {cut.value: cut.part for cut in told.newest} == pytest.approx(
        {"china": 0.4, "russia": 0.2, "unknown": 0.4}
    )
    assert told.exclusive


@pytest.mark.parametrize("dimension", ["provider", "access", "tier", "unit"])
def test_a_run_of_weeks_has_a_level_each(asked: Store, dimension: str) -> None:
    told = of(asked, MONDAY + timedelta(9), dimension, weeks=2)

    assert [(week, cuts[0].level.median) for week, cuts in told.weeks] == [
        (MONDAY, pytest.approx(0.5)),
        (MONDAY + timedelta(7), pytest.approx(0.4)),
    ]


def test_what_came_later_is_not_looked_at(asked: Store) -> None:
    assert [week for week, _ in of(asked, MONDAY + timedelta(6), "supply", weeks=9).weeks] == [
        MONDAY
    ]


def test_what_turned_out_not_to_sell_is_left_out(asked: Store) -> None:
    asked.mark("a.example", ChannelStatus.NOT_RESALE, by="tests", at=STARTED)

    assert of(asked, MONDAY, "provider").newest[0].level.operators == 4


def test_an_empty_store_has_no_slices(store: Store) -> None:
    for dimension in DIMENSIONS:
        assert of(store, MONDAY, dimension).newest == ()


def test_a_dimension_nobody_knows_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="'colour' is none of provider"):
        of(store, MONDAY, "colour")


def test_spreads_and_cheapest_offers_of_the_same_weeks(asked: Store) -> None:
    spread = dispersion.of(asked, MONDAY + timedelta(9))
    cheap = cheapest.of(asked, MONDAY + timedelta(9), Floors.load())

    ((_, spreads),) = spread.cells
    assert [one.geometric_sd for one in spreads] == pytest.approx([1, 1])
    assert [one.cheapest and one.cheapest.share for one in cheap.weeks] == pytest.approx([0.5, 0.4])
    assert cheap.newest == cheap.weeks[1:]
    assert cheapest.of(asked, MONDAY - timedelta(1), Floors.load()).newest == ()


def test_what_is_left_out_is_counted_for_the_weeks_asked_for(asked: Store) -> None:
    told = [observation(name, 5.0 if name == "a" else 0.5) for name in METHODS]
    asked.keep_observations(MONDAY, told)

    assert of(asked, MONDAY + timedelta(9), "provider").excluded == 0
    assert of(asked, MONDAY + timedelta(9), "provider", weeks=2).excluded == 1


def test_who_is_gone_claims_no_volume(store: Store) -> None:
    """Their last words may stand for ever; only who sells is counted among those who claim."""
    store.add_sources([channel_source(name) for name in "ab"], on=MONDAY)
    daily = Fact(Volume(Decimal(9), "tokens", "day"), "9 a day", reader="volume/1")
    listings = {
        name: Listing("site", name, "", url=f"https://{name}.example/", facts=(daily,))
        for name in "ab"
    }
    pages = {n: [own(listings=[one], url=one.url)] for n, one in listings.items()}
    night(store, MONDAY, pages)
    store.mark("b.example", ChannelStatus.GONE, by="tests", at=STARTED)

    told = volumes.of(store, MONDAY).claims

    assert (told.operators, told.claimants, told.part) == (1, 1, 1.0)
