"""The seller's words about where the access comes from, with the origin they claim (a claim, never
proof). The vocabulary and its negations are the market's.
"""

import re
from collections.abc import Iterator
from functools import cache

from market import supply
from market.claims import Supply
from market.types import Fact
from parsers.readers.facts import said_once
from parsers.readers.fold import Folded, fold
from parsers.readers.words import vocabulary

READER = "supply/1"

_LONGEST = 400  # characters looked at in one go: lines are cut there, so time stays linear
_LINE = re.compile(rf"[^\n。;；|]{{1,{_LONGEST}}}")


_TIER = re.compile(r"(?:\b(?:gpt|codex|claude) ?)?(?:纯)?\b(?:max|pro|plus|team|ultra)[ -]?$")


def read_supply(text: str, context: str = "") -> Iterator[Fact]:
    """Supply words of the text, neighbours joined; denied ones ("非逆向") are silent."""
    del context  # a heading's words are not the listing's
    folded = fold(text)
    return said_once(_read(folded))


def _read(folded: Folded) -> Iterator[Fact]:
    for line in _LINE.finditer(folded.text):
        words = line[0]
        for start, end in _phrases(words):
            low, high = folded.where(line.start() + start, line.start() + end)
            quote = folded.original[low:high]
            value = Supply(" ".join(quote.split()), supply.origin(words[start:end]))
            yield Fact(value, quote, (low, high), reader=READER)


def _phrases(words: str) -> Iterator[tuple[int, int]]:
    """Places of supply words; what touches, or has a blank, a dash or 的 between, is one saying."""
    start = end = -1
    clear = False
    for low, high, term in sorted(_places(words)):
        if start >= 0 and words[end:low].strip(" -·的"):
            if clear:
                yield start, end
            start, clear = -1, False
        start, end = (_with_tier(words, low), high) if start < 0 else (start, max(end, high))
        clear = clear or term not in _products()
    if clear:
        yield start, end


def _with_tier(words: str, start: int) -> int:
    """Where the words begin with the plan in front of them: "Pro 号池", "纯pro号池"."""
    tier = _TIER.search(words[max(0, start - 12) : start])
    return start - len(tier[0]) if tier else start


def _places(words: str) -> Iterator[tuple[int, int, str]]:
    for term in supply.terms(words):
        low = words.find(term)
        if low >= 0:
            yield low, low + len(term), term


@cache
def _products() -> frozenset[str]:
    """Product names that are supply words only beside a clearer one."""
    return frozenset(vocabulary("products")["products"]["products"])
