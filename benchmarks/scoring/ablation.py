"""Reading with a part of the vocabulary taken away."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from unittest.mock import patch

from market import supply
from parsers.readers.text import words

_NOT_SPELLINGS = {"look", "looks"}  # pieces that a first look searches for, and single signs
# Words no text has, of letters and of signs: a list of none would fit everywhere.
_NOBODYS = ["\ue000", "qzqzqzqz", "xjxjxjxj*"]
_NOT_WORDS = {"signs", "looks"}  # one sign for another; the words of the first look


def spellings() -> frozenset[str]:
    """Every spelling of every vocabulary, the market's words of supply among them."""
    known = set(supply.words())
    for name in _names():
        if name not in _NOT_WORDS:
            known |= {word for word in _listed(words._load(name)) if _is_word(word)}
    return frozenset(known)


def _is_word(spelling: str) -> bool:
    """No number, and no phrase in the language of phrases."""
    return "{" not in spelling and not spelling.replace(".", "").isdigit()


def _names() -> list[str]:
    data = files("parsers.readers").joinpath("data")
    return sorted(path.name.removesuffix(".toml") for path in data.iterdir())


def _listed(told: object) -> Iterator[str]:
    match told:
        case str():
            yield told
        case dict():
            for name, inner in told.items():
                if name not in _NOT_SPELLINGS:
                    yield from _listed(inner)
        case list():
            for inner in told:
                yield from _listed(inner)


@contextmanager
def without(unknown: frozenset[str]) -> Iterator[None]:
    """Readers that have never seen these spellings; everything they had built is forgotten."""
    load, known = words._load, supply._vocabulary()
    left = {term: origin for term, origin in known.items() if term not in unknown}
    left = left or dict.fromkeys(_NOBODYS, "unknown")
    with (
        patch.object(words, "_load", _forgetful(load, unknown)),
        patch.object(supply, "_vocabulary", lambda: left),
    ):
        _forget()
        try:
            yield
        finally:
            _forget()
    _forget()


def _forgetful(
    load: Callable[[str], Mapping[str, Any]], unknown: frozenset[str]
) -> Callable[[str], Mapping[str, Any]]:
    def loaded(name: str) -> Mapping[str, Any]:
        told: Mapping[str, Any] = _left(load(name), unknown)
        return load(name) if name in _NOT_WORDS else told

    return loaded


def _left(told: Any, unknown: frozenset[str]) -> Any:
    match told:
        case dict():
            return {
                name: inner if name in _NOT_SPELLINGS else _left(inner, unknown)
                for name, inner in told.items()
            }
        case list():
            return [inner for inner in told if inner not in unknown] or _NOBODYS
        case _:
            return told


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("parsers.readers") or name == supply.__name__:
            for told in vars(module).values():
                clear = getattr(told, "cache_clear", None)
                if clear:
                    clear()
