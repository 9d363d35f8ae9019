"""Each rule with a quote it takes out and one that it nearly does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from trends.made import LEAF, MONDAY, published, seen, told, weeks

from market.trends.exclusions import Verdict
from market.trends.published import Excluded
from market.trends.readings import Readings, read
from market.trends.rules import NIGHTLY, WEEKLY

PERIODS = weeks(9)


def verdict_on(series: Sequence[float | None], at: int = -1, *, others: float = 0.2) -> Verdict:
    """On one quote of an operator among five who stand still."""
    rows = told(PERIODS, {f"o{n}": [others] * len(PERIODS) for n in range(5)} | {"it": series})
    found = read(rows, PERIODS, WEEKLY)
    operator = found.told.operators.index("it")
    of = [place for place, who in enumerate(found.told.operator) if who == operator]
    return Verdict(found.verdict[of[at]])


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        (0.000999, Verdict.IMPLAUSIBLE),
        (0.001, Verdict.FENCED),
        (3.0, Verdict.USED),
        (3.001, Verdict.IMPLAUSIBLE),
    ],
)
def test_a_share_of_list_lies_between_a_thousandth_and_three(
    ratio: float, verdict: Verdict
) -> None:
    assert verdict_on([0.005 if ratio < 1 else 2.0] * 8 + [ratio]) == verdict


@pytest.mark.parametrize("factor", [7.2, 10.0, 100.0])
def test_off_by_a_factor_of_a_wrong_unit_is_confused(factor: float) -> None:
    for times in (factor, 1 / factor, factor * 1.19, factor / 1.19):
        usual = 0.015 if times > 1 else 1.5
        assert verdict_on([usual] * 8 + [usual * times], others=usual) == Verdict.CONFUSED, times


def test_a_thousandfold_price_is_confused_as_far_as_it_can_be() -> None:
    assert verdict_on([0.0025] * 8 + [2.5], others=0.0025) == Verdict.CONFUSED
    assert verdict_on([0.2] * 8 + [0.2 / 1e6]) == Verdict.IMPLAUSIBLE


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        (2.99, Verdict.USED),
        (1 / 2.99, Verdict.USED),
        (3.01, Verdict.FENCED),
        (1 / 3.01, Verdict.FENCED),
        (7.2 / 1.21, Verdict.FENCED),
        (7.2 / 1.19, Verdict.CONFUSED),
    ],
)
def test_the_fence_is_three_times_the_own_median(times: float, verdict: Verdict) -> None:
    assert verdict_on([0.2] * 8 + [0.2 * times]) == verdict


@pytest.mark.parametrize(("times", "verdict"), [(7.9, Verdict.USED), (8.1, Verdict.FENCED)])
def test_a_first_quote_is_judged_by_its_cell(times: float, verdict: Verdict) -> None:
    assert verdict_on([None] * 8 + [0.2 * times]) == verdict
    assert verdict_on([None] * 8 + [0.2 / times]) == verdict


def test_of_two_quotes_the_later_one_is_in_doubt_and_the_third_decides() -> None:
    assert verdict_on([None] * 7 + [0.2, 2.0]) == Verdict.CONFUSED
    assert verdict_on([None] * 7 + [0.2, 2.0], at=0) == Verdict.USED
    assert verdict_on([None] * 6 + [0.2, 2.0, 2.0], at=0) == Verdict.CONFUSED
    assert verdict_on([None] * 6 + [0.2, 2.0, 2.0]) == Verdict.USED


def test_a_real_jump_that_lasts_is_believed_after_four_quotes() -> None:
    """Both prices are used then, so that the jump counts."""
    up = [0.1] * 5 + [0.4] * 4
    assert verdict_on([0.1] * 6 + [0.4] * 3) == Verdict.FENCED
    assert {verdict_on(up, at) for at in range(9)} == {Verdict.USED}


def test_a_quote_after_impossible_ones_is_still_a_first_one() -> None:
    """It has no own median to be judged by: its cell's counts."""
    first = [None] * 7 + [400.0]

    assert verdict_on([*first, 0.2 * 8.1]) == Verdict.FENCED
    assert verdict_on([*first, 0.2 * 7.9]) == Verdict.USED


def test_a_wrong_unit_is_not_believed_however_long_until_it_is_the_rule() -> None:
    """Then what was before is taken for the mistake: no move is ever made of it."""
    assert verdict_on([0.1] * 5 + [0.72] * 4) == Verdict.CONFUSED
    assert verdict_on([0.1] * 4 + [0.72] * 5) == Verdict.USED
    assert verdict_on([0.1] * 4 + [0.72] * 5, at=0) == Verdict.CONFUSED


def test_a_night_s_mistake_may_last_longer_than_four_nights() -> None:
    nights = [MONDAY + timedelta(days=day) for day in range(20)]
    rows = told(nights, {"it": [0.1] * 12 + [0.4] * 8})

    assert (read(rows, nights, NIGHTLY).verdict == Verdict.FENCED).sum() == 8
    assert (read(rows, nights, WEEKLY).verdict == Verdict.FENCED).sum() == 0


def test_what_is_excluded_is_counted_with_the_operators_it_touches() -> None:
    ratios: dict[str, list[float | None]] = {f"o{n}": [0.2] * 9 for n in range(6)}
    ratios |= {"high": [0.2] * 8 + [3.5], "yuan": [0.2] * 8 + [1.44], "odd": [0.2] * 8 + [0.7]}
    rows = told(PERIODS, ratios)
    rows += [seen(PERIODS[-1], "some", 0.2, implausible=2)]
    newest = published(PERIODS, rows)[LEAF, PERIODS[-1]]
    found = newest.excluded

    assert (found.read, found.implausible, found.confused, found.fenced) == (10, 1, 1, 1)
    assert found.operators == 4  # of one of them only some offers were left out
    assert newest.level.operators == 7
    assert newest.level.highest == pytest.approx(0.2)


def test_nothing_paid_at_all_is_implausible_and_no_warning() -> None:
    rows = told(PERIODS, {f"o{n}": [0.2] * 9 for n in range(6)})
    free = [
        replace(seen(period, "free", 1.0), log_ratio=float("-inf"), list_part=float("nan"))
        for period in PERIODS
    ]
    newest = published(PERIODS, rows + free)[LEAF, PERIODS[-1]]

    assert newest.excluded.implausible == 1
    assert newest.moved is not None
    assert newest.moved.total == pytest.approx(0)


def dumped(series: Sequence[float | None], periods: Sequence[date] = PERIODS) -> list[int]:
    """In which periods a lot was dumped, as is known at the end."""
    ratios = {f"o{n}": [0.2] * len(periods) for n in range(5)}
    found: Readings = read(told(periods, ratios | {"it": list(series)}), periods, WEEKLY)
    return [int(at) for at in found.dumped.any(axis=0).nonzero()[0]]


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ([0.2] * 5 + [0.1, 0.1, None, None], [5, 6]),
        ([0.2] * 5 + [0.1, 0.1, 0.1, None], []),  # one miss says nothing yet
        ([0.2] * 4 + [0.1, 0.1, 0.1, None, None], [5, 6]),  # only its last 14 days
        ([0.2] * 5 + [0.161, 0.16, None, None], [6]),  # at most 80 % of its own median
        ([0.2] * 5 + [0.161, 0.161, None, None], []),
        ([0.2] * 5 + [0.1, None, None, 0.1], []),  # it came back
        ([0.2] * 5 + [0.1, 0.1] + [None] * 2, [5, 6]),
    ],
)
def test_what_is_sold_off_before_it_vanishes_is_left_out_afterwards(
    series: list[float | None], expected: list[int]
) -> None:
    """Where nobody is ever missed, two misses in a row are enough."""
    assert dumped(series) == expected


def test_where_many_are_missed_it_takes_more_misses_to_be_gone() -> None:
    """Half of the weeks are missed: seven in a row, or 28 days, whichever is known first."""
    periods = weeks(13)
    some = {f"o{n}": [0.2 if at % 2 else None for at in range(13)] for n in range(5)}
    all_weeks = {"always": [0.2] * 13}
    for misses, expected in ((4, 0), (5, 2)):
        it: list[float | None] = [0.2] * (11 - misses) + [0.1] * 2 + [None] * misses
        found = read(told(periods, some | all_weeks | {"it": it}), periods, WEEKLY)
        assert found.dumped.sum() == expected


def test_a_week_in_which_nobody_was_read_is_no_miss() -> None:
    periods = weeks(9)
    rows = [
        one
        for one in told(
            periods, {"it": [0.2] * 5 + [0.1, 0.1]} | {f"o{n}": [0.2] * 9 for n in range(5)}
        )
        if one.period != periods[7]
    ]

    assert not read(rows, periods, WEEKLY).dumped.any()


def test_the_share_left_out_is_of_the_period_alone() -> None:
    """What was dumped or is unsettled is counted over the whole window, what was read is not."""
    counted = Excluded(read=20, implausible=1, confused=2, fenced=1, dumped=30, unsettled=5)

    assert counted.part == pytest.approx(0.2)
    assert Excluded(dumped=3).part is None
