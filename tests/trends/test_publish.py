"""Week after week of small markets whose numbers can be told by hand."""

from dataclasses import replace
from datetime import date
from math import exp, log

import pytest
from trends.made import LEAF, MONDAY, Told, nights, published, seen, told, weeks

from market.trends.cells import Cell
from market.trends.publish import NIGHTLY, WEEKLY, lookback, next_numbers
from market.trends.published import Parts

PROVIDER = Cell("relay_api", "tokens", "anthropic")
STATED = replace(LEAF, supply="stated:official")
TIER = replace(LEAF, supply="*")


def totals(found: Told, periods: list[date], cell: Cell = LEAF) -> list[float | None]:
    told_of = (found.get((cell, period)) for period in periods)
    return [one.moved.total if one and one.moved else None for one in told_of]


def crowd(count: int, *stretches: tuple[float, int], name: str = "o") -> dict[str, list[float]]:
    """Operators with prices of their own that all move together: times so much, so many periods."""
    return {
        f"{name}{n}": [(0.1 + n / 50) * times for times, long in stretches for _ in range(long)]
        for n in range(count)
    }


def test_everybody_who_cuts_by_a_tenth_moves_the_index_by_a_tenth() -> None:
    periods = weeks(12)
    found = published(periods, told(periods, crowd(8, (1.0, 6), (0.9, 6))), draws=50)

    assert totals(found, periods) == pytest.approx([0.0] * 6 + [log(0.9)] * 6)
    last = found[LEAF, periods[9]]
    assert last.matched == 8
    assert last.change is not None
    assert (last.change.periods, last.change.operators) == (4, 8)
    assert (last.change.log, last.dummy) == pytest.approx((log(0.9), log(0.9)))
    assert (last.change.low, last.change.high) == pytest.approx((log(0.9), log(0.9)))


def test_the_base_is_the_mean_of_the_first_four_publishable_periods() -> None:
    periods = weeks(9)
    found = published(periods, told(periods, crowd(6, (1.0, 2), (0.5, 7))))

    half = log(0.5) / 2
    assert totals(found, periods) == pytest.approx([-half] * 2 + [half] * 7)


def test_a_young_cell_has_a_level_and_no_index_yet() -> None:
    periods = weeks(8)
    rows = told(periods, crowd(6, (1.0, 8)))
    young, grown = published(periods[:7], rows), published(periods, rows)

    assert totals(young, periods[:7]) == [None] * 7
    assert all(one.flags == ("few_operators", "provisional") for one in young.values())
    assert totals(grown, periods) == pytest.approx([0.0] * 8)
    assert all(one.flags == ("few_operators",) for one in grown.values())
    assert young[LEAF, periods[3]].level == grown[LEAF, periods[3]].level


def test_a_move_is_told_apart_into_seller_list_and_rate() -> None:
    """Vector 14's question: resale cut by a tenth, list cut by a fifth, the yuan dearer."""
    periods = weeks(12)
    listed, rate, cut = -log(0.8), log(7.2 / 7.0), log(0.9)
    rows = [
        seen(
            period,
            f"o{n}",
            (0.1 + n / 50) * exp((listed + rate + cut) * late),
            list_part=listed * late,
            fx_part=rate * late,
        )
        for late, these in ((0, periods[:8]), (1, periods[8:]))
        for period in these
        for n in range(8)
        if (n + these.index(period)) % 5  # some are missed
    ]
    newest = published(periods, rows)[LEAF, periods[-1]]

    assert newest.moved is not None
    assert newest.moved == Parts(*map(pytest.approx, (cut, listed, rate)))  # type: ignore[arg-type]
    assert newest.moved.total == pytest.approx(listed + rate + cut)


def test_operators_count_once_however_many_leaves_they_sell_in() -> None:
    """One sells in two leaves and takes a fifth off both, nine in one leaf stand still: the tier
    moves by a tenth of the fifth.
    """
    periods = weeks(9)
    rows = told(periods, crowd(9, (1.0, 9))) + [
        one for cell in (LEAF, STATED) for one in told(periods, {"big": [0.3] * 8 + [0.24]}, cell)
    ]
    found = published(periods, rows)

    assert totals(found, periods, TIER)[-1] == pytest.approx(log(0.8) / 10)
    assert totals(found, periods, PROVIDER) == totals(found, periods, TIER)


def test_an_operator_with_many_channels_is_its_median_channel() -> None:
    periods = weeks(9)
    rows = told(periods, crowd(4, (1.0, 9))) + [
        seen(period, "big", 0.2 if channel else 0.2 - 0.01 * week, channel=f"{channel}.example")
        for week, period in enumerate(periods)
        for channel in range(3)
    ]
    found = published(periods, rows)
    level = found[LEAF, periods[-1]].level

    assert totals(found, periods)[-1] == pytest.approx(0)
    assert (level.operators, level.channels, level.rows) == (5, 7, 21)


@pytest.mark.parametrize("operators", range(7))
def test_below_the_minimum_samples_there_is_a_gap(operators: int) -> None:
    periods = weeks(13)
    one_more = told(periods, {"elsewhere": [0.5] * 13}, replace(LEAF, tier="other"))
    found = published(
        periods, told(periods, crowd(operators, (1.0, 9), (0.9, 4))) + one_more, draws=50
    )
    last = found.get((LEAF, periods[-1]))

    if operators == 0:
        assert last is None
        return
    assert last is not None
    assert last.level.operators == operators
    assert (last.level.lowest is not None) == (operators >= 3)
    assert (last.level.mean is not None) == (operators >= 5)
    assert (last.level.median is not None) == (operators >= 5)
    assert (last.moved is not None) == (operators >= 5)
    assert (last.change is not None and last.change.low is not None) == (operators >= 5)
    assert ("few_operators" in last.flags) == (operators >= 5)


def test_a_cell_with_too_few_matches_moves_as_its_parent_and_comes_back_to_its_own_level() -> None:
    periods = weeks(13)
    mine: dict[str, list[float | None]] = {
        name: [*series[:9], None, None, *series[11:]] if name > "s2" else list(series)
        for name, series in crowd(6, (1.0, 9), (0.8, 4), name="s").items()
    }
    rows = told(periods, crowd(8, (1.0, 9), (0.9, 4))) + told(periods, mine, STATED)
    found = published(periods, rows)
    small, parent = totals(found, periods, STATED), totals(found, periods, TIER)
    flags = [found[STATED, period].flags for period in periods]

    assert [("imputed" in told_of) for told_of in flags] == [False] * 9 + [True] * 2 + [False] * 2
    assert small[9:11] == pytest.approx(parent[9:11])
    assert small[11:] == pytest.approx([log(0.8)] * 2)


def test_a_cell_that_is_gone_moves_with_its_parent_for_28_days_and_is_told_no_more() -> None:
    """When it is back, with other sellers, it goes on from where its parent has moved it."""
    periods = weeks(22)
    rows = told(periods, crowd(8, (1.0, 9), (0.9, 13)))
    rows += told(periods, crowd(6, (1.0, 9), name="s"), STATED)
    rows += told(periods[16:], crowd(6, (0.5, 4), (0.4, 2), name="new"), STATED)
    found = published(periods, rows)
    flags = {at: found[STATED, p].flags for at, p in enumerate(periods) if (STATED, p) in found}

    assert list(flags) == [*range(13), *range(16, 22)]
    assert [at for at, of in flags.items() if "imputed" in of] == [9, 10, 11, 12, 16]
    moved = totals(found, periods, STATED)
    assert moved[16:20] == pytest.approx([log(0.9)] * 4)
    assert moved[20:] == pytest.approx([log(0.9) + log(0.8)] * 2)


def test_a_cell_of_nothing_but_nonsense_has_no_figures() -> None:
    periods = weeks(9)
    other = replace(LEAF, tier="other")
    rows = told(periods, crowd(6, (1.0, 9))) + told(periods, crowd(6, (90.0, 9)), other)
    newest = published(periods, rows)[other, periods[-1]]

    assert (newest.level.operators, newest.moved, newest.matched) == (0, None, 0)
    assert newest.excluded.implausible == newest.excluded.read == 6


def test_where_nothing_is_read_nothing_is_told() -> None:
    assert next_numbers(MONDAY, [MONDAY], [], [], []) == []


def test_a_cell_without_a_parent_s_movement_has_a_gap_and_comes_back_on_its_level() -> None:
    periods = weeks(13)
    whole = crowd(6, (1.0, 9), (0.8, 4))
    rows = [one for one in told(periods, whole) if one.period not in periods[9:11]]
    rows += told(periods[9:11], crowd(2, (0.8, 2)))
    found = published(periods, rows)

    expected = [0.0] * 9 + [None, None] + [log(0.8)] * 2
    assert totals(found, periods) == [
        one if one is None else pytest.approx(one) for one in expected
    ]
    assert found[LEAF, periods[11]].link is None
    assert found[LEAF, periods[11]].matched == 6  # with the last week that was read


def test_a_crowd_that_is_exchanged_begins_anew_after_eight_weeks() -> None:
    periods = weeks(20)
    rows = told(periods[:10], crowd(6, (1.0, 10)))
    rows += told(periods[10:], crowd(6, (0.5, 10), name="new"))
    found = published(periods, rows)

    for cell in (LEAF, PROVIDER, Cell("relay_api", "tokens")):
        known = [one is not None for one in totals(found, periods, cell)]
        assert known == [True] * 10 + [False] * 7 + [True] * 3
        flagged = [period for period in periods if "rebased" in found[cell, period].flags]
        assert flagged == [periods[17]]
        assert found[cell, periods[18]].change is None  # nothing is compared across it


@pytest.mark.parametrize(("missed", "same"), [(3, True), (4, False)])
def test_unseen_for_more_than_28_days_is_another_product(missed: int, same: bool) -> None:
    """It comes back a fifth cheaper."""
    periods = weeks(14)
    gone: list[float | None] = [0.4] * 8 + [None] * missed + [0.32] * (6 - missed)
    found = published(periods, told(periods, crowd(9, (1.0, 14)) | {"gone": gone}))
    here = totals(found, periods)[8 + missed]

    assert here is not None
    assert (here < -0.015) if same else (here == pytest.approx(0))


def test_single_nights_are_reckoned_like_weeks() -> None:
    """Eleven nights, two of which nobody was read on."""
    dates = [night for at, night in enumerate(nights(13)) if at not in {4, 5}]
    found = published(dates, told(dates, crowd(6, (1.0, 8), (0.9, 3))), rules=NIGHTLY)

    assert totals(found, dates) == pytest.approx([0.0] * 8 + [log(0.9)] * 3)


def test_a_window_grows_from_13_to_26_periods() -> None:
    periods = weeks(40)

    backs = [periods.index(lookback(periods[:count], WEEKLY)) for count in (1, 13, 14, 25, 26, 40)]
    assert backs == [0, 0, 1, 12, 0, 14]
    assert totals(published(periods, told(periods, crowd(6, (1.0, 20), (0.9, 20)))), periods)[
        -1
    ] == pytest.approx(log(0.9))


def test_only_the_last_period_is_told() -> None:
    with pytest.raises(ValueError, match="not the last"):
        next_numbers(MONDAY, weeks(2), [], [], [])


def test_a_channel_told_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="told twice"):
        next_numbers(MONDAY, [MONDAY], [seen(MONDAY, "o", 0.2), seen(MONDAY, "o", 0.3)], [], [])
