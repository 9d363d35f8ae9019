"""Bounds of how many there are against figures of ecologists' programs."""

from typing import Any

import numpy as np
import pytest
from published_vectors import published, reproduced

from benchmarks.peers_of_index.richness import (
    classic_chao,
    jackknife,
    multinomial_error,
    of_counts,
)
from market.statistics.coverage import chao, chapman, detection, good

FILE = "07_capture_recapture"


def test_chao_of_counts() -> None:
    """Deviations and bounds are told to two decimals, and to a hundredth of their value."""
    first = published(FILE, "skbio_chao1")["cases"][0]
    ours, classic = chao(first["counts"]), classic_chao(*of_counts(first["counts"]))

    assert ours.least == pytest.approx(first["chao1_bias_corrected"], abs=1e-9)
    assert classic.least == pytest.approx(first["chao1_classic"], abs=1e-9)
    assert multinomial_error(first["counts"]) == pytest.approx(1.41240639581, abs=1e-9)  # vegan's
    assert ours.error == pytest.approx(first["sd_bias_corrected"], abs=0.01)
    assert classic.error == pytest.approx(first["sd_classic"], abs=0.01)
    assert [ours.low, ours.high] == pytest.approx(first["ci95_bias_corrected"], rel=0.01)
    assert [classic.low, classic.high] == pytest.approx(first["ci95_classic"], rel=0.01)


def test_chao_at_its_edges() -> None:
    """Nobody seen once, nobody seen twice, everybody seen."""
    told: list[dict[str, Any]] = published(FILE, "skbio_chao1")["cases"][1:]
    for edge in told:
        bound = chao(edge["counts"])
        assert bound.least == pytest.approx(edge.get("chao1", bound.seen)), edge["name"]
        assert [bound.low, bound.high] == pytest.approx(edge["ci95"], rel=0.01), edge["name"]


def test_chao_of_the_fossils() -> None:
    """The second case has nobody seen once: nothing is unseen in either form."""
    first, second = published(FILE, "fossil_int_chao")["cases"]

    assert classic_chao(*of_counts(first["counts"])).least == first["chao1_classic"]
    assert chao(first["counts"]).least == first["chao1_bias_corrected"]
    assert classic_chao(*of_counts(second["counts"])).least == second["chao1"]
    assert chao(second["counts"]).least == second["chao1"]


def test_good_s_coverage() -> None:
    """ "75 singletons + [2,2,2,2,2,2,3,4,4]"; told to eleven decimals."""
    told = published(FILE, "good_coverage")
    counts = [1] * 75 + [2, 2, 2, 2, 2, 2, 3, 4, 4]

    assert told["input"].startswith("75 singletons + [2,2,2,2,2,2,3,4,4]")
    assert good(counts) == pytest.approx(told["expected"], abs=1e-10)


def test_chao_over_units() -> None:
    """Told in the classic form, (m − 1)/m · Q₁²/(2·Q₂); ours is the bias-corrected one."""
    case = published(FILE, "chao2_dune")
    units = np.asarray(case["input"]["sampling_units_x_items"])
    times = [int(count) for count in units.sum(axis=0)]
    seen, once, twice = of_counts(times)
    classic = classic_chao(seen, once, twice, (len(units) - 1) / len(units))
    found = {
        "S_obs": chao(times, len(units)).seen,
        "Q1": once,
        "Q2": twice,
        "m": len(units),
        "chao2": classic.least,
        "se": classic.error,
        "jack1": jackknife(seen, once, len(units)),
    }

    reproduced(case["expected"], found)
    assert chao(times, len(units)).least == pytest.approx(30 + 0.95 * 3 * 2 / (2 * 3))


@pytest.mark.parametrize(
    ("name", "units", "once", "twice", "least", "tolerance"),
    [
        ("chao2_BCI_summary", "m", "Q1", "Q2", "chao2", 1e-7),
        ("iNEXT_spider_girdled", "n", "f1", "f2", "chao1", 1e-3),
    ],
)
def test_chao_of_summaries(
    name: str, units: str, once: str, twice: str, least: str, tolerance: float
) -> None:
    """As many digits as are told; iNEXT uses the normal quantile itself, not 1.96."""
    case = published(FILE, name)
    given = case["input"]
    scale = (given[units] - 1) / given[units]
    bound = classic_chao(given["S_obs"], given[once], given[twice], scale, reach=1.959963985)
    found = {least: bound.least, "se": bound.error, "ci95": [bound.low, bound.high]}

    reproduced(case["expected"], {told: found[told] for told in case["expected"]}, tolerance)


def test_two_looks() -> None:
    case = published(FILE, "chapman")
    size, error = chapman(case["input"]["M"], case["input"]["C"], case["input"]["R"])

    reproduced(case["expected"], {"N": size, "se": error})


def test_successive_crawls() -> None:
    case = published(FILE, "longitudinal_overlap_exact")
    seen, survived = detection(case["input"]["lag"], case["input"]["mean_overlap_share"])

    reproduced(case["expected"], {"coverage_per_crawl": seen, "survival_per_period": survived})
