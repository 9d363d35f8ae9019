"""Intervals of changes, and how long they take."""

from math import sqrt
from time import process_time

import numpy as np
import pytest
from scipy.stats import t as student
from trends.made import LEAF

from market.statistics.clusters import jevons, joining, matches
from market.statistics.geks import geks_jevons
from market.trends import index
from market.trends.bootstrap import reach, ways
from market.trends.rules import WEEKLY


def panel(operators: int, periods: int, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    logs = chance.normal(-1.5, 0.4, (operators, 1)) + chance.normal(0, 0.05, (operators, periods))
    return np.where(chance.random((operators, periods)) < 0.15, np.nan, logs)


def three(logs: np.ndarray) -> np.ndarray:
    return np.stack([logs, 0 * logs, 0 * logs])


def test_two_periods_have_the_interval_of_a_mean() -> None:
    """Of a change seen by all alike, the spread over draws is the standard error of a mean."""
    chance = np.random.default_rng(4)
    moves = chance.normal(0, 0.1, 40)
    logs = np.column_stack([np.zeros(40), moves])
    window = index.window(three(logs), np.arange(40), WEEKLY)
    drawn = ways({LEAF: window}, {LEAF: 1.0}, 1, 4000)
    half = reach(drawn[:, 1] - drawn[:, 0], 40)

    expected = float(student.ppf(0.975, 39)) * moves.std(ddof=1) / sqrt(40)
    assert half == pytest.approx(expected, rel=0.05)


def test_a_draw_is_the_index_of_the_operators_drawn() -> None:
    """The fast way, over pair sums, against the slow one: rows repeated and reckoned anew."""
    logs = panel(12, 9)
    window = index.window(three(logs), np.arange(12), WEEKLY)
    chance = np.random.default_rng(7)
    times = chance.multinomial(12, [1 / 12] * 12, size=5)
    drawn = ways({LEAF: window}, {LEAF: 1.0}, 7, 5)

    for each, way in zip(times, drawn, strict=True):
        slow = np.log(geks_jevons(np.repeat(logs, each, axis=0), base=window.anchor))
        np.testing.assert_allclose(way, slow, atol=1e-12)


def test_without_weights_by_operator_it_is_plain_geks_jevons() -> None:
    logs = panel(12, 9)
    window = index.window(three(logs), np.arange(12), WEEKLY)

    np.testing.assert_allclose(
        window.way[:, 0], np.log(geks_jevons(logs, base=window.anchor)), atol=1e-12
    )
    assert (window.way[:, 1:] == 0).all()


def test_what_is_drawn_stays_the_same_whoever_is_added_without_a_match() -> None:
    logs = panel(8, 6)
    once = np.full((1, 6), np.nan)
    once[0, 2] = 0.0
    more = np.concatenate([logs, once])
    plain, other = (
        index.window(three(each), np.arange(len(each)), WEEKLY) for each in (logs, more)
    )

    first, second = (ways({LEAF: each}, {LEAF: 1.0}, 3, 9) for each in (plain, other))
    np.testing.assert_array_equal(first, second)


def test_providers_are_drawn_together() -> None:
    """The same operators with the same prices at two providers: no less is known than of one."""
    window = index.window(three(panel(10, 6)), np.arange(10), WEEKLY)
    other = LEAF.parent or LEAF
    one = ways({LEAF: window}, {LEAF: 1.0}, 3, 9)
    both = ways({LEAF: window, other: window}, {LEAF: 0.5, other: 0.5}, 3, 9)

    np.testing.assert_allclose(one, both)


@pytest.mark.parametrize("told", [[], [0.1], [0.1, np.nan, np.nan, np.nan]])
def test_too_few_draws_that_say_anything_make_no_interval(told: list[float]) -> None:
    assert reach(np.array(told), 9) is None


def test_what_was_revised_since_widens_the_interval() -> None:
    """Errors of 3 and 4 that know nothing of each other make one of 5."""
    changes = np.tile([-0.3, 0.3], 5000)
    plain, wider = reach(changes, 40), reach(changes, 40, revision=0.4)
    assert plain is not None
    assert wider is not None

    assert wider / plain == pytest.approx(5 / 3, rel=0.01)


def test_clusters_count_once_in_each_pair() -> None:
    """By hand: one cluster with two products that rose by 1 and 3, another with one that rose 4."""
    logs = np.array([[0.0, 1.0, np.nan], [0.0, 3.0, 5.0], [0.0, 4.0, np.nan]])
    found = matches(three(logs), np.array([0, 0, 1]))
    pairs, counts = jevons(found)

    assert pairs[0, 1, 0] == pytest.approx(3.0)
    assert pairs[1, 0, 0] == pytest.approx(-3.0)
    assert (pairs[1, 2, 0], pairs[0, 2, 0]) == pytest.approx((2.0, 5.0))
    assert counts.tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    assert joining(found, 0, 1).tolist() == [0, 1]
    assert joining(found, 1, 2).tolist() == [0]


def test_a_cell_of_400_operators_and_26_periods_is_reckoned_in_a_moment() -> None:
    """0.2 s are asked for; twice that, as machines differ."""
    logs = panel(400, 26)
    index.window(three(logs), np.arange(400), WEEKLY)
    begun = process_time()
    window = index.window(three(logs), np.arange(400), WEEKLY)
    ways({LEAF: window}, {LEAF: 1.0}, 1, 500)

    assert process_time() - begun < 0.4
