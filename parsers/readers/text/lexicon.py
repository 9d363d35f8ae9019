"""Words of one vocabulary, found in a stretch of a folded text. For meanings that only one kind of
fact needs; what every rule needs is a token (``tokens``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.readers.text.fold import fold
from parsers.readers.text.words import ALPHA, any_of, vocabulary


class Word(NamedTuple):
    """A known word with its place in the text it was looked for in."""

    section: str
    meaning: str
    start: int
    end: int


class Words:
    """The words of ``data/<name>.toml`` in a folded text, the longest ones first taken; those of a
    section "plain" hide what they hold.
    """

    def __init__(self, name: str, text: str) -> None:
        self._found = tuple(_spoken(name, text))
        self._starts = [word.start for word in self._found]

    def __bool__(self) -> bool:
        return bool(self._found)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin at ``start`` or later and end at ``end`` or before."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(word for word in self._found[low:high] if word.end <= end)


@lru_cache(maxsize=16)
def words(name: str, text: str) -> Words:
    """The words of one vocabulary in a text that several rules look at."""
    return Words(name, text)


def _spoken(name: str, text: str) -> Iterator[Word]:
    meanings = _meanings(name)
    for found in _pattern(name).finditer(text):
        section, meaning = meanings[found[found.lastgroup or 0]]
        if section != "plain":
            yield Word(section, meaning, found.start(), found.end())


@cache
def _meanings(name: str) -> dict[str, tuple[str, str]]:
    """Spelling → (section, meaning); spelled as texts are once they are folded."""
    return {
        fold(word.rstrip("*")).text: (section, meaning)
        for section, by_meaning in vocabulary(name).items()
        for meaning, spellings in by_meaning.items()
        for word in spellings
    }


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Whole words of alphabetic scripts, stems with any ending, other scripts anywhere."""
    spelled = [
        (fold(word.rstrip("*")).text, word.endswith("*"))
        for by_meaning in vocabulary(name).values()
        for spellings in by_meaning.values()
        for word in spellings
    ]
    stems = [word for word, stem in spelled if stem]
    whole = [word for word, stem in spelled if not stem and re.match(f"[{ALPHA}]", word)]
    free = [word for word, stem in spelled if not stem and not re.match(f"[{ALPHA}]", word)]
    opened, closed = f"(?<![{ALPHA}])", f"(?![{ALPHA}])"
    parts = [
        rf"{opened}(?:(?P<whole>{any_of(whole)}){closed})" if whole else "",
        rf"{opened}(?:(?P<stem>{any_of(stems)})[{ALPHA}]{{0,30}})" if stems else "",
        rf"(?P<free>{any_of(free)})" if free else "",
    ]
    return re.compile("|".join(part for part in parts if part))
