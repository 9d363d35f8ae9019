"""Where a token stands: its clause, its line, and the words near it that change what it means."""

from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.lexer.tokens import Scan, scan

_FAR = 60  # tokens looked at on either side: keeps reading linear on text without any stops


@dataclass(frozen=True, slots=True)
class Said:
    """A listing's text and the head it stands under, both as tokens."""

    text: Scan
    head: Scan

    def silent(self) -> bool:
        """Another trade, or somebody who wants to buy: nothing here is an offer."""
        first = self.text.shape.partition(";")[0] if ";" in self.text.shape else self.text.shape
        other = "E" in self.text.shape and "M" not in self.text.shape
        return other or "W" in first


@lru_cache(maxsize=8)
def said(text: str, context: str) -> Said:
    """The listing as every reader sees it."""
    return Said(scan(text), scan(context))


@lru_cache(maxsize=64)
def bounds(shape: str, at: int, stops: str) -> tuple[int, int]:
    """Indexes of the stretch around ``at`` that no token of ``stops`` interrupts."""
    begin = low = max(0, at - _FAR)
    high = min(len(shape), at + _FAR)
    for stop in stops:
        low = max(low, shape.rfind(stop, begin, at) + 1)
        high = high if (end := shape.find(stop, at + 1, high)) < 0 else end
    return low, high


def holds(shape: str, kinds: str) -> bool:
    """Whether a token of one of these kinds is among these."""
    return any(kind in shape for kind in kinds)


def clause(shape: str, at: int) -> tuple[int, int]:
    """The stretch between commas, stops and cell borders."""
    return bounds(shape, at, ",;|")


def line(shape: str, at: int) -> tuple[int, int]:
    """The stretch between full stops and line ends."""
    return bounds(shape, at, ";")


def before(shape: str, at: int, kinds: str, reach: int = 3) -> bool:
    """Whether a token of one of these kinds stands shortly before, in the same clause."""
    low = max(clause(shape, at)[0], at - reach)
    return holds(shape[low:at], kinds)


def after(shape: str, at: int, kinds: str, reach: int = 3) -> bool:
    """Whether a token of one of these kinds follows shortly, in the same clause."""
    high = min(clause(shape, at)[1], at + 1 + reach)
    return holds(shape[at + 1 : high], kinds)


def in_line(shape: str, at: int, kinds: str) -> bool:
    """Whether the line holds a token of one of these kinds."""
    low, high = line(shape, at)
    return holds(shape[low:high], kinds)


def is_struck(scan: Scan, at: int) -> bool:
    """Whether the token stands in struck-through words: said, and taken back."""
    token = scan.tokens[at]
    return scan.folded.withdrawn(scan.folded.where(token.start, token.end)[0])


def foreign_lines(scan: Scan) -> tuple[tuple[int, int], ...]:
    """Spans in the original of the lines that name another trade's goods; the first thousand."""
    found: list[tuple[int, int]] = []
    low = 0
    for piece in scan.shape.split(";"):
        if "E" in piece and len(found) < _MOST_LINES:
            found.append(scan.quote(low, low + len(piece) - 1)[1])
        low += len(piece) + 1
    return tuple(found)


_MOST_LINES = 1000
