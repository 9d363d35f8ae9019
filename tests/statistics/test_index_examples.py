"""Index numbers that can be checked by hand, on invented prices."""

import numpy as np
import pytest

from benchmarks.peers_of_index import carrying, multilateral, splices, weighted
from market.statistics.dummy import time_product_dummy
from market.statistics.geks import geks_jevons
from market.statistics.jevons import chained, fixed_base
from market.statistics.panel import Logs, panel
from market.statistics.splice import mean_on_published, rolling

GAP = np.nan


def _logs(*rows: list[float]) -> Logs:
    table: Logs = np.log(np.asarray(rows, dtype=float))
    return table


# B is sold off at half price and vanishes, C takes its place at list, A stays: nothing happened.
CHURN = _logs([1, 1, 1], [1, 0.5, GAP], [GAP, GAP, 1])


def test_rows_become_a_matrix() -> None:
    """Missing where nothing was seen, with the periods that must be there."""
    told = panel([("b", 2, 0.5), ("a", 1, 1.0)], periods=[1, 2, 3])

    assert (told.products, told.periods) == (("a", "b"), (1, 2, 3))
    np.testing.assert_array_equal(told.logs, _logs([1, GAP, GAP], [GAP, 0.5, GAP]))


def test_a_chain_drifts_where_products_churn() -> None:
    """The chain never comes back. GEKS by hand: P(1,2) = √½, P(2,3) = P(1,3) = 1, so that
    ln I₃ = ⅓ ln √½ and ¼ ln ½ by the dummy. Only what compares with the base alone is not moved.
    """
    assert chained(CHURN)[-1] == pytest.approx(0.5**0.5)
    assert fixed_base(CHURN)[-1] == pytest.approx(1)
    assert geks_jevons(CHURN)[-1] == pytest.approx(0.5 ** (1 / 6))
    assert time_product_dummy(CHURN)[-1] == pytest.approx(0.5 ** (1 / 4))


def test_without_the_lot_sold_off_nothing_happened() -> None:
    """What is left when the last quotes of a vanished product are marked as a dump."""
    kept = CHURN.copy()
    kept[1, 1] = GAP

    np.testing.assert_allclose(geks_jevons(kept), 1)


def _promotions(operators: int, weeks: int) -> Logs:
    """Each week another operator sells at half price, and is missed by the crawl after it."""
    table = np.zeros((operators, weeks))
    for week in range(1, weeks - 1):
        table[week % operators, week] = np.log(0.5)
        table[week % operators, week + 1] = GAP
    return table


def test_years_of_promotions_drive_a_chain_to_nothing_and_not_ours() -> None:
    """Nobody's price is another at the end than in the beginning."""
    table = _promotions(8, 40)
    windows = [geks_jevons(table[:, at : at + 13]) for at in range(28)]
    published = rolling(windows)

    assert chained(table)[-1] < 0.02
    assert geks_jevons(table)[-1] == pytest.approx(1, abs=0.001)
    assert abs(np.log(published[-1])) < 0.04
    assert np.log(published).min() > -0.15  # one in seven at half price is a tenth off


def test_a_pair_with_few_matches_can_be_left_out() -> None:
    """Then the way over the other period decides."""
    falls, stays, alone = [1, 0.8, GAP], [GAP, 1, 1], [1, GAP, 0.1]
    table = _logs(falls, falls, stays, stays, alone)

    assert geks_jevons(table, fewest=2) == pytest.approx([1, 0.8, 0.8])
    assert geks_jevons(table)[-1] == pytest.approx((0.8 * 0.1**2) ** (1 / 3))
    assert np.isnan(geks_jevons(table, fewest=3)[1:]).all()
    assert np.isnan(geks_jevons(_logs([1, GAP], [GAP, 1]))[1])


def test_the_dummy_by_hand() -> None:
    """A falls to half and is gone, B rises to the double after it; A's gap is bridged by B."""
    table = _logs([1, 0.5, GAP], [GAP, 1, 2], [1, GAP, GAP])

    np.testing.assert_allclose(time_product_dummy(table), [1, 0.5, 1])


def test_the_newest_value_is_joined_to_what_was_published() -> None:
    """√(1·1.32/1 · 1.21·1.32/1.2): over both periods that window and published share."""
    assert mean_on_published([5, 1, 1.21], [1, 1.2, 1.32]) == pytest.approx(
        (1.32 * 1.21 * 1.32 / 1.2) ** 0.5
    )
    assert mean_on_published([5, 1, GAP], [1, 1.2, 1.32]) == pytest.approx(1.32)
    assert np.isnan(mean_on_published([5, GAP, GAP], [1, 1.2, 1.32]))


def test_ways_to_splice_differ_where_windows_disagree() -> None:
    windows = [np.asarray([1, 2.0, 4]), np.asarray([1, 3.0, 6])]
    newest = {
        way.__name__: splices.spliced(windows, way, on_published=told)[-1]
        for way, told in ((splices.movement, True), (splices.window, True), (splices.half, False))
    }

    assert newest == pytest.approx({"movement": 8, "window": 12, "half": 8})
    assert splices.spliced(windows, splices.mean, on_published=True)[-1] == pytest.approx(96**0.5)


PRICES, BOUGHT = np.asarray([[1.0, 2.0], [1.0, 1.0]]), np.asarray([[1.0, 1.0], [1.0, 2.0]])
EVERYTHING = np.asarray([True, True])


def test_baskets_by_hand() -> None:
    """Laspeyres (2 + 1) ÷ (1 + 1), Paasche (2 + 2) ÷ (1 + 2)."""
    bought = (PRICES, BOUGHT, 0, 1, EVERYTHING)

    assert weighted.laspeyres(*bought) == pytest.approx(1.5)
    assert weighted.paasche(*bought) == pytest.approx(4 / 3)
    assert weighted.fisher(*bought) == pytest.approx(2**0.5)
    assert weighted.tornqvist(*bought) == pytest.approx(2**0.5)
    assert weighted.jevons(*bought) == pytest.approx(2**0.5)


@pytest.mark.parametrize("bilateral", [weighted.fisher, weighted.tornqvist, weighted.jevons])
def test_of_two_periods_every_series_is_the_bilateral(bilateral: weighted.Bilateral) -> None:
    for series in (
        weighted.chained,
        weighted.fixed_base,
        multilateral.geks,
        multilateral.intersection_geks,
    ):
        np.testing.assert_allclose(series(PRICES, BOUGHT, bilateral), [1, 2**0.5])
    assert multilateral.weighted_dummy(PRICES, np.ones((2, 2)) / PRICES)[1] == pytest.approx(2**0.5)


def test_a_carried_price_fills_a_gap_on_one_side() -> None:
    prices = np.asarray([[GAP, 1, GAP, GAP, 2, GAP]])

    np.testing.assert_array_equal(carrying.forward(prices), [[GAP, 1, 1, 1, 2, 2]])
    np.testing.assert_array_equal(carrying.backward(prices), [[1, 1, 2, 2, 2, GAP]])
