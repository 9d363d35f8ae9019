"""Rules for outliers, products and gaps that we do not use, against their authors' figures."""

from itertools import groupby

import numpy as np
import pytest
from published_vectors import close, published, reproduced, sold

from benchmarks.peers_of_index import berthelot, fences, weighted
from benchmarks.peers_of_index.carrying import backward, forward
from benchmarks.peers_of_index.mars import Sold, mars

OUTLIERS, GAPS = "05_outlier_rules", "13_imputation"
RULES = {
    "fixed_cutoff": fences.fixed_cutoff,
    "robust_z": fences.robust_z,
    "quartile_method": fences.quartiles,
    "resistant_fences": fences.resistant,
    "kimber_method": fences.kimber,
    "tukey_algorithm": fences.tukey,
}


def test_fences_around_relatives() -> None:
    case = published(OUTLIERS, "gpindex_relatives")
    given, cutoff = case["input"]["relatives"], case["input"]["cutoff"]
    flags = {name: rule(given, cutoff) for name, rule in RULES.items()}

    reproduced(case["expected_flags"], flags)
    close(berthelot.centred(given), case["expected_hb_transform"])


def test_tukey_s_edges() -> None:
    """A missing relative is not flagged here; its author's program leaves the flag missing."""
    for case in published(OUTLIERS, "tukey_edge_cases")["cases"]:
        found = fences.tukey([np.nan if x is None else x for x in case["x"]])
        assert [bool(flag) for flag in case["expected"]] == found.tolist()


@pytest.mark.parametrize("name", ["hidiroglou_berthelot_degenerate", "hidiroglou_berthelot_full"])
def test_hidiroglou_and_berthelot(name: str) -> None:
    case = published(OUTLIERS, name)
    given = case["input"]
    told = berthelot.fences(
        given["p0"], given["p1"], size=given["U"], floor=given["A"], width=given["C"]
    )
    found = {
        "s": told.moved,
        "E": told.effects,
        "quartiles": told.quartiles,
        "bounds": told.bounds,
        "flags": told.outside,
    }

    reproduced(case["expected"], {key: found[key] for key in case["expected"]})


def test_mars() -> None:
    """Told to seven digits."""
    case = published("06_mars_product_definition", "PriceIndices_dataMARS_two_months")
    months = {
        month: list(rows) for month, rows in groupby(case["input"], key=lambda row: row["time"][:7])
    }
    found = {}
    for partition in case["expected"]:
        base, now = (
            [
                Sold(tuple(row[name] for name in partition.split("-")), row["prices"],
                     row["quantities"])
                for row in months[case[end]]
            ]
            for end in ("start", "end")
        )  # fmt: skip
        worth = mars(base, now)
        found[partition] = [worth.match, worth.likeness, worth.score]

    reproduced(case["expected"], found, 1e-7)


@pytest.mark.parametrize(
    ("name", "gap", "carried"),
    [("carry_forward", (1, 2), forward), ("carry_backward", (0, 1), backward)],
)
def test_carried_prices(name: str, gap: tuple[int, int], carried: object) -> None:
    case = published(GAPS, name)
    prices, _ = sold(published(GAPS, "carry_backward"))  # both cases are about the same prices
    prices[0, list(gap)] = np.nan
    filled = carried(prices)  # type: ignore[operator]
    found = {
        f"t{at + 1}": dict(zip("1234", column, strict=True)) for at, column in enumerate(filled.T)
    }

    for period, told in case["expected_prices"].items():
        reproduced(told, found[period])


def test_fisher_over_carried_prices() -> None:
    """Of what is not there nothing was bought."""
    prices, bought = sold(published("01_jevons_bilateral_and_chained", "ces_balanced_jevons"))
    prices[0, 1:3], bought[0, 1:3] = np.nan, 0.0

    close(
        weighted.chained(forward(prices), bought, weighted.fisher),
        published(GAPS, "fisher_chained_with_carry")["expected"],
    )
