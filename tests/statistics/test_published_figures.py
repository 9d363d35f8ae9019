"""Figures that statisticians published, where they are at hand; each formula against its source."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from market.statistics.coverage import chao, chapman, detection
from market.statistics.dummy import time_product_dummy
from market.statistics.geks import geks_jevons
from market.statistics.intervals import geometric_mean, wilson
from market.statistics.jevons import chained, fixed_base
from market.statistics.panel import Logs, panel
from market.statistics.splice import rolling

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"


def vectors(file: str) -> list[dict[str, Any]]:
    path = VECTORS / f"{file}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand")
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def named(file: str, name: str) -> dict[str, Any]:
    return next(one for one in vectors(file) if one["name"] == name)


def logs(case: dict[str, Any]) -> Logs:
    return panel((row["id"], row["t"], row["p"]) for row in case["input"]).logs


def close(found: Logs, expected: list[float], tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=tolerance)


@pytest.mark.parametrize("name", ["ces_balanced_jevons", "ces_churned_jevons"])
def test_jevons(name: str) -> None:
    case = named("01_jevons_bilateral_and_chained", name)

    close(chained(logs(case)), case["expected"]["chained"])
    close(fixed_base(logs(case)), case["expected"]["fixed_base"])


def test_a_chained_index_drifts_where_products_churn_and_ours_does_not() -> None:
    case = named("01_jevons_bilateral_and_chained", "churn_only_drift_closed_form")

    close(chained(logs(case)), case["expected"]["chained_jevons"])
    assert geks_jevons(logs(case))[-1] > 0.85  # everybody sells at list again


def test_a_dump_moves_geks_less_than_the_chain() -> None:
    case = named("01_jevons_bilateral_and_chained", "lamboray_krsinich_dump")

    close(geks_jevons(logs(case)), case["expected"]["geks_jevons"])
    close(time_product_dummy(logs(case)), case["expected"]["tpd_unweighted"])


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
    case = named("02_geks_jevons", name)

    close(geks_jevons(logs(case)), case["expected"]["geks_jevons"])


@pytest.mark.parametrize("name", ["priceindexcalc_abc_19m", "priceindexcalc_bcd_19m"])
def test_a_rolling_window_spliced_on_what_was_published(name: str) -> None:
    case = named("02_geks_jevons", name)
    table = logs(case)
    windows = [geks_jevons(table[:, at : at + 13]) for at in range(table.shape[1] - 12)]

    close(geks_jevons(table), case["expected"]["geks_jevons_full"])
    close(rolling(windows), case["expected"]["window13_mean_pub"])


@pytest.mark.parametrize(
    "name",
    ["ces_churned_tpd", "ces_balanced_tpd", "gpindex_unbalanced_tpd", "lamboray_krsinich_tpd"],
)
def test_time_product_dummy(name: str) -> None:
    case = named("03_time_product_dummy", name)

    close(time_product_dummy(logs(case)), case["expected"]["tpd_unweighted"])


@pytest.mark.parametrize("name", ["ces_churned_window5", "ces_balanced_window11"])
def test_mean_splice_on_published(name: str) -> None:
    case = named("04_splices", name)
    table, length = logs(case), int(name.rpartition("window")[2])
    windows = [geks_jevons(table[:, at : at + length]) for at in range(table.shape[1] - length + 1)]

    close(rolling(windows), case["expected"]["mean_pub"])


def test_splicing_windows_as_published() -> None:
    case = named("04_splices", "gpindex_key_splices")
    windows = [np.cumprod([1.0, *links]) for links in case["input"]["windows_period_over_period"]]

    close(rolling(windows)[1:], case["expected"]["mean_published"], 1e-9)


def test_chao_s_bound_and_its_interval() -> None:
    first, *edges = named("07_capture_recapture", "skbio_chao1")["cases"]
    found = chao(first["counts"])

    assert found.least == pytest.approx(first["chao1_bias_corrected"])
    assert found.error == pytest.approx(first["sd_bias_corrected"], abs=0.01)
    assert [found.low, found.high] == pytest.approx(first["ci95_bias_corrected"], rel=0.01)
    for edge in edges:
        bound = chao(edge["counts"])
        assert [bound.low, bound.high] == pytest.approx(edge["ci95"], rel=0.01), edge["name"]


@pytest.mark.parametrize("name", ["chao2_dune"])
def test_chao_over_sources(name: str) -> None:
    case = named("07_capture_recapture", name)
    units = np.asarray(case["input"]["sampling_units_x_items"])
    found = chao([int(count) for count in units.sum(axis=0)], len(units))

    assert found.seen == case["expected"]["S_obs"]


def test_two_looks_and_successive_crawls() -> None:
    two = named("07_capture_recapture", "chapman")
    size, error = chapman(two["input"]["M"], two["input"]["C"], two["input"]["R"])
    crawls = named("07_capture_recapture", "longitudinal_overlap_exact")
    shares = next(v for k, v in crawls["input"].items() if k != "lag")
    seen, survived = detection(crawls["input"]["lag"], shares)

    assert (size, error) == pytest.approx((two["expected"]["N"], two["expected"]["se"]))
    assert seen == pytest.approx(crawls["expected"]["coverage_per_crawl"])
    assert survived == pytest.approx(crawls["expected"]["survival_per_period"])


def test_intervals() -> None:
    for case in named("12_scores_and_intervals", "wilson95")["cases"]:
        found = wilson(case["k"], case["n"])
        assert [found.low, found.high] == pytest.approx(case["wilson"], abs=1e-9)
    told = named("12_scores_and_intervals", "t_interval_by_channel")
    level = geometric_mean(told["input"]["channel_log_ratios"])

    assert level.value == pytest.approx(told["expected"]["geomean_ratio"], abs=1e-9)
    assert [level.low, level.high] == pytest.approx(told["expected"]["ci95_ratio"], abs=1e-9)
