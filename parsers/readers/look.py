"""A cheap look at a text before it is read in earnest: may any of these words be in it?"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Pieces of text; a text without any of them holds none of the words they were made of."""

    pieces: tuple[str, ...]
    latin: tuple[str, ...]  # all that an ASCII text can hold

    def seen(self, text: str) -> Iterable[str]:
        """The pieces that are in the text."""
        pieces = self.latin if text.isascii() else self.pieces
        return (piece for piece in pieces if piece in text)


def look_for(words: Iterable[str]) -> Look:
    """The shortest pieces one of which is in each of the words; a short Latin word ("aws") stands
    for itself alone, as it may be asked for as a whole word.
    """
    pieces: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not any(piece in word for piece in pieces if len(piece) > 3 or not piece.isascii()):
            pieces.append(word)
    return Look(tuple(pieces), tuple(piece for piece in pieces if piece.isascii()))
