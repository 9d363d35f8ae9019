"""The terms of a trade: what becomes of logs and prompts, clients allowed, refund, warranty, KYC,
wholesale. The phrases, and what denies them, are ``data/terms.toml`` and ``data/denial.toml``.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice

from market.claims import Term
from market.types import Fact
from parsers.readers.facts import LIKELY, SURE, said_once
from parsers.readers.look import Look, look_for
from parsers.readers.shop.periods import period_beside
from parsers.readers.text.denial import holds_denial, is_denied
from parsers.readers.text.fold import Folded, fold
from parsers.readers.text.phrases import spoken
from parsers.readers.text.talk import sentences
from parsers.readers.text.words import vocabulary, whole

READER = "terms/1"

_TIMED = ("warranty", "refund")
_BULLETS = " -*•·✅✔☑➤▶🔒🔐🛡,，、:()[]\"'“”"


def read_terms(text: str, context: str = "") -> Iterator[Fact]:
    """Terms that the text states, each once; what is asked is not stated."""
    del context  # a heading's terms are not the listing's
    folded = fold(text)
    if not any(_look().seen(folded.text)):
        return iter(())
    named = ((name, _pieces(name, folded.text)) for name in vocabulary("terms"))
    return said_once(_read(folded, {name: pieces for name, pieces in named if pieces}))


@cache
def _look() -> Look:
    return look_for(piece for name in vocabulary("terms") for piece in _looks(name))


def _pieces(name: str, text: str) -> tuple[str, ...]:
    """Those of a term's pieces that the text holds: a sentence without them does not state it."""
    return tuple(piece for piece in _looks(name) if piece in text)


@cache
def _looks(name: str) -> tuple[str, ...]:
    """Pieces of text one of which is in all that states the term; a reference brings its own."""
    section = vocabulary("terms")[name]
    others = [_looks(phrase[1:]) for phrase in section.get("denied", ()) if phrase[0] == "@"]
    return section["look"] + tuple(piece for looks in others for piece in looks)


def _read(folded: Folded, named: Mapping[str, tuple[str, ...]]) -> Iterator[Fact]:
    for sentence in sentences(folded.text):
        if not sentence[0].endswith("?"):
            for name, pieces in named.items():
                if any(piece in sentence[0] for piece in pieces):
                    yield from _stated(folded, sentence, name)


def _stated(folded: Folded, sentence: re.Match[str], name: str) -> Iterator[Fact]:
    words = sentence[0]
    if _unless(name).search(words):
        return
    for start, end, sure in islice(_places(name, words), 1):
        period = period_beside(words, start, end) if name in _TIMED else None
        begin, stop = (min(start, period.start), max(end, period.end)) if period else (start, end)
        low, high = folded.where(sentence.start() + begin, sentence.start() + stop)
        value = Term(name, period.days if period else None)
        yield Fact(value, folded.original[low:high], (low, high), reader=READER, confidence=sure)


def _places(name: str, words: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where the sentence states the term, and how sure that is."""
    for found in _found(name, "said", words):
        if not _is_denied(found):
            yield *found.span(), LIKELY if found.groups() else SURE
    for found in _found(name, "timed", words):
        if period_beside(words, *found.span()) and not _is_denied(found):
            yield *found.span(), SURE
    for found in _found(name, "alone", words):
        if _is_alone(words, *found.span()):
            yield *found.span(), SURE
    for found in _found(name, "denied", words):
        if _is_denied(found):
            yield *found.span(), LIKELY if found.groups() else SURE


def _found(name: str, key: str, words: str) -> Iterator[re.Match[str]]:
    return (match for pattern in spoken(_phrases(name, key)) for match in pattern.finditer(words))


@cache
def _phrases(name: str, key: str) -> tuple[str, ...]:
    """The phrases of a section; "@warranty" is all that warranty says."""
    said = vocabulary("terms")[name].get(key, ())
    own = tuple(phrase for phrase in said if not phrase.startswith("@"))
    others = [_phrases(phrase[1:], "said") for phrase in said if phrase.startswith("@")]
    return own + tuple(phrase for other in others for phrase in other)


def _is_denied(found: re.Match[str]) -> bool:
    """Denied before, behind or in a gap: "prompts are never stored"."""
    inside = any(gap and holds_denial(gap) for gap in found.groups())
    return inside or is_denied(found.string, *found.span())


def _is_alone(words: str, start: int, end: int) -> bool:
    before = re.split(r"[,，、]", words[:start])[-1]
    behind = re.split(r"[,，、]", words[end:])[0]
    return not before.strip(_BULLETS) and not behind.strip(_BULLETS)


@cache
def _unless(name: str) -> re.Pattern[str]:
    said = vocabulary("terms")[name].get("unless", ())
    return re.compile(whole(said) if said else r"(?!)")
