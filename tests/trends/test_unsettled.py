"""Offers that may not last: each with one that is held back and one that nearly is."""

from collections.abc import Sequence
from datetime import date

import pytest
from trends.made import LEAF, nights, published, told, weeks

from market.trends.readings import read
from market.trends.rules import NIGHTLY, WEEKLY, Rules

Asked = Sequence[float | None]


def held_back(
    it: Asked, *, others: Asked = (), rules: Rules = WEEKLY, dates: Sequence[date] = ()
) -> list[int]:
    """In which periods one among five sellers is left out of the index, as is known at the end."""
    periods = dates or weeks(len(it))
    ratios = {f"o{n}": others or [0.2] * len(it) for n in range(5)}
    found = read(told(periods, ratios | {"it": it}), periods, rules)
    return [int(at) for at in found.unsettled.any(axis=0).nonzero()[0]]


@pytest.mark.parametrize(
    ("it", "expected"),
    [
        ([0.2] * 8 + [0.149], [8]),
        ([0.2] * 8 + [0.151], []),
        ([0.2] * 8 + [0.268], [8]),
        ([0.2] * 8 + [0.265], []),
        ([0.2] * 7 + [0.1, 0.1], [7, 8]),
        ([0.2] * 6 + [0.1, 0.1, 0.1], []),  # it lasts: it counts, and from its first week on
        ([0.2] * 6 + [0.1, 0.1, 0.2], []),  # it was an offer, and is one in the past
        ([0.2] * 6 + [0.1, None, 0.1], []),
        ([0.2] * 7 + [0.1, None], [7]),
        ([0.2] * 6 + [0.1, 0.1, None], [6, 7]),  # not seen to last
    ],
)
def test_a_move_counts_when_it_has_lasted_for_14_days(it: Asked, expected: list[int]) -> None:
    assert held_back(it) == expected


def test_what_everybody_does_at_once_is_no_offer() -> None:
    war = [0.2] * 8 + [0.1]

    assert held_back([0.3] * 8 + [0.15], others=war) == []
    assert held_back([0.3] * 9, others=war) == [8]  # who does not follow stands out


def test_where_few_sell_nobody_tells_what_everybody_does() -> None:
    periods = weeks(9)
    ratios = {f"o{n}": [0.2] * 8 + [0.1] for n in range(4)}

    assert read(told(periods, ratios), periods, WEEKLY).unsettled[:, 8].all()


@pytest.mark.parametrize(
    ("it", "expected"),
    [
        ([None] * 3 + [0.18] * 2 + [0.2] * 6, [3, 4]),
        ([None] * 3 + [0.191] * 2 + [0.2] * 6, []),
        ([None] * 3 + [0.18] * 4 + [0.2] * 7, [3, 4, 5, 6]),
        ([None] * 3 + [0.18] * 5 + [0.2] * 8, [3, 4, 5, 6]),  # 28 days at most
        ([None] * 3 + [0.22] * 2 + [0.2] * 6, []),  # a newcomer who was dearer
        ([0.18] * 2 + [0.2] * 8, []),  # who was there from the start may be no newcomer
        ([None] * 3 + [0.18] * 7, []),  # no offer, as far as anybody knows
    ],
)
def test_an_opening_offer_is_no_rise_of_price_when_it_is_over(
    it: Asked, expected: list[int]
) -> None:
    assert held_back(it) == expected


def test_single_nights_do_not_wait() -> None:
    assert held_back([0.2] * 8 + [0.1] * 2, rules=NIGHTLY, dates=nights(10)) == []
    assert held_back([None] * 3 + [0.1] * 2 + [0.2] * 6, rules=NIGHTLY, dates=nights(11)) == []


def test_a_dump_moves_the_level_and_never_the_index() -> None:
    periods = weeks(14)
    ratios: dict[str, Asked] = {f"o{n}": [0.2] * 14 for n in range(6)}
    ratios |= {"it": [0.2] * 9 + [0.1, 0.1]}
    found = published(periods, told(periods, ratios))
    told_of = [found[LEAF, period] for period in periods]

    assert [one.moved and one.moved.total for one in told_of] == pytest.approx([0.0] * 14)
    assert [one.level.lowest for one in told_of] == pytest.approx([0.2] * 9 + [0.1] * 2 + [0.2] * 3)
    assert [one.excluded.unsettled for one in told_of] == [0] * 9 + [1, 2, 2, 0, 0]
    assert [one.excluded.dumped for one in told_of] == [0] * 12 + [2, 2]


def test_a_fall_that_lasts_moves_the_index_whole_in_its_third_week() -> None:
    periods = weeks(13)
    ratios: dict[str, Asked] = {f"o{n}": [0.2] * 13 for n in range(9)}
    ratios |= {"it": [0.2] * 9 + [0.1] * 4}
    found = published(periods, told(periods, ratios))
    index = [one.moved.total if (one := found[LEAF, period]).moved else 1 for period in periods]

    assert index[:11] == pytest.approx([0.0] * 11)
    assert index[11:] == pytest.approx([index[11]] * 2)
    assert -0.07 < index[11] < -0.05  # of ln ½ ÷ 10, what the splice on three weeks leaves
