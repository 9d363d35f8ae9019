"""Claimed volumes: medians and bands that liars hardly move, and no total anywhere."""

from dataclasses import asdict
from decimal import Decimal

import pytest

from market.claims import Volume
from market.trends.volumes import claims, per_day


def says(operator: object, amount: float, unit: str = "tokens", period: str = "day") -> object:
    return (str(operator), Volume(Decimal(str(amount)), unit, period))


def told(*said: object, operators: int = 100):  # type: ignore[no-untyped-def]
    return claims(said, operators)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "period", "a_day"),
    [(48, "day", 48), (2, "hour", 48), (336, "week", 48), (1440, "month", 48), (17520, "year", 48)],
)
def test_periods_are_normalised(amount: float, period: str, a_day: float) -> None:
    said = [says("a", amount, period=period)]

    assert per_day(said, "tokens") == {"a": pytest.approx(a_day)}  # type: ignore[arg-type]


def test_what_cannot_be_used_is_counted() -> None:
    found = told(
        says("a", 9, period="total"),
        says("a", 0),
        says("b", 9, period="minute"),
        says("c", 9, "credits"),
        says("d", 9, "points", "total"),
        operators=8,
    )

    assert (found.unstated, found.rates, found.own_units, found.units) == (2, 1, 2, ())
    assert (found.claimants, found.part) == (4, 0.5)


def test_below_ten_claimants_there_is_a_count_and_nothing_else() -> None:
    (nine,) = told(*(says(n, n + 1) for n in range(9))).units
    (ten,) = told(*(says(n, n + 1) for n in range(10))).units

    assert [value for value in asdict(nine).values() if value] == ["tokens", 9]
    assert (ten.claimants, ten.median) == (10, 5.5)


def test_an_operators_largest_claim_counts_once() -> None:
    said = [says(n, 100) for n in range(10)]
    plans = [says(0, amount) for amount in (1, 2, 5)]

    (found,) = told(*said, *plans).units

    assert (found.claimants, found.median, found.lower_quartile) == (10, 100, 100)


def test_liars_fifty_times_over_barely_move_the_median() -> None:
    honest = [10 ** (6 + n / 40) for n in range(80)]
    lies = [value * 50 if n % 10 == 0 else value for n, value in enumerate(honest)]

    (true,) = told(*(says(n, value) for n, value in enumerate(honest))).units
    (found,) = told(*(says(n, value) for n, value in enumerate(lies))).units

    assert true.median is not None
    assert found.median == pytest.approx(true.median, rel=0.4)  # the sum is five times off
    assert found.top_one is not None
    assert true.top_one is not None
    assert sum(lies) > 4 * sum(honest)
    assert found.top_one > 2 * true.top_one


def test_bands_are_orders_of_magnitude() -> None:
    amounts = [5e5, 1e6, 9.9e6, 1e7, 2e7, 5e7, 6e7, 7e7, 8e7, 3e13]

    (found,) = told(*(says(n, amount) for n, amount in enumerate(amounts))).units

    assert [(band.low, band.high, band.operators) for band in found.bands] == [
        (0, 1e6, 1),
        (1e6, 1e7, 2),
        (1e7, 1e8, 6),
        (1e8, 1e9, 0),
        (1e9, 1e10, 0),
        (1e10, 1e11, 0),
        (1e11, 1e12, 0),
        (1e12, None, 1),
    ]


def test_the_largest_claims_are_told_as_parts() -> None:
    (found,) = told(*(says(n, 1) for n in range(9)), says("boaster", 91)).units

    assert (found.top_one, found.top_three) == pytest.approx((0.91, 0.93))
    assert found.median == 1


def test_ties_have_an_interval_of_no_width() -> None:
    (found,) = told(*(says(n, 7) for n in range(12))).units

    assert (found.low, found.median, found.high) == (7, 7, 7)


def test_units_are_apart_and_there_is_no_total() -> None:
    found = told(*(says(n, 1e6) for n in range(11)), *(says(n, 3, "usd") for n in range(10)))

    assert [unit.unit for unit in found.units] == ["tokens", "usd"]
    assert 11e6 not in asdict(found.units[0]).values()
    assert not any("total" in name or "sum" in name for name in asdict(found.units[0]))


def test_nobody_claims_anything() -> None:
    assert told(operators=0).part is None
    assert told(operators=5).part == 0
