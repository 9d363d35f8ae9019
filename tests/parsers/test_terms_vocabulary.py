"""The vocabulary of terms holds together: no phrase is out of reach of its section's cheap look."""

import pytest

from parsers.readers.text.phrases import choices
from parsers.readers.text.words import vocabulary

SECTIONS = sorted(vocabulary("terms"))


def _looks(name: str) -> list[str]:
    section = vocabulary("terms")[name]
    named = [phrase[1:] for phrase in section.get("denied", ()) if phrase.startswith("@")]
    return [*section["look"], *(look for other in named for look in _looks(other))]


@pytest.mark.parametrize("name", SECTIONS)
def test_every_phrase_holds_a_piece_that_is_looked_for(name: str) -> None:
    """One place of the phrase at least holds a piece whichever of its words is said."""
    looks = _looks(name)
    phrases = [
        phrase
        for key in ("said", "timed", "alone", "denied")
        for phrase in vocabulary("terms")[name].get(key, ())
        if not phrase.startswith("@")
    ]
    missed = [
        phrase
        for phrase in phrases
        if not any(
            all(any(look in word for look in looks) for word in words) for words in choices(phrase)
        )
    ]

    assert missed == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_only_keys_that_are_read(name: str) -> None:
    """A misspelt key would be silently ignored."""
    assert set(vocabulary("terms")[name]) <= {
        "look", "said", "timed", "alone", "denied", "unless",
    }  # fmt: skip
