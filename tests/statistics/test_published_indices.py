"""Index numbers against figures their authors published: ours, and those of others beside them."""

from itertools import combinations

import numpy as np
import pytest
from published_vectors import close, logs, published, reproduced, sold

from benchmarks.peers_of_index import multilateral, splices, weighted
from market.statistics.dummy import time_product_dummy
from market.statistics.geks import geks_jevons
from market.statistics.jevons import chained, fixed_base, matched
from market.statistics.panel import Logs
from market.statistics.splice import rolling

JEVONS, GEKS = "01_jevons_bilateral_and_chained", "02_geks_jevons"
DUMMY, SPLICES = "03_time_product_dummy", "04_splices"
SHARES = "tpd_expenditure_share_weighted (tolerance 1e-8)"


@pytest.mark.parametrize("name", ["ces_balanced_jevons", "ces_churned_jevons"])
def test_jevons(name: str) -> None:
    case = published(JEVONS, name)
    table = logs(case)
    links = np.exp(np.diagonal(matched(table)[0], offset=1))
    found = {
        "period_over_period": [1, *links],
        "chained": chained(table),
        "fixed_base": fixed_base(table),
    }

    reproduced(case["expected"], found)


def test_everybody_back_at_list_is_no_fall_but_to_a_chain() -> None:
    case = published(JEVONS, "churn_only_drift_closed_form")
    found = {"chained_jevons": chained(logs(case)), "fixed_base": fixed_base(logs(case))}

    reproduced(case["expected"], found, 1e-12)
    assert geks_jevons(logs(case))[-1] > 0.85


def test_a_dump() -> None:
    case = published(JEVONS, "lamboray_krsinich_dump")
    table, both = logs(case), sold(case)
    apart = multilateral.intersection_geks(*both, weighted.jevons)
    found = {
        "published_intGEKS_link_t5_over_t4": apart[4] / apart[3],
        "intgeks_tornqvist": multilateral.intersection_geks(*both, weighted.tornqvist),
        "intgeks_jevons": apart,
        "geks_jevons": geks_jevons(table),
        "tpd_unweighted": time_product_dummy(table),
        "chained_jevons": chained(table),
    }

    reproduced(case["expected"], found)


def test_weights_make_a_chain_drift() -> None:
    case = published(JEVONS, "diewert_chain_drift_weighted")
    both = sold(case)
    found: dict[str, Logs] = {}
    for name in ("fisher", "tornqvist", "laspeyres", "paasche", "jevons"):
        bilateral = getattr(weighted, name)
        found[f"{name}_chained"] = weighted.chained(*both, bilateral)
        found[f"{name}_fixedbase"] = weighted.fixed_base(*both, bilateral)
        if name not in ("laspeyres", "paasche"):
            found[f"geks_{name}"] = multilateral.geks(*both, bilateral)

    reproduced(case["expected"], found)
    close(found["geks_jevons"], geks_jevons(logs(case)))


@pytest.mark.parametrize(
    "name",
    [
        "gpindex_unbalanced_5x13",
        "gpindex_balanced_5x13",
        "ces_balanced_window12",
        "ces_churned_window12",
    ],
)
def test_geks_jevons(name: str) -> None:
    case = published(GEKS, name)
    found = {"geks_jevons": geks_jevons(logs(case))}
    if name == "ces_churned_window12":
        apart = multilateral.intersection_geks(*sold(case), weighted.jevons)
        found["intersection_geks_jevons"] = apart

    reproduced(case["expected"], found)


@pytest.mark.parametrize("name", ["priceindexcalc_abc_19m", "priceindexcalc_bcd_19m"])
def test_a_year_s_window_over_nineteen_months(name: str) -> None:
    case = published(GEKS, name)
    windows = _windows(logs(case), 13)
    found = {
        "geks_jevons_full": geks_jevons(logs(case)),
        "window13_mean_pub": rolling(windows),
        "window13_movement": splices.spliced(windows, splices.movement, on_published=False),
        "window13_wisp": splices.spliced(windows, splices.window, on_published=True),
    }
    expected = dict(case["expected"])
    close(multilateral.weighted_dummy(*sold(case)), expected.pop(SHARES), 1e-8)

    reproduced(expected, {told: found[told] for told in expected})


@pytest.mark.parametrize(
    "name",
    ["ces_churned_tpd", "ces_balanced_tpd", "gpindex_unbalanced_tpd", "lamboray_krsinich_tpd"],
)
def test_time_product_dummy(name: str) -> None:
    case = published(DUMMY, name)
    found = {"tpd_unweighted": time_product_dummy(logs(case))}
    if name == "ces_churned_tpd":
        found["tpd_expenditure_share_weighted"] = multilateral.weighted_dummy(*sold(case))
    if name == "ces_balanced_tpd":
        found["equals_fixed_base_jevons"] = fixed_base(logs(case))

    reproduced(case["expected"], found)


def test_the_dummy_of_two_periods_is_the_matched_jevons() -> None:
    """Asserted as a property ("two_period_tpd_is_matched_jevons"), over published prices."""
    published(DUMMY, "two_period_tpd_is_matched_jevons")
    table = logs(published(JEVONS, "ces_churned_jevons"))
    for pair in combinations(range(table.shape[1]), 2):
        two = table[:, pair]
        close(time_product_dummy(two), fixed_base(two), 1e-12)


@pytest.mark.parametrize("name", ["ces_churned_window5", "ces_balanced_window11"])
def test_splices_of_a_rolling_window(name: str) -> None:
    case = published(SPLICES, name)
    windows = _windows(logs(case), int(name.rpartition("window")[2]))
    found = {
        "movement": splices.spliced(windows, splices.movement, on_published=False),
        "window": splices.spliced(windows, splices.window, on_published=False),
        "wisp": splices.spliced(windows, splices.window, on_published=True),
        "mean": splices.spliced(windows, splices.mean, on_published=False),
        "mean_pub": rolling(windows),
        "half": splices.spliced(windows, splices.half, on_published=False),
        "hasp": splices.spliced(windows, splices.half, on_published=True),
    }

    reproduced(case["expected"], found)
    close(splices.spliced(windows, splices.mean, on_published=True), found["mean_pub"])


def test_splices_of_given_links() -> None:
    """Each window begins one period before its first link."""
    case = published(SPLICES, "gpindex_key_splices")
    windows = [np.cumprod([1.0, *links]) for links in case["input"]["windows_period_over_period"]]
    found = {
        "movement": splices.spliced(windows, splices.movement, on_published=False),
        "movement_published": splices.spliced(windows, splices.movement, on_published=True),
        "window": splices.spliced(windows, splices.window, on_published=False),
        "window_published(WISP)": splices.spliced(windows, splices.window, on_published=True),
        "mean": splices.spliced(windows, splices.mean, on_published=False),
        "mean_published": rolling(windows),
    }

    reproduced(case["expected"], {name: values[1:] for name, values in found.items()}, 1e-9)


def _windows(table: Logs, length: int) -> list[Logs]:
    starts = range(table.shape[1] - length + 1)
    return [geks_jevons(table[:, at : at + length]) for at in starts]
