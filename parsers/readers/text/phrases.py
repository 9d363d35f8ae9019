"""Phrases as an analyst writes them in a data file, as patterns: ``{a|b}`` is one of these words,
`` . `` up to 6 characters without digits, `` .. `` up to 30 characters between two words.
"""

import re
from collections.abc import Iterator
from functools import cache

from parsers.readers.text.words import whole

_GAPS = {" . ": r"([^\d\n.。;|?!]{0,6}?)", " .. ": r"([^\n.。;|?!]{0,30}?)"}
_GAP = re.compile(r" \.{1,2} ")


@cache
def spoken(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns that together find the phrases: one for all that have no gap, one for each that
    has; the gaps are the groups.
    """
    plain = tuple(phrase for phrase in phrases if not _GAP.search(phrase))
    gapped = tuple(re.compile("".join(_parts(p))) for p in phrases if _GAP.search(p))
    return ((re.compile(whole(plain)),) if plain else ()) + gapped


def choices(phrase: str) -> list[tuple[str, ...]]:
    """The words of a phrase, one tuple for each of its places."""
    return [_words(piece) for piece in _GAP.split(phrase)]


def _parts(phrase: str) -> Iterator[str]:
    pieces, gaps = _GAP.split(phrase), _GAP.findall(phrase)
    for piece, gap in zip(pieces, [*gaps, ""], strict=True):
        yield whole(_words(piece))
        yield _GAPS[gap] if gap else ""


def _words(piece: str) -> tuple[str, ...]:
    return tuple(piece.strip("{}").split("|"))
