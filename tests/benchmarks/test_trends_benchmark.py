"""A market with known truth, small: what is published of it is near the truth, week by week."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.trends.cleaning import by_operator
from benchmarks.trends.course import CURRENCIES, TIERS
from benchmarks.trends.crawl import PROVIDER, seen, weeks_of
from benchmarks.trends.judge import against, judge
from benchmarks.trends.others import all_told
from benchmarks.trends.play import play
from benchmarks.trends.sellers import Market
from benchmarks.trends.world import make

WEEKS = 26


def test_the_index_is_near_the_truth_where_chained_links_and_medians_are_not() -> None:
    """One market of 50 operators over 26 weeks; the bounds are loose, the order is not."""
    world = make(Market(operators=50, weeks=WEEKS), seed=3)
    rows, weeks = seen(world, 3), weeks_of(world)
    judged = judge(world, PROVIDER, rows, play(rows, weeks, draws=50))
    truth = np.array([one.total for one in world.course.truth()])
    others = {name: against(one, truth) for name, one in all_told(rows, weeks).items()}

    ours = _rms(judged.index)
    assert ours < 0.03
    assert ours < min(_rms(others[name]) for name in others if "listings" in name)
    assert ours < _rms(others["chained Jevons"])
    assert np.isfinite(judged.index).all()
    assert np.nansum(judged.false_gap) == 0
    assert np.nanmean(judged.change_held) > 0.8
    assert np.nanmean(judged.level_held) > 0.8
    assert max(map(_rms, judged.parts[1:])) < 0.03  # list price and exchange rate


def test_nothing_that_came_later_is_in_a_number() -> None:
    """A year broken off says the same of its weeks as the whole year does."""
    world = make(Market(operators=15, weeks=20), seed=1)
    rows, weeks = seen(world, 1), weeks_of(world)
    whole = play(rows, weeks, draws=20)

    for last in (9, 14):
        short = [row for row in rows if row.period <= weeks[last]]
        broken = play(short, weeks[: last + 1], draws=20)
        assert broken == {key: one for key, one in whole.items() if key[1] <= weeks[last]}


def test_the_same_seed_makes_the_same_world_and_another_one_another() -> None:
    """Worlds and what is seen of them are functions of their seeds."""
    market = Market(operators=10, weeks=12)

    assert seen(make(market, 1), 1) == seen(make(market, 1), 1)
    assert seen(make(market, 1), 1) != seen(make(market, 2), 2)


def test_more_than_half_of_the_prices_stand_still_in_a_week() -> None:
    """In the money they are asked in: list prices and exchange rates move every ratio."""
    world = make(Market(operators=100), seed=1)
    moves: list[float] = []
    for stay in world.stays:
        steps = (
            world.course.fx_steps[list(CURRENCIES).index(stay.currency)] + world.course.list_steps
        )
        own = [TIERS.index(tier) for tier in stay.tiers]
        weeks = np.arange(max(stay.start, 0), stay.start + stay.regular.shape[1])
        given = steps[np.ix_(own, weeks[1:])]
        moves += (np.diff(stay.regular[:, weeks - stay.start]) - given).ravel().tolist()

    assert 0.5 < np.mean(np.abs(moves) < 1e-9) < 0.75


def test_the_truth_is_what_an_endless_market_shows() -> None:
    """600 operators without misses or mistakes: their level, and their index where none sells out
    or begins below its price.
    """
    market = Market(operators=600, weeks=8, missed=0, errors=0)
    world = make(market, seed=2)
    asked = by_operator(seen(world, 2), weeks_of(world))
    plain = make(replace(market, promoted=0, dumped=0), seed=2)
    regular = by_operator(seen(plain, 2), weeks_of(plain))
    moved = np.nanmean(regular[:, -1] - regular[:, 3])
    truth = [one.total for one in plain.course.truth()]

    assert np.nanmean(asked, axis=0) == pytest.approx(world.level(), abs=0.05)
    assert moved == pytest.approx(truth[-1] - truth[3], abs=0.01)


def _rms(errors: "np.typing.NDArray[np.float64]") -> float:
    return float(np.sqrt(np.nanmean(errors**2)))
