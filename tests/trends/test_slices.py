"""Levels cut along one dimension: one value per operator, minimum samples, the unknown told."""

from dataclasses import replace
from datetime import timedelta
from math import exp, log, sqrt

import pytest
from shown import WEEK, five, shown

from market.trends.slices import (
    CELL_DIMENSIONS,
    UNKNOWN,
    by_operator,
    slices,
    standing,
    unstated,
    weekly,
)

SUPPLY = CELL_DIMENSIONS["supply"]


def test_an_operator_counts_once_however_many_channels_and_rows_it_has() -> None:
    many = [shown("a", 0.1, channel=f"a{number}.example", rows=300) for number in range(40)]
    others = [shown(name, 0.8) for name in "bcde"]

    told = standing([*many, *others])

    assert (told.operators, told.channels, told.rows) == (5, 44, 40 * 300 + 12)
    assert told.median == pytest.approx(0.8)


def test_an_operators_value_is_the_mean_over_leaves_of_its_channels_median() -> None:
    premium = [shown("a", share, channel=f"{share}.example") for share in (0.1, 0.2, 0.9)]
    mini = shown("a", 0.8, tier="mini")

    assert by_operator([*premium, mini])["a"] == pytest.approx(log(sqrt(0.2 * 0.8)))


@pytest.mark.parametrize(
    ("operators", "mean", "extremes"),
    [(0, False, False), (2, False, False), (3, False, True), (4, False, True), (5, True, True)],
)
def test_below_the_minimum_sample_there_is_a_gap(
    operators: int, mean: bool, extremes: bool
) -> None:
    told = standing(five()[:operators])

    assert told.operators == operators
    assert (told.mean is not None) is mean
    assert (told.median is not None) is mean
    assert (told.lowest is not None) is extremes


def test_ties_have_a_mean_and_an_interval_of_no_width() -> None:
    told = standing(five(0.4))

    assert (told.mean, told.low, told.high) == pytest.approx((0.4, 0.4, 0.4))


def test_the_median_barely_moves_for_a_liar() -> None:
    honest = [shown(str(number), 0.3 + number / 100) for number in range(20)]
    liar = shown("liar", 0.3 / 50)

    assert standing([*honest, liar]).median == pytest.approx(standing(honest).median, rel=0.03)


def test_access_and_unit_are_never_averaged() -> None:
    told = slices([*five(0.2), *five(0.9, access="account", unit="month")], lambda _: ("all",))

    assert [(cut.access, cut.unit) for cut in told] == [
        ("account", "month"),
        ("relay_api", "tokens"),
    ]
    assert [cut.level.mean for cut in told] == pytest.approx([0.9, 0.2])


def test_parts_are_of_all_operators_of_the_market() -> None:
    told = slices([*five(supply="cloud"), shown("f"), shown("g")], SUPPLY, (UNKNOWN,))

    assert [(cut.value, cut.level.operators, cut.part) for cut in told] == [
        ("cloud", 5, 5 / 7),
        (UNKNOWN, 2, 2 / 7),
    ]


def test_the_unknown_is_told_even_where_nobody_is() -> None:
    (known, unknown) = slices(five(supply="cloud"), SUPPLY, (UNKNOWN,))

    assert (known.part, unknown.value, unknown.part) == (1, UNKNOWN, 0)


def test_an_operator_in_several_slices_counts_in_each() -> None:
    told = slices(five(), lambda _: ("alipay", "usdt"))

    assert [(cut.value, cut.part) for cut in told] == [("alipay", 1), ("usdt", 1)]


def test_what_belongs_nowhere_is_left_out() -> None:
    assert slices(five(), lambda _: ()) == []
    assert slices([], SUPPLY, (UNKNOWN,)) == []


def test_weeks_are_cut_one_by_one() -> None:
    later = [replace(one, period=WEEK + timedelta(7)) for one in five(0.25)]

    told = weekly([*later, *five(0.5)], SUPPLY)

    assert [(week, cuts[0].level.median) for week, cuts in told.items()] == [
        (WEEK, pytest.approx(0.5)),
        (WEEK + timedelta(7), pytest.approx(0.25)),
    ]


def test_the_mean_is_geometric_with_its_t_interval() -> None:
    told = standing([shown(str(n), share) for n, share in enumerate((0.1, 0.2, 0.4, 0.8, 0.1))])

    assert told.mean == pytest.approx(exp(log(0.1 * 0.2 * 0.4 * 0.8 * 0.1) / 5))
    assert told.low is not None
    assert told.high is not None
    assert told.mean is not None
    assert told.low * told.high == pytest.approx(told.mean**2)


def test_who_states_one_supply_somewhere_is_not_unknown() -> None:
    silent = [shown("a", 0.5), shown("b", 0.5), shown("c", 0.5)]

    assert unstated(silent) == 1
    assert unstated([*silent, shown("c", 0.5, supply="reverse")]) == pytest.approx(2 / 3)
