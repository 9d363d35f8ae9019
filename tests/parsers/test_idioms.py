"""Every saying of the idiom notes is a line in ``fixtures/readers/``."""

from functools import cache
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"


def _sayings() -> list[list[str]]:
    lines = (FIXTURES / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" ", 1) for line in lines if line and not line.startswith("#")]


@cache
def _read(kind: str) -> str:
    """What stands before the expected facts, line by line."""
    lines = (FIXTURES / "readers" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rpartition(" =>")[0] for line in lines)


@pytest.mark.parametrize(("kind", "saying"), _sayings())
def test_a_saying_of_the_notes_is_read_somewhere(kind: str, saying: str) -> None:
    """As the notes have it, or rebuilt with invented names."""
    assert saying in _read(kind)
