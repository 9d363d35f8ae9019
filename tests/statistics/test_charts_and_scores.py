"""Charts, alarms, probabilities, bounds and fences that can be checked by hand."""

from math import exp, inf, log

import numpy as np
import pytest

from benchmarks.peers_of_index import berthelot, fences
from benchmarks.peers_of_index.ears import ears
from benchmarks.peers_of_index.mars import Sold, mars
from benchmarks.peers_of_index.richness import (
    classic_chao,
    jackknife,
    multinomial_error,
    of_counts,
)
from benchmarks.peers_of_index.shares import clopper_pearson
from market.statistics.coverage import chao, chapman, detection, good
from market.statistics.cusum import run_length, two_sided_run_length, upper
from market.statistics.forecasts import brier, murphy
from market.statistics.intervals import around, bootstrap_error, geometric_mean, wilson
from market.statistics.surges import surge


def test_small_steps_add_up() -> None:
    assert upper([1, 1, -3, 2], slack=0.5) == [0.5, 1, 0, 1.5]
    assert upper([0], slack=0.5, start=2) == [1.5]
    assert upper([]) == []


def test_a_threshold_of_nothing_is_passed_as_often_as_its_slack() -> None:
    """Without memory the run length is one over the chance of a step beyond the slack."""
    assert run_length(1e-9, slack=0) == pytest.approx(2, abs=1e-6)
    assert two_sided_run_length(1e-9, slack=0) == pytest.approx(1, abs=1e-6)
    assert run_length(5) > run_length(4) > run_length(4, shift=1)


def test_run_lengths_are_those_of_many_charts() -> None:
    """Two thousand simulated falls by one deviation: 8.38 periods on average, within 3 %."""
    chance = np.random.default_rng(5)
    waits = []
    for _ in range(2000):
        sums = upper(chance.normal(1, 1, 80))
        waits.append(next(at for at, reached in enumerate(sums, start=1) if reached > 4))

    assert np.mean(waits) == pytest.approx(run_length(4, shift=1), rel=0.03)


def test_evidence_of_a_surge() -> None:
    """One day by hand: 4 ln 2 − (4 + 1) ln((1 + 2)/(1 + 1)). What was expected is no evidence."""
    assert surge([4], [1.0], dispersion=1.0, ratio=2.0) == pytest.approx(
        [4 * log(2) - 5 * log(1.5)]
    )
    assert surge([1, 0, 1], [1.0] * 3, dispersion=1.0, ratio=2.0) == [0, 0, 0]
    with pytest.raises(ValueError, match="dispersion"):
        surge([1], [1.0], dispersion=0)
    with pytest.raises(ValueError, match="zip"):
        surge([1], [], dispersion=1)


def test_ears_looks_back_a_week() -> None:
    """A week without change has no spread: one more is an alarm, its own number is none."""
    assert [day.alarm for day in ears([2] * 7 + [2, 3], lag=0)] == [False, True]
    assert [(day.place, day.bound) for day in ears([2] * 10, lag=2)] == [(9, 2.0)]


def test_probabilities_are_scored() -> None:
    """Said a half twice, once right: nothing gained, nothing lost."""
    split = murphy([0.5, 0.5], [1, 0])

    assert brier([0.5, 0.5], [1, 0]) == split.brier == 0.25
    assert (split.reliability, split.resolution, split.skill) == (0, 0, 0)
    assert murphy([1.0, 0.0], [1, 0]).skill == 1
    assert np.isnan(murphy([1.0], [1]).skill)
    assert np.isnan(brier([], []))
    for score in (brier, murphy):
        with pytest.raises(ValueError, match="probabilities"):
            score([0.5], [])


def test_intervals_of_few() -> None:
    """Nothing of ten: Wilson's z²/(n + z²), and 1 − 0.025^(1/10)."""
    z = 1.959963984540054

    assert (wilson(0, 10).low, wilson(0, 10).high) == pytest.approx((0, z**2 / (10 + z**2)))
    assert clopper_pearson(0, 10).high == pytest.approx(1 - 0.025**0.1)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
    assert np.isnan(wilson(0, 0).value)
    assert np.isnan(geometric_mean([log(0.5)]).low)
    level = geometric_mean([log(0.5), log(2)])
    assert level.value == pytest.approx(1)
    assert level.high == pytest.approx(exp(12.706204736 * log(2)))  # t(1), standard error ln 2
    assert around(0.0, 0.1, 1).value == 1


def test_an_error_by_drawing_operators_again() -> None:
    """The mean of 0 and 1: of two drawn it is 0, ½, ½ or 1, whose deviation is √⅛; times √2."""
    logs = np.asarray([0.0, 1.0])
    found = bootstrap_error(2, lambda drawn: float(logs[drawn].mean()), draws=4000, seed=1)

    assert found == pytest.approx(0.5, rel=0.05)
    assert found == bootstrap_error(2, lambda drawn: float(logs[drawn].mean()), draws=4000, seed=1)
    assert np.isnan(bootstrap_error(1, lambda _: 0.0, seed=1))
    assert np.isnan(bootstrap_error(3, lambda _: inf, seed=1))


def test_how_many_there_are_at_least() -> None:
    """Three seen once, one twice, one thrice: 3·2/(2·2) unseen, classic 3²/(2·1)."""
    counts = [1, 1, 1, 2, 3, 0]

    assert of_counts(counts) == (5, 3, 1)
    assert chao(counts).least == pytest.approx(6.5)
    assert chao(counts, 4).least == pytest.approx(5 + 0.75 * 1.5)
    assert classic_chao(5, 3, 1).least == pytest.approx(9.5)
    assert classic_chao(5, 3, 1, 0.75).least == pytest.approx(5 + 0.75 * 4.5)
    assert classic_chao(5, 0, 1).least == 5
    assert 0 < multinomial_error(counts) < chao(counts).error
    assert jackknife(5, 3, 4) == pytest.approx(5 + 3 * 0.75)
    with pytest.raises(ValueError, match="twice"):
        classic_chao(5, 3, 0)


def test_bounds_hold_what_they_bound() -> None:
    for counts in ([1, 1, 1, 2, 3], [1, 1, 4], [2, 2, 4], [1], [3]):
        bound = chao(counts)
        assert bound.low <= bound.least <= bound.high
        assert bound.low >= bound.seen or bound.least == bound.low
    assert chao([]).least == 0


def test_what_the_next_sighting_will_be() -> None:
    """Of five sightings two were the only one of somebody."""
    assert good([1, 1, 3, 0]) == pytest.approx(0.6)
    assert good([1, 1]) == 0
    assert np.isnan(good([]))


def test_two_looks_and_many() -> None:
    """Nobody missed: as many as were seen. A share of 0.5·0.8^lag: half seen, 80 % survive."""
    assert chapman(9, 9, 9) == pytest.approx((9, 0))
    assert detection([1, 2, 3], [0.4, 0.32, 0.256]) == pytest.approx((0.5, 0.8))


MOVED = [1.0, 1.1, 0.9, 1.05, 0.95, 9.0]


@pytest.mark.parametrize(
    "rule",
    [fences.fixed_cutoff, fences.robust_z, fences.quartiles, fences.resistant, fences.kimber],
)
def test_fences_find_the_far_one(rule: object) -> None:
    assert rule(MOVED).tolist() == [False] * 5 + [True]  # type: ignore[operator]


def test_tukey_cuts_the_ends_off_and_takes_gaps() -> None:
    flags = fences.tukey([0.5, *[0.9, 1.1] * 20, 1.3])

    assert (flags[0], flags[-1], flags[1:-1].any()) == (True, True, False)
    assert not fences.tukey([np.nan]).any()
    assert not fences.tukey([1.0, 1.0, 1.0]).any()


def test_fences_from_prices_that_stand_still_flag_every_rise() -> None:
    """Why ours are fixed: one price of eleven rises by a thousandth, and lies outside of them."""
    still = [10.0] * 10
    told = berthelot.fences([*still, 10.0], [*still, 10.01])

    assert told.bounds == (0, 0)
    assert told.outside.tolist() == [False] * 10 + [True]
    for rule in (fences.quartiles, fences.resistant, fences.kimber, fences.robust_z):
        assert rule([1.0] * 10 + [1.001])[-1]


def test_rises_and_falls_weigh_the_same() -> None:
    np.testing.assert_allclose(berthelot.centred([1, 2, 0.5]), [0, 1, -1])


def test_a_partition_that_tells_prices_apart_and_lasts_is_worth_most() -> None:
    """By colour prices are told apart and known; all in one nothing is told; singly all is new."""
    before = [Sold("red", 1, 1), Sold("blue", 3, 1)]
    now = [Sold("red", 1, 2), Sold("blue", 3, 2)]
    one = [Sold("any", sold.price, sold.quantity) for sold in now]
    new = [Sold(f"{sold.group}2", sold.price, sold.quantity) for sold in now]

    assert mars(before, now).score == 1
    assert (mars([Sold("any", 2, 2)], one).match, mars([Sold("any", 2, 2)], one).likeness) == (1, 0)
    assert (mars(before, new).match, mars(before, new).score) == (0, 0)
