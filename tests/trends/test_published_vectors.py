"""Published figures once more, through everything: with one product an operator and nothing left
out, our index is plain GEKS-Jevons with mean splice on published.
"""

import json
from dataclasses import replace
from math import exp, log
from pathlib import Path
from typing import Any

import pytest
from trends.made import LEAF, published, seen, weeks

from market.trends.rules import WEEKLY

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"
NOTHING_LEFT_OUT = replace(
    WEEKLY,
    plausible=(1e-9, 1e9),
    factors=(),
    fence=1e9,
    first_fence=1e9,
    gap_days=10_000,
    dump_share=1e-9,
    settled=1e9,
    opening_days=0,
    base=1,
    pair=1,
    link=1,
    level=1,
)


def vector(file: str, name: str) -> dict[str, Any]:
    path = VECTORS / f"{file}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand")
    return next(one for one in json.loads(path.read_text("utf-8")) if one["name"] == name)


@pytest.mark.parametrize(
    ("file", "name", "width", "figures"),
    [
        ("02_geks_jevons", "gpindex_balanced_5x13", 13, "geks_jevons"),
        ("02_geks_jevons", "gpindex_unbalanced_5x13", 13, "geks_jevons"),
        ("02_geks_jevons", "priceindexcalc_abc_19m", 13, "window13_mean_pub"),
        ("02_geks_jevons", "priceindexcalc_bcd_19m", 13, "window13_mean_pub"),
        ("04_splices", "ces_balanced_window11", 11, "mean_pub"),
        ("04_splices", "ces_churned_window5", 5, "mean_pub"),
    ],
)
def test_the_index_is_geks_jevons_spliced_on_what_was_published(
    file: str, name: str, width: int, figures: str
) -> None:
    case = vector(file, name)
    times = sorted({row["t"] for row in case["input"]})
    periods = dict(zip(times, weeks(len(times)), strict=True))
    rows = [seen(periods[row["t"]], row["id"], row["p"]) for row in case["input"]]
    rules = replace(NOTHING_LEFT_OUT, window=width, first_window=width, history=width)
    found = published(list(periods.values()), rows, rules=rules)
    moved = [found[LEAF, period].moved for period in periods.values()]

    assert [exp(one.total) for one in moved if one] == pytest.approx(
        case["expected"][figures], abs=1e-9, rel=0
    )
    assert not any("imputed" in one.flags for one in found.values())
    assert log(case["expected"][figures][0]) == 0
