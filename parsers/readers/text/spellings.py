"""Spellings of a vocabulary as patterns over folded text, and as a table of what they mean."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from parsers.readers.text.fold import fold
from parsers.readers.text.words import any_of, vocabulary

# Letters of the scripts that part words by blanks.
LETTERS = (
    "a-z\u00df-\u024f\u0370-\u0559\u0561-\u05ff\u0620-\u065f\u066e-\u06d3\u0900-\u0dff"
    "\u1000-\u109f\u1e00-\u1fff"
)
_BORDER = re.compile(r"(?<=[a-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[a-z])")
_ALPHABETIC = re.compile(f"[{LETTERS}]")


def free(words: Iterable[str]) -> str:
    """A pattern for the words where they stand free: nothing alphabetic goes on at an alphabetic
    end, and a "*" is any ending.
    """
    folded = {way for word in words for way in _ways(word)}
    starred = {word for word in folded if "*" in word}
    opened = {word for word in folded - starred if _ALPHABETIC.match(word[0])}
    closed = {word for word in folded - starred if _ALPHABETIC.match(word[-1])}
    alphabetic = _either(_any_starred(starred), any_of(opened - closed), _shut(opened & closed))
    others = _either(_shut(closed - opened), any_of(folded - starred - opened - closed))
    first = "".join(re.escape(mark) for mark in sorted({word[0] for word in folded}))
    begun = alphabetic and rf"(?<![{LETTERS}\d_]){alphabetic}"
    return rf"(?=[{first}]){_either(begun, others)}"


def _either(*ways: str) -> str:
    return f"(?:{'|'.join(way for way in ways if way)})" if any(ways) else ""


def _shut(words: Iterable[str]) -> str:
    """The words, where no letter goes on."""
    tree = any_of(words)
    return tree and rf"{tree}(?![{LETTERS}\d_])"


def _any_starred(words: Iterable[str]) -> str:
    """A look at how they begin comes first: one step a letter."""
    ways = _either(*(_starred(word) for word in sorted(words, key=len, reverse=True)))
    return ways and rf"(?={any_of(word.partition('*')[0] for word in words)}){ways}"


def _starred(word: str) -> str:
    """ "подарочн* карт*": each star is up to twelve letters."""
    return rf"[{LETTERS}]{{0,12}}".join(re.escape(part) for part in word.split("*"))


def _ways(word: str) -> tuple[str, str]:
    """The word as texts are folded, and parted where scripts meet: "usdt支付", "usdt 支付"."""
    folded = "*".join(fold(part).text for part in word.split("*"))
    return folded, _BORDER.sub(" ", folded)


def may_say(name: str, text: str) -> bool:
    """Whether any word of a vocabulary can be in a text: a cheap look for its ``look`` literals."""
    lowered = text.lower()
    if text.isascii():  # for either kind of text the quicker way
        return any(piece in lowered for piece in _ascii_look(name))
    return _look(name).search(lowered) is not None


@cache
def _ascii_look(name: str) -> tuple[str, ...]:
    return tuple(piece for piece in vocabulary(name)["look"]["look"] if piece.isascii())


@cache
def _look(name: str) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary(name)["look"]["look"]))


class Spellings:
    """Which meaning of a section a found spelling has."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._exact = {
            way: said for said, words in meanings.items() for word in words for way in _ways(word)
        }
        self._starred = [
            (re.compile(_starred(word)), said) for word, said in self._exact.items() if "*" in word
        ]

    def meaning(self, word: str) -> str | None:
        """The meaning of a folded word; None where it has none here."""
        exact = self._exact.get(word)
        if exact:
            return exact
        return next((said for way, said in self._starred if way.fullmatch(word)), None)


@cache
def section(name: str, of: str) -> Spellings:
    """The spellings of one section of a vocabulary."""
    return Spellings(vocabulary(name)[of])
