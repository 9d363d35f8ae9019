"""When a lower price is believed: the numeric cases of the alert rules, and their edges."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from alerts.steps import Step, agree, confirmed_steps

SHARED = Path(__file__).parents[2].parent / "shared" / "vectors" / "16_alert_rules.json"

# name, reads (None: the night was missed), where the drop is believed
CASES = [
    ("single bad read", [0.5, 0.5, 0.5, 0.07, 0.5, 0.5], []),
    ("true drop confirmed", [0.5, 0.5, 0.5, 0.42, 0.42, 0.42], [4]),
    ("below threshold", [0.5, 0.5, 0.5, 0.46, 0.46, 0.46], []),
    ("missing crawl between", [0.5, 0.5, 0.5, 0.42, None, 0.42], [5]),
    ("two different bad reads", [0.5, 0.5, 0.5, 0.07, 0.3, 0.5], []),
    ("list price rose: what the buyer pays did not", [5, 5, 5, 5, 5, 5], []),
    ("exactly a tenth is a drop", [1, 1, 1, 0.9, 0.9], [4]),
    ("two reads are no reference", [1, 1, 0.5, 0.5], []),
    ("seconds within five per cent", [1, 1, 1, 0.8, 0.76], [4]),
    ("six per cent apart is no second", [1, 1, 1, 0.8, 0.75], []),
    ("the later of two disagreeing reads can still be seconded", [1, 1, 1, 0.8, 0.5, 0.5], [5]),
    ("a second drop from the new level", [1, 1, 1, 0.8, 0.8, 0.6, 0.6], [4, 6]),
    ("back up and down again", [1, 1, 1, 0.8, 0.8, 1, 1, 1, 1, 0.8, 0.8], [4, 10]),
    ("one wild rise does not lift the reference", [1, 1, 1, 50, 1, 1, 1], []),
    ("a slow creep is not this rule's", [1, 0.97, 0.95, 0.93, 0.91, 0.9, 0.89, 0.87, 0.85], []),
    ("what was free cannot fall", [0, 0, 0, 0, 0], []),
    ("given away", [1, 1, 1, 0, 0], [4]),
    ("nothing read", [], []),
]


@pytest.mark.parametrize(("reads", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_drop_is_believed_when_seconded(reads: list[float | None], expected: list[int]) -> None:
    """Missing nights are simply absent from the reads."""
    assert expected == believed_at(reads)


def test_the_shared_cases_are_reproduced() -> None:
    """The published numbers, wherever they are at hand."""
    if not SHARED.exists():
        pytest.skip(f"no {SHARED.name} beside the repository")
    rule = next(one for one in json.loads(SHARED.read_text()) if one["name"] == "confirmed_drop")

    for case in rule["cases"]:
        reads = case.get("ratio") or case["resale"]
        assert case["expected_alert_index"] == believed_at(reads), case["name"]


def test_a_step_says_since_when_and_from_where() -> None:
    """Before is the reference, since the first low read, at the one that seconded it."""
    paid = [Decimal(p) for p in ("1.40", "1.40", "1.40", "0.98", "0.98")]

    assert [Step(since=3, at=4, before=Decimal("1.40"), after=Decimal("0.98"))] == confirmed_steps(
        paid
    )
    assert Decimal("0.3") == confirmed_steps(paid)[0].cut


def test_agreement_does_not_depend_on_the_order() -> None:
    """Five per cent of the larger."""
    assert agree(Decimal("0.95"), Decimal(1))
    assert agree(Decimal(1), Decimal("0.95"))
    assert not agree(Decimal("0.94"), Decimal(1))
    assert agree(Decimal(0), Decimal(0))


def believed_at(reads: list[float | None]) -> list[int]:
    """Indices into the nights, missed ones counted, at which a drop is believed."""
    nights = [night for night, read in enumerate(reads) if read is not None]
    paid = [Decimal(str(read)) for read in reads if read is not None]
    return [nights[step.at] for step in confirmed_steps(paid)]
