"""The cheapest credible offers against the floor in force."""

from datetime import date, timedelta
from math import log

import pytest
from shown import WEEK, five, shown

from market.trends.cheapest import cheapest
from market.trends.floors import Floors, parse_rows

FLOORS = Floors(
    parse_rows(
        "from,provider,plan,usd_a_month,list_usd_a_month,share,why\n"
        ",*,pro,200,14000,0.014,x\n"
        f"{WEEK + timedelta(7)},anthropic,max,200,8000,0.025,x\n"
    )
)


@pytest.mark.parametrize(
    ("share", "period", "under"),
    [
        (0.013, WEEK, True),
        (0.014001, WEEK, False),
        (0.02, WEEK, False),
        (0.02, WEEK + timedelta(7), True),
    ],
)
def test_the_floor_in_force_counts(share: float, period: date, under: bool) -> None:
    (told,) = cheapest([shown("a", share, period=period)], FLOORS)

    assert told.cheapest is not None
    assert told.cheapest.under is under
    assert len(told.under) == under


def test_the_lowest_row_counts_and_each_channel_once() -> None:
    told = [shown("a", 0.3, lowest=log(0.1)), shown("a", 0.2, tier="mini"), shown("b", 0.15)]

    (lows,) = cheapest(told, FLOORS)

    assert [(low.operator, low.share) for low in lows.offers] == [
        ("a", pytest.approx(0.1)),
        ("b", pytest.approx(0.15)),
    ]


@pytest.mark.parametrize(
    ("other", "doubted"),
    [
        ({"exact": 0}, 0),  # read with an assumption: no offer of theirs is certain
        ({"lowest": log(0.5 / 8.1)}, 1),
        ({"share": 0.002, "lowest": log(0.0009)}, 1),
    ],
)
def test_what_is_not_credible_is_not_called_cheapest(other: dict[str, float], doubted: int) -> None:
    (lows,) = cheapest([shown("a", **other)], FLOORS)

    assert lows.cheapest is None
    assert lows.doubted == doubted


def test_ties_stand_by_name() -> None:
    (lows,) = cheapest(five(), FLOORS)

    assert [low.operator for low in lows.offers] == list("abcde")


def test_providers_units_and_access_are_apart() -> None:
    told = [*five(), *five(provider="openai"), *five(unit="input"), *five(access="credits")]

    assert [(one.access, one.unit, one.provider) for one in cheapest(told, FLOORS)] == [
        ("credits", "tokens", "anthropic"),
        ("relay_api", "input", "anthropic"),
        ("relay_api", "tokens", "anthropic"),
        ("relay_api", "tokens", "openai"),
    ]


@pytest.mark.parametrize("unit", ["month", "account", "key"])
def test_the_floor_says_nothing_of_plans_that_are_sold_themselves(unit: str) -> None:
    (lows,) = cheapest([shown("a", 0.002, access="account", unit=unit)], FLOORS)

    assert (lows.floor, lows.under) == (None, ())


def test_without_a_floor_nothing_is_under_it() -> None:
    (lows,) = cheapest([shown("a", 0.002)], Floors(()))

    assert (lows.floor, lows.under) == (None, ())
    assert cheapest([], FLOORS) == []
