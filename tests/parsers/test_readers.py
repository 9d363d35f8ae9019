"""Every line of ``fixtures/readers/<kind>.txt`` is read as it says; a known miss that is no longer
one is noticed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers.readers import READERS
from parsers.readers.short import short

SAYINGS = Path(__file__).parents[2] / "fixtures" / "readers"


def _lines() -> Iterator[object]:
    for path in sorted(SAYINGS.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                saying, _, expected = line.removeprefix("!xfail ").rpartition(" =>")
                marks = [pytest.mark.xfail(strict=True)] if line.startswith("!xfail ") else []
                at = f"{path.stem}:{number}"
                yield pytest.param(path.stem, saying, expected.strip(), id=at, marks=marks)


@pytest.mark.parametrize(("kind", "saying", "expected"), list(_lines()))
def test_a_saying_means_what_its_line_says(kind: str, saying: str, expected: str) -> None:
    """ "context ‖ saying => facts"; ⏎ stands for a line end; nothing on the right is nothing."""
    context, _, text = saying.rpartition(" ‖ ")
    text = text.replace("⏎", "\n")

    facts = list(READERS[kind](text, context))

    assert "; ".join(short(fact.value) for fact in facts) == expected
    assert all(text[fact.span[0] : fact.span[1]] == fact.quote for fact in facts)


def test_every_reader_has_sayings_and_every_file_a_reader() -> None:
    """A kind of fact comes with the sayings it was written for."""
    assert {path.stem for path in SAYINGS.glob("*.txt")} == set(READERS)
