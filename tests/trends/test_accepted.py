"""What slices, spreads and cheapest offers are told from: judged as published levels are."""

from datetime import date, timedelta

import pytest
from shown import WEEK, five, shown

from market.trends.accepted import accepted
from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.readings import read
from market.trends.rules import WEEKLY
from market.trends.slices import CELL_DIMENSIONS, slices

WEEKS = [WEEK + timedelta(7 * number) for number in range(8)]


def steady(operator: str, share: float, weeks: list[date] = WEEKS) -> list[Observation]:
    return [shown(operator, share, period=week) for week in weeks]


@pytest.mark.parametrize(
    ("odd", "excluded"),
    [(0.5, 0), (0.4, 0), (0.05, 1), (0.5 / 7.2, 1), (2.9, 1), (0.1, 1), (0.0005, 1), (5.0, 1)],
)
def test_what_its_own_past_contradicts_is_left_out(odd: float, excluded: int) -> None:
    others = [one for name in "bcde" for one in steady(name, 0.5)]
    told = [*steady("a", 0.5, WEEKS[:-1]), shown("a", odd, period=WEEKS[-1]), *others]

    found = accepted(told)

    assert found.excluded == excluded
    assert len(found.used) == len(told) - excluded


def test_nothing_is_accepted_of_nothing() -> None:
    assert accepted([]).used == ()


def test_access_and_unit_are_judged_apart() -> None:
    told = [*five(0.5), *five(0.02, access="account", unit="month")]

    assert accepted(told).excluded == 0


def test_slices_stand_where_published_levels_do() -> None:
    told = [
        one
        for number, name in enumerate("abcdef")
        for tier, share in (("premium", 0.2), ("mini", 0.3 + number / 20))
        for one in (
            shown(name, share, tier=tier),
            shown(name, share, tier=tier, channel=f"{name}2"),
        )
    ]
    published = read(told, [WEEK], WEEKLY).level(Cell("relay_api", "tokens", "anthropic"), 0)

    (cut,) = slices(accepted(told).used, CELL_DIMENSIONS["provider"])

    assert cut.level == published
