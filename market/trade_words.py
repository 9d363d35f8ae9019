"""Words of the trade, and of everything else, as they stand in hosts, paths and names of links."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LATIN = re.compile(r"[a-z-]+")
_LONGEST = 400  # characters of a host, a path or names that are looked at
_ANYWHERE_IN_A_HOST = 4  # letters from which a word may stand inside "claudehub"


@dataclass(frozen=True, slots=True)
class Said:
    """A word that was met, and what it is worth."""

    word: str
    points: int


def in_host(host_and_path: str) -> Iterator[Said]:
    """Words of an address: short ones by themselves, longer ones within others, each once."""
    yield from _met(_hosts(), host_and_path)


def in_names(names: str) -> Iterator[Said]:
    """Words of what links were called: Latin ones by themselves, the others anywhere."""
    yield from _met(_names(), names)


def _met(pattern: re.Pattern[str], text: str) -> Iterator[Said]:
    points = _points()
    for word in dict.fromkeys(found[0] for found in pattern.finditer(text[:_LONGEST].lower())):
        yield Said(word, points[word])


@cache
def _points() -> dict[str, int]:
    text = (files("market") / "data" / "trade_words.csv").read_text("utf-8")
    return {row["word"]: int(row["points"]) for row in csv.DictReader(io.StringIO(text))}


@cache
def _hosts() -> re.Pattern[str]:
    return _any_of(word if len(word) >= _ANYWHERE_IN_A_HOST else _alone(word) for word in _points())


@cache
def _names() -> re.Pattern[str]:
    return _any_of(_alone(word) if _LATIN.fullmatch(word) else word for word in _points())


def _alone(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])"


def _any_of(words: Iterator[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
