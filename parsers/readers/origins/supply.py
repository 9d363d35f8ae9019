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
from parsers.readers.look import Look, look_for
from parsers.readers.origins.origin_rows import claimed
from parsers.readers.origins.setting import Setting, setting
from parsers.readers.stance import may_offer
from parsers.readers.text.fold import Folded, fold
from parsers.readers.text.spellings import free
from parsers.readers.text.talk import is_of_rules, is_talk, sentences
from parsers.readers.text.words import vocabulary

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
            for start, end in claimed(sentence[0], where):
                yield sentence.start() + start, sentence.start() + end


def _is_mentioned(text: str) -> bool:
    """A cheap look, that may say yes in vain: whether a word that can count is in the text."""
    return any(_look().seen(text)) or _short().search(text) is not None


@cache
def _look() -> Look:
    return look_for(word for word in _telling() if not _is_short(word))


@cache
def _short() -> re.Pattern[str]:
    """Short words are pieces of many others, "az" of "lazy": they stand free."""
    return re.compile(free(word for word in _telling() if _is_short(word)))


def _telling() -> set[str]:
    return set(supply.words()).difference(vocabulary("supply")["role"]["tag"])


def _is_short(word: str) -> bool:
    return len(word) <= 3 and word.isascii()
