"""Entities by the schemes of SemEval, and prices by their worth; by hand and as published."""

from typing import Any

import pytest
from published_vectors import published, reproduced

from benchmarks.scoring.judge import judge
from benchmarks.scoring.slots import aligned, wrong_fields
from benchmarks.scoring.spans import Entity, Met, Scheme, met, tagged
from benchmarks.scoring.worth import by_worth

FILE = "11_extraction_scoring"
SCHEMES: dict[str, Scheme] = {
    "strict": "strict", "exact": "exact", "partial": "partial", "ent_type": "type",
}  # fmt: skip
CNY = {"CNY": 7.2, "USD": 1.0}


def _figures(told: Met) -> dict[str, float]:
    return {
        "correct": told.correct, "incorrect": told.incorrect, "partial": told.partial,
        "missed": told.missed, "actual": told.actual, "possible": told.possible,
        "p": told.precision, "r": told.recall, "f1": told.f1,
    }  # fmt: skip


def _one_text(sentences: list[list[str]]) -> list[Entity]:
    """Sentences one after the other, with a word between them."""
    return list(tagged([tag for sentence in sentences for tag in [*sentence, "O"]]))


@pytest.mark.parametrize(
    ("scheme", "verdicts"),
    [
        ("strict", (1, 2, 0)),
        ("exact", (2, 1, 0)),  # right place, wrong kind
        ("partial", (2, 0, 1)),
        ("type", (2, 1, 0)),  # right kind, wrong place
    ],
)
def test_what_is_nearly_right(scheme: Scheme, verdicts: tuple[int, int, int]) -> None:
    labelled = [Entity("price", 0, 2), Entity("name", 4, 6), Entity("name", 8, 9)]
    found = [labelled[0], Entity("price", 4, 6), Entity("name", 7, 9), Entity("name", 20, 21)]
    told = met([*labelled, Entity("name", 30, 31)], found, scheme)

    assert (told.correct, told.incorrect, told.partial) == verdicts
    assert (told.missed, told.spurious, told.actual, told.possible) == (1, 1, 4, 4)


def test_tags_are_entities() -> None:
    assert list(tagged(["B-A", "I-A", "B-B", "O", "B-A"])) == [
        Entity("A", 0, 2),
        Entity("B", 2, 3),
        Entity("A", 4, 5),
    ]
    assert met([], [], "strict").f1 == 0


def test_published_entities_by_all_schemes() -> None:
    case = published(FILE, "nervaluate_readme")
    labelled, found = (_one_text(case["input"][side]) for side in ("true", "pred"))
    for name, expected in case["expected"].items():
        figures = _figures(met(labelled, found, SCHEMES[name]))
        reproduced(expected, {told: figures[told] for told in expected})


def test_one_reading_over_three_published_entities() -> None:
    """It answers one of them only."""
    case = published(FILE, "eval4ner_readme")
    ((kind, text),) = case["input"]["pred"]
    labelled = [
        Entity(one, text.index(words), text.index(words) + len(words))
        for one, words in case["input"]["gold"]
    ]
    found = [Entity(kind, 0, len(text))]
    for name, expected in case["expected"].items():
        figures = _figures(met(labelled, found, SCHEMES[name]))
        reproduced(expected, {told: figures[told] for told in expected})


def _claims(rows: list[list[Any]]) -> list[dict[str, Any]]:
    names = ("model", "amount", "currency", "per")
    return [{"kind": "price", **dict(zip(names, row, strict=True))} for row in rows]


def test_prices_of_one_worth() -> None:
    labels = _claims([["a", 7.2, "CNY", "month"], ["b", 1.0, "USD", "month"]])
    read = _claims([["a", 1.005, "USD", "month"], ["b", 7.3, "CNY", "month"]])
    told = by_worth(labels, read, CNY)

    assert (told.right, told.missed, told.false) == (1, 1, 1)  # 1.4 % apart is another price
    assert by_worth(labels, _claims([["a", 7.2, "CNY", "year"]]), CNY).right == 0


def test_published_claims_slot_by_slot_and_by_worth() -> None:
    case = published(FILE, "price_claim_tuple")
    labels, read = (_claims(case["input"][side]) for side in ("gold", "pred"))
    listing = {"id": "1", "lang": "en", "text": "", "facts": labels}
    told = aligned(judge(listing, read))
    together = told.correct + len(told.incorrect)
    wrong = wrong_fields(told.incorrect)
    slots = {"model": "model", "amount": "amount", "currency": "currency", "unit": "per"}
    expected = case["expected"]

    assert expected["slots_on_aligned_claims"] == {
        slot: f"{together - wrong[f'price.{field}']}/{together}" for slot, field in slots.items()
    }
    exact = _figures_of_claims(told.precision, told.recall)
    assert {key: expected["exact_tuple"][key] for key in exact} == exact
    worth = by_worth(labels, read, CNY)
    assert expected["normalised_value_within_1pct (FX 7.2)"] == {
        "precision": worth.precision,
        "recall": worth.recall,
    }


def _figures_of_claims(precision: float, recall: float) -> dict[str, float]:
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both}
