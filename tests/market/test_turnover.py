"""Counters of stock and sales, read by read: what they claim, and what must have gone."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.turnover import Counted, Counters, Turnover, is_placeholder, together, turnover

D = Decimal
START = date(2026, 8, 1)


def reads(*told: tuple[int | None, int | None]) -> tuple[Counted, ...]:
    """One read a night: (stock, sold)."""
    return tuple(
        Counted(
            START + timedelta(at),
            None if stock is None else D(stock),
            None if sold is None else D(sold),
        )
        for at, (stock, sold) in enumerate(told)
    )


NIGHTS = [
    ("both counters agree", [(37, 214), (30, 221)], 221, 7),
    ("a refill hides no sale that the counter shows", [(5, 214), (50, 220)], 220, 6),
    ("a refill is no sale", [(5, None), (50, None)], None, 0),
    ("stock that falls", [(50, None), (44, None), (60, None), (51, None)], None, 6 + 9),
    ("a counter set back is no sale", [(None, 214), (None, 3), (None, 5)], 5, 2),
    ("a counter somebody typed is no sale", [(40, 214), (40, 90000)], 90000, 0),
    ("what left the shelf counts beside a typed counter", [(40, 214), (38, 90000)], 90000, 2),
    ("a first level is a claim", [(40, 5000)], 5000, 0),
    ("a stock that stands for enough", [(9999, None), (100, None)], None, 0),
    ("a read without the article parts two levels", [(None, 10), (None, None), (None, 15)], 15, 0),
    ("a band says nothing", [(None, None), (None, None)], None, 0),
    ("nothing at all", [], None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("what", "told", "claimed", "observed"), NIGHTS, ids=lambda v: str(v)[:50])
def test_what_nights_say_together(
    what: str, told: list[tuple[int | None, int | None]], claimed: int | None, observed: int
) -> None:
    said = turnover(reads(*told))

    assert (said.claimed, said.observed) == (claimed, observed), what


def test_the_bound_holds_between_two_dates() -> None:
    said = turnover(reads((None, None), (3, None), (2, None), (None, None)))

    assert (said.since, said.until) == (START + timedelta(1), START + timedelta(2))


@pytest.mark.parametrize("stock", ["999", "6666", "9999", "99999", "10000", "1000000", "8888"])
def test_a_number_that_stands_for_enough_is_no_count(stock: str) -> None:
    assert is_placeholder(D(stock))


@pytest.mark.parametrize("stock", ["0", "1", "99", "111", "100", "1000", "9998", "12345", "10001"])
def test_a_count_is_a_count(stock: str) -> None:
    assert not is_placeholder(D(stock))


def test_articles_sold_on_under_one_name_are_counted_once() -> None:
    """Trap 30: a sub-station's copy of a copy has sold nothing more."""
    series = reads((40, 300), (30, 310))
    twice = [Counters("item:1", series, "2:Claude $20"), Counters("item:2", series, "2:Claude $20")]

    assert together(twice).observed == 10
    assert together(twice).claimed == 310
    assert together([*twice, Counters("item:3", series)]).observed == 20
    assert together([]) == Turnover()


LEVELS = st.one_of(st.none(), st.integers(0, 500).map(D))
SERIES = st.lists(st.tuples(LEVELS, LEVELS), max_size=12).map(
    lambda told: [Counted(START + timedelta(at), *pair) for at, pair in enumerate(told)]
)


@given(SERIES)
def test_nothing_is_ever_sold_back(series: list[Counted]) -> None:
    assert turnover(series).observed >= 0


@given(SERIES, st.randoms())
def test_the_order_of_reads_does_not_matter(series: list[Counted], chance: object) -> None:
    shuffled = list(series)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert turnover(shuffled) == turnover(series)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=12))
def test_refills_never_count(levels: list[int]) -> None:
    rising = [Counted(START + timedelta(at), D(level)) for at, level in enumerate(sorted(levels))]

    assert turnover(rising).observed == 0


@given(st.lists(st.integers(0, 8), min_size=3, max_size=12), st.data())
def test_another_read_of_a_counter_changes_no_sum(steps: list[int], data: st.DataObject) -> None:
    """A counter that only counts says the same, however often it is looked at."""
    sums = [sum(steps[: at + 1]) for at in range(len(steps))]
    every = [Counted(START + timedelta(at), sold=D(level)) for at, level in enumerate(sums)]
    left_out = data.draw(st.sets(st.integers(1, len(every) - 2)))
    fewer = [read for at, read in enumerate(every) if at not in left_out]

    assert turnover(every).observed == turnover(fewer).observed == sum(steps[1:])


@given(st.lists(st.integers(0, 400), min_size=3, max_size=12), st.data())
def test_another_read_of_a_stock_only_shows_more(levels: list[int], data: st.DataObject) -> None:
    """What a refill hid between two reads, a third may show: never less, nor more than fell."""
    levels = [level for level in levels if not is_placeholder(D(level))]
    every = [Counted(START + timedelta(at), D(level)) for at, level in enumerate(levels)]
    left_out = data.draw(st.sets(st.integers(1, max(1, len(every) - 2))))
    fewer = [read for at, read in enumerate(every) if at not in left_out]
    falls = sum(max(0, a - b) for a, b in pairwise(levels))

    assert turnover(fewer).observed <= turnover(every).observed == falls
