"""The strings and bare values of a snippet of code, JSON or YAML, with the marks between them.
A snippet may begin and end anywhere, also inside a string.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple


class Piece(NamedTuple):
    """A literal ("string" or "bare") without its quotes, or a mark ("{", ",", ":", ...)."""

    kind: str
    start: int
    end: int
    text: str


_MARKS = "{}()[],:;=\n"
_QUOTES = "\"'`"
_CLOSES = re.compile(r"""["'`](?=\s{0,200}(?:[,)\]};:+.]|=>|=|$))""", re.MULTILINE)
_OPENS_BEHIND = frozenset("([{,:=>+\n ?|&")  # or nothing, or a letter as in b'1', f"..."
_BARE = re.compile(r"""[^\s{}()\[\],:;="'`](?:[^\n{}()\[\],:;="'`]{0,120}[^\s{}()\[\],:;="'`])?""")


def pieces(text: str) -> Iterator[Piece]:
    """The literals and marks of a snippet, from left to right."""
    closers = {quote: _places(_CLOSES, text, quote) for quote in _QUOTES}
    lines = [at for at, mark in enumerate(text) if mark == "\n"]
    at = 0
    if (cut := _cut_string(text, closers)) is not None:
        yield Piece("string", 0, cut, text[:cut])
        at = cut + 1
    while at < len(text):
        mark = text[at]
        if mark in _QUOTES and _opens(text, at):
            end = _end(at, closers[mark], lines if mark != "`" else [], len(text))
            yield Piece("string", at + 1, end, text[at + 1 : end])
            at = end + (text[end : end + 1] == mark)
        elif mark in _MARKS:
            width = 2 if text.startswith("=>", at) else 1
            yield Piece(":" if mark == "=" else mark, at, at + width, text[at : at + width])
            at += width
        elif mark in _QUOTES or mark.isspace():
            at += 1
        else:
            found = _BARE.match(text, at)
            end = found.end() if found else at + 1
            yield Piece("bare", at, end, text[at:end])
            at = end


def _places(pattern: re.Pattern[str], text: str, quote: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text) if found[0] == quote]


def _opens(text: str, at: int) -> bool:
    """Whether a quote begins a string: behind a mark or a blank, and not before a blank only."""
    before = text[at - 1] if at else "\n"
    prefixed = before in "bBfFrRuUN" and (at < 2 or not text[at - 2].isalnum())
    return before in _OPENS_BEHIND or before.isspace() or prefixed


def _end(at: int, closers: list[int], lines: list[int], length: int) -> int:
    """Where the string that opens here ends: at its quote, else at the end of its line."""
    close = bisect_left(closers, at + 1)
    line = bisect_left(lines, at + 1)
    ends = [closers[close]] if close < len(closers) else []
    ends += [lines[line]] if line < len(lines) else []
    return min(ends, default=length)


def _cut_string(text: str, closers: dict[str, list[int]]) -> int | None:
    """The end of a string whose beginning is cut off: a quote that closes and opens nothing."""
    first = min((at for at in map(text.find, _QUOTES) if at >= 0), default=-1)
    if first < 1 or _opens(text, first) or "\n" in text[:first]:
        return None
    return first if first in closers[text[first]][:1] else None
