"""The seller's words about where the access comes from, with the origin they claim (a claim, never
proof). The vocabulary is the market's; how its words count in prose is ``data/supply.toml``.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from market import supply
from market.claims import Supply
from market.types import Fact
from parsers.readers.around import Said, said
from parsers.readers.fold import Folded, fold
from parsers.readers.look import Look, look_for
from parsers.readers.origins import Word, origin_words
from parsers.readers.setting import Setting, setting
from parsers.readers.stance import may_offer
from parsers.readers.talk import is_of_rules, is_talk, sentences
from parsers.readers.words import vocabulary

READER = "supply/2"

_MOST = 100  # claims of one listing: what names more than these is a list of everything


def read_supply(text: str, context: str = "") -> Iterator[Fact]:
    """Supply words of the text, neighbours joined, each said once; what is denied ("非逆向"),
    asked or merely explained is silent.
    """
    folded = fold(text)
    if _is_mentioned(folded.text) and _is_offer(said(text, context)):
        yield from _read(folded, setting(f"{context.lower()}\n{folded.text}"))


def _is_offer(told: Said) -> bool:
    return not told.silent() and may_offer(told) and not is_of_rules(told.text.folded.text)


def _read(folded: Folded, where: Setting) -> Iterator[Fact]:
    told: list[str] = []
    for low, high in islice(_places(folded.text, where), _MOST):
        words = folded.text[low:high]
        bare = re.sub(r"[\W_的]+", "", words)
        if any(bare in earlier for earlier in told):
            continue  # said again, or in short
        told.append(bare)
        start, end = folded.where(low, high)
        quote = folded.original[start:end]
        value = Supply(" ".join(quote.split()), supply.origin(words))
        yield Fact(value, quote, (start, end), reader=READER)


def _places(text: str, where: Setting) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text):
        if not is_talk(sentence[0]):
            for start, end in _claims(sentence[0], where):
                yield sentence.start() + start, sentence.start() + end


def _claims(sentence: str, where: Setting) -> Iterator[tuple[int, int]]:
    """Places of what is claimed: words that touch, or that "和", "and", "+" join, are one claim."""
    row: list[Word] = []
    denied = False
    for word in origin_words(sentence, where):
        gap = sentence[row[-1].end : word.start] if row else ""
        if row and not _joined(gap):
            yield from _claim(row, denied=denied)
            denied = (denied or row[0].denied) and gap.strip() == "、"  # "无逆向、反代"
            row = []
        row.append(word)
    yield from _claim(row, denied=denied)


def _claim(row: list[Word], *, denied: bool) -> Iterator[tuple[int, int]]:
    """From the first word that counts: "Codex 福利分组" speaks of the group. What is glued to that
    word belongs to it.
    """
    if denied or not row or row[0].denied:
        return
    counting = [at for at, word in enumerate(row) if word.counts]
    if counting:
        first = counting[0]
        while first and row[first - 1].end == row[first].start:
            first -= 1
        yield row[first].start, row[-1].end


def _joined(gap: str) -> bool:
    between = gap.strip(" -·")
    return not between or between in vocabulary("supply")["beside"]["joint"]


def _is_mentioned(text: str) -> bool:
    """A cheap look, that may say yes in vain: whether a word that can count is in the text."""
    return any(_may_stand(piece, text) for piece in _look().seen(text))


def _may_stand(piece: str, text: str) -> bool:
    """Short words are pieces of many others: "az" of "lazy"."""
    if len(piece) > 3 or not piece.isascii():
        return True
    return re.search(rf"{piece}(?<![a-z]{piece})(?![a-z])", text) is not None


@cache
def _look() -> Look:
    return look_for(set(supply.words()).difference(vocabulary("supply")["role"]["tag"]))
