"""Prefixes that a relay puts before models' names to tell its own channels apart (Veloera does)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from market.nameindex import models
from market.namekeys import fold, key
from market.names import ModelName, resolve

_SEPARATOR = re.compile(r"[-_/:|·@ ]+")
_LONGEST = 24  # characters of a prefix
_OFTEN = 2  # models it stands before, until it is a prefix and no part of a name
# What makes another model of the one named behind it.
_CHANGED = {
    *("distill", "distilled", "abliterated", "uncensored", "lora", "ft", "finetune", "finetuned"),
    *("tuned", "merge", "merged", "quant", "awq", "gptq", "gguf", "int", "fp", "rp", "roleplay"),
    *("fake", "like", "style", "clone", "tiny", "small"),
}


def prefixes(listed: Iterable[str]) -> frozenset[str]:
    """What stands before two known models or more, of names that are not known whole; nothing that
    is itself part of a model's name.
    """
    behind: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in set(listed):
        if resolve(name) is None:
            for head, rest in _splits(name):
                if found := resolve(rest):
                    behind[head].add((found.provider, found.model))
    return frozenset(head for head, known in behind.items() if len(known) >= _OFTEN)


def resolve_behind(listed_as: str, known: frozenset[str]) -> ModelName | None:
    """The model a name stands for, whole or behind one of these prefixes."""
    found = resolve(listed_as)
    if found or not known:
        return found
    rests = (rest for head, rest in _splits(listed_as) if head in known)
    return next((model for rest in rests if (model := resolve(rest))), None)


def _splits(listed_as: str) -> Iterator[tuple[str, str]]:
    """A name cut behind its first word, then behind its second."""
    name = fold(listed_as)
    for count, cut in enumerate(_SEPARATOR.finditer(name[: _LONGEST + 1])):
        head, rest = name[: cut.end()], name[cut.end() :]
        if count == 2 or not cut.start() or _words(head) & (_vocabulary() | _CHANGED):
            return
        yield head, rest


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in key(text)[0] if _is_word(word))


def _is_word(piece: str) -> bool:
    """No number, and no letter that stands alone: "A", "b2"."""
    return len(piece) > 1 and not piece.isdigit()


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that models' names are made of."""
    return frozenset(word for words, _ in models() for word in words if _is_word(word))
