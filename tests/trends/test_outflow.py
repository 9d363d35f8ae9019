"""What must have been sold: lower bounds over operators, and claims set against them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from market.trends.outflow import Outflow, calibrated, observed, outflow, per_operator
from market.turnover import Counted, Turnover, turnover

START = date(2026, 7, 1)


def left(operator: str, units: int, days: int = 10, channel: str = "") -> Outflow:
    return Outflow(channel or f"{operator}.example", operator, Decimal(units), days)


def read(*stocks: int) -> Turnover:
    days = enumerate(stocks)
    return turnover(Counted(START + timedelta(day), Decimal(stock)) for day, stock in days)


@pytest.mark.parametrize(
    ("told", "per_day"),
    [
        (Turnover(), None),
        (read(9), None),
        (read(9, 9), 0),
        (read(30, 24, 50, 46), 10 / 3),
        (read(999, 400), None),  # 999 stands for "enough": only one read is left
        (read(9999, 50, 40), 10),
    ],
)
def test_only_what_was_read_on_two_days_can_have_left(
    told: Turnover, per_day: float | None
) -> None:
    found = outflow("a.example", "a", told)

    assert (found and found.per_day) == (None if per_day is None else pytest.approx(per_day))


def test_channels_of_one_operator_may_share_a_stock() -> None:
    told = [left("a", 50, channel="x"), left("a", 50, channel="y"), left("a", 70, channel="z")]

    assert per_operator(told) == {"a": 7}


def test_medians_are_over_operators_those_who_sold_nothing_among_them() -> None:
    found = observed(
        [left(name, units) for name, units in zip("abcde", (0, 0, 30, 50, 900), strict=True)]
    )

    assert (found.operators, found.selling, found.median) == (5, 3, 3)
    assert (found.lower_quartile, found.upper_quartile) == (0, 5)


@pytest.mark.parametrize("operators", [0, 4])
def test_too_few_are_only_counted(operators: int) -> None:
    found = observed([left(name, 9) for name in "abcd"[:operators]])

    assert (found.operators, found.selling, found.median) == (operators, operators, None)


def test_claims_are_set_against_what_was_seen_of_the_same_operators() -> None:
    claimed = {**dict.fromkeys("abcde", 100.0), "only claims": 9.0}
    seen = {"a": 100.0, "b": 50.0, "c": 10.0, "d": 2.0, "e": 1.0, "f": 7.0, "only claims": 0.0}

    found = calibrated(claimed, seen)

    assert (found.operators, found.median) == (5, 10)
    assert (found.lower_quartile, found.upper_quartile) == (2, 50)


def test_without_five_that_have_both_nothing_is_calibrated() -> None:
    assert calibrated({"a": 1.0}, {"a": 1.0}).median is None
    assert calibrated({}, {}).operators == 0
