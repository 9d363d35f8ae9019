"""One spelling for many: full-width forms, look-alike signs, traditional script, markup and
addresses are evened out, and every character still knows where it stood in the original text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from parsers.readers.text.words import table

# Left out wholly: inline tags, markdown emphasis, zero-width and direction marks, variation marks.
# What separates cells and lines becomes one sign: </td> and a tab behind a word a bar, <br> and
# </p> a line end.
_MARKUP = re.compile(
    r"(?P<cell></t[dh]\s{0,9}>\s{0,99}|(?<=\S)\t|(?<=\S\t)\t|(?<=\S\t\t)\t)"
    r"|(?P<line><(?:br|hr)\s*/?>|</(?:p|div|li|tr|h[1-6]|table|ul|ol|option|label|dt|dd|article|section)\s*>|\\n)"
    r"|(?P<apart></[A-Za-z]{1,10}>(?=<[A-Za-z]))"  # one element behind another
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>)"
    r"|(?P<address>(?:https?://|www\.)[^\s<>\"'，。；、）)\]】|]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63})"
    r"|(?P<space>&nbsp;|&ensp;|&emsp;)"
    r"|(?P<noise>\*+|__+|`+|~~+|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\u0300-\u036f])"
)

# "~~old~~", "<del>old</del>", "<s>old</s>": said, and taken back.
_STRUCK = re.compile(
    r"~~(?P<tildes>[^~\n]{1,400})~~|<(?P<tag>del|s|strike)\b[^<>]{0,200}>(?P<inside>[^<]{0,400})"
    r"|^~(?=\D)(?P<whole>[^~\n]{1,400})~$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Evened-out text; ``where(a, b)`` is the original span of its characters a..b."""

    original: str
    text: str
    starts: tuple[int, ...] | range
    struck: tuple[tuple[int, int], ...] = ()

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original of the folded characters ``start`` up to ``end`` (not empty)."""
        return self.starts[start], self.starts[end - 1] + 1

    def withdrawn(self, start: int) -> bool:
        """Whether the original position lies inside struck-through words."""
        at = bisect_right(self.struck, (start, len(self.original))) - 1
        return at >= 0 and start < self.struck[at][1]


_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


# Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, Burmese,
# Khmer.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0x1040, 0x17E0)
_MATHEMATICAL = range(0x1D400, 0x1D800)  # "𝐂𝐥𝐚𝐮𝐝𝐞 𝟑折"


_STOP_FOR_POINT = re.compile(r"(?<=[0-9０-９])。(?=[0-9０-９]{1,3}(?!\d))")  # "0。8 一刀"


def _signs() -> dict[int, str]:
    signs = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    del signs[ord("，")]  # stays: a comma between clauses, never between thousands
    signs |= {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    signs |= {code: normalize("NFKC", chr(code)) for code in _MATHEMATICAL}
    signs |= {ord(mark): " " for mark in "\u00a0\u202f\u2009\u2007\u3000\t\r"}
    return signs | {ord(a): b for a, b in table("signs").items()}


SIGNS = _signs()  # one sign for one


def _even(piece: str) -> str:
    piece = _STOP_FOR_POINT.sub(".", _WIDE_THOUSANDS.sub(",", piece)).translate(SIGNS)
    lowered = piece.lower()
    if len(lowered) == len(piece):  # lower-casing lengthens one or two letters; then by hand
        return lowered
    return "".join(low if len(low := mark.lower()) == 1 else mark for mark in piece)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """(folded, start, step): step 1 for words kept, 0 for a sign that stands for a whole run."""
    at = 0
    for found in _MARKUP.finditer(text):
        yield _even(text[at : found.start()]), at, 1
        at = found.end()
        match found.lastgroup:
            case "cell":
                yield "|", found.start(), 0
            case "line":
                yield "\n", found.start(), 0
            case "address" | "space" | "apart":
                yield " ", found.start(), 0
            case _:
                continue
    yield _even(text[at:]), at, 1


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """The text in one spelling, with the way back to the original."""
    parts: list[str] = []
    starts: list[int] = []
    for piece, at, step in _pieces(text):
        parts.append(piece)
        starts.extend(range(at, at + len(piece)) if step else [at] * len(piece))
    struck = tuple(found.span() for found in _STRUCK.finditer(text))
    return Folded(text, "".join(parts), tuple(starts), struck)
