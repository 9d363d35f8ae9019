"""No published case is left out: each is named by some test, which reckons all its figures."""

import json
from pathlib import Path

import pytest
from published_vectors import FOLDER

TESTS = Path(__file__).resolve().parents[1]


def test_every_case_is_named_by_a_test() -> None:
    if not FOLDER.exists():
        pytest.skip(f"NOT COMPARED with published figures: there is no {FOLDER}")
    read = "".join(path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py")))
    told = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
    cases = {case["name"] for cases in told.values() if isinstance(cases, list) for case in cases}

    assert len(told) == 16
    assert {name for name in cases if f'"{name}"' not in read} == set()
