"""What may be said of a cell, from how many operators."""

from datetime import date
from math import isclose, log

import pytest

from reports.levels import level, matched_change, plausible
from reports.model import Dot, Level

NIGHT = date(2026, 7, 15)


def _shares(**shares: float) -> dict[str, list[float]]:
    return {channel: [log(share)] for channel, share in shares.items()}


def test_hundreds_of_rows_behind_one_ratio_count_once() -> None:
    """A station with 400 models weighs as much as one with a single model."""
    rows = _shares(a=0.1, b=0.2, c=0.3, d=0.4) | {"big": [log(0.05)] * 400}

    assert isclose(level(NIGHT, rows, {}).median or 0, 0.2)


def test_two_channels_of_one_operator_are_one_dot() -> None:
    rows = _shares(a=0.1, b=0.2, c=0.3, d=0.4, mirror=0.4)
    found = level(NIGHT, rows, {"mirror": "d"})

    assert (found.operators, found.channels, found.median) == (4, 5, None)


@pytest.mark.parametrize(
    ("operators", "dots", "median", "range_shown"),
    [
        (0, 0, False, False),
        (2, 0, False, False),
        (3, 3, False, True),
        (4, 4, False, True),
        (5, 5, True, True),
        (12, 12, True, True),
    ],
)
def test_a_median_needs_five_operators_and_a_dot_three(
    operators: int, dots: int, median: bool, range_shown: bool
) -> None:
    found = level(NIGHT, _shares(**{f"c{n}": 0.1 + n / 100 for n in range(operators)}), {})

    assert found.operators == operators
    assert len(found.dots) == dots
    assert (found.median is not None) is median
    assert (found.low is not None) is range_shown


def test_the_middle_half_lies_between_quartiles_of_operators() -> None:
    found = level(NIGHT, _shares(a=0.1, b=0.2, c=0.3, d=0.4, e=0.5), {})

    assert (found.low, found.median, found.high) == pytest.approx((0.2, 0.3, 0.4))


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0009, False), (0.001, True), (3, True), (3.1, False)]
)
def test_a_share_outside_reason_is_a_suspect_unit(share: float, expected: bool) -> None:
    assert plausible(log(share)) is expected


def test_a_week_is_compared_on_the_operators_seen_on_both_nights() -> None:
    """Five stay and halve their prices; a cheap newcomer does not make it more than that."""
    before = Level(NIGHT, 5, 5, dots=tuple(Dot(f"o{n}", 0.2) for n in range(5)))
    now = Level(NIGHT, 6, 6, dots=(*(Dot(f"o{n}", 0.1) for n in range(5)), Dot("new", 0.01)))
    moved, matched = matched_change(before, now)

    assert matched == 5
    assert moved == pytest.approx(log(0.5))


def test_fewer_than_five_matched_operators_say_nothing_of_a_week() -> None:
    nights = Level(NIGHT, 4, 4, dots=tuple(Dot(f"o{n}", 0.2) for n in range(4)))

    assert matched_change(nights, nights) == (None, 4)


def test_a_channel_much_of_whose_prices_wait_is_hollow_altogether() -> None:
    """Or the dear half of a shop that cuts its cheap half would pass for a rise."""
    rows = {f"c{n}": [log(0.1)] * 20 for n in range(5)}

    few = level(NIGHT, rows, {}, {"c0": [log(0.01)] * 2})
    many = level(NIGHT, rows, {}, {"c0": [log(0.01)] * 30})

    assert (few.operators, few.hollow) == (5, ())
    assert many.operators == 4
    assert [(dot.operator, dot.share) for dot in many.hollow] == [("c0", pytest.approx(0.01))]
