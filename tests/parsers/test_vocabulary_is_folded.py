"""Words that are compared with folded text are written as folded text is."""

import pytest

from market import supply
from parsers.readers.text.fold import fold
from parsers.readers.text.words import vocabulary


@pytest.mark.parametrize("name", ["counts", "denial", "supply", "terms", "voice"])
def test_every_word_is_written_as_texts_are_folded(name: str) -> None:
    """A word in capitals or traditional script would never be found."""
    words = {word for by in vocabulary(name).values() for found in by.values() for word in found}

    assert {word for word in words if fold(word).text != word} == set()


def test_every_supply_word_is_written_as_texts_are_folded() -> None:
    """The market's vocabulary is compared with folded text as well."""
    assert [word for word in supply.words() if fold(word).text != word] == []
