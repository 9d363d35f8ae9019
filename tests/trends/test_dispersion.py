"""The spread of prices over operators."""

from dataclasses import replace
from datetime import timedelta
from math import exp, log, sqrt

import pytest
from shown import WEEK, five, shown

from market.trends.cells import Cell
from market.trends.dispersion import dispersion

SHARES = (0.1, 0.2, 0.4, 0.8, 1.6)


def test_quartile_ratio_and_geometric_deviation() -> None:
    (spread,) = dispersion([shown(str(n), share) for n, share in enumerate(SHARES)])

    assert spread.cell == Cell("relay_api", "tokens", "anthropic")
    assert spread.quartile_ratio == pytest.approx(4)
    assert spread.geometric_sd == pytest.approx(exp(log(2) * sqrt(2.5)))


def test_who_all_ask_the_same_are_not_apart() -> None:
    (spread,) = dispersion(five())

    assert (spread.quartile_ratio, spread.geometric_sd) == pytest.approx((1, 1))


@pytest.mark.parametrize("operators", [1, 4])
def test_too_few_are_only_counted(operators: int) -> None:
    (spread,) = dispersion(five()[:operators])

    assert (spread.operators, spread.quartile_ratio, spread.geometric_sd) == (operators, None, None)


def test_mirrors_of_one_operator_do_not_narrow_the_spread() -> None:
    mirrors = [shown("0", 0.1, channel=f"m{n}.example") for n in range(50)]
    others = [shown(str(n), share) for n, share in enumerate(SHARES)][1:]

    (spread,) = dispersion([*mirrors, *others])

    assert spread.quartile_ratio == pytest.approx(4)


def test_periods_and_providers_are_apart() -> None:
    later = [replace(one, period=WEEK + timedelta(7)) for one in five()]

    told = dispersion([*later, *five(), *five(provider="openai"), *five(supply="cloud")])

    assert [(one.period, one.cell.provider) for one in told] == [
        (WEEK, "anthropic"),
        (WEEK, "openai"),
        (WEEK + timedelta(7), "anthropic"),
    ]


def test_nothing_has_no_spread() -> None:
    assert dispersion([]) == []
