"""Kaplan and Meier's curve against the textbook's, and where it has nothing to say."""

from math import exp

import pytest

from market.statistics.lifetimes import gaps, lifetimes, seen_part

# Weeks of remission of 21 children under 6-mercaptopurine (Freireich et al. 1963).
ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
GOING_ON = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_the_textbooks_curve() -> None:
    told = lifetimes(ENDED, GOING_ON)

    assert {
        step.time: (round(step.part, 3), step.at_risk) for step in told.steps if step.ended
    } == {
        6: (0.857, 21),
        7: (0.807, 17),
        10: (0.753, 15),
        13: (0.690, 12),
        16: (0.627, 11),
        22: (0.538, 7),
        23: (0.448, 6),
    }
    assert (told.median, told.low, told.high) == (23, 13, None)


@pytest.mark.parametrize(
    ("ended", "going_on", "median"),
    [
        ([], [], None),
        ([], [3, 4, 5], None),
        ([4], [], 4),
        ([3, 3, 3, 3], [], 3),
        ([0, 0, 0, 9], [], 0),
        ([2, 4], [], 3),
        ([1], [5, 5, 5], None),
        ([1, 2, 3], [3, 3, 3, 3], None),
    ],
)
def test_the_median(ended: list[float], going_on: list[float], median: float | None) -> None:
    assert lifetimes(ended, going_on).median == median


def test_nothing_ended_keeps_everything() -> None:
    assert [step.part for step in lifetimes([], [3, 4, 4]).steps] == [1, 1]


@pytest.mark.parametrize(
    ("life", "interval", "part"),
    [(2, 1, 0.787), (1, 2, 0.432), (1, 1, 1 - exp(-1)), (5, 0, 1), (1e9, 1, 1)],
)
def test_the_part_a_look_gets_to_see(life: float, interval: float, part: float) -> None:
    assert seen_part(life, interval) == pytest.approx(part, abs=5e-4)


def test_a_life_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="is none"):
        seen_part(0, 1)


def test_gaps_in_any_order() -> None:
    assert gaps([5, 1, 2]) == [1, 3]
    assert gaps([5]) == []
