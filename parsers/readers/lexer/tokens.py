"""A folded text as typed tokens, each with its place, and as a "shape": one letter a token.

Readers match small patterns against the shape ("money, slash, unit") and look the values up in
the tokens behind it. One pass, no backtracking over the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.lexer.lexer import LETTERS, lexer, meanings, spellings
from parsers.readers.lexer.model_names import maker
from parsers.readers.lexer.money import joined, settled
from parsers.readers.lexer.numbers import chinese, number, tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.token_units import scale, side
from parsers.readers.text.fold import Folded, fold


@dataclass(frozen=True, slots=True)
class Scan:
    """A text cut into tokens; ``shape[i]`` is the letter of ``tokens[i]``."""

    folded: Folded
    tokens: tuple[Token, ...]
    shape: str

    def quote(self, first: int, last: int) -> tuple[str, tuple[int, int]]:
        """Original words and span of the tokens ``first`` to ``last``, both included."""
        span = self.folded.where(self.tokens[first].start, self.tokens[last].end)
        return self.folded.original[span[0] : span[1]], span


def _tokens(text: str) -> Iterator[Token]:
    for found in lexer().finditer(text):
        kind, start = found.lastgroup or "", found.start()
        if kind == "gap":
            continue
        split = found.end(_PARTED[kind]) - start if kind in _PARTED else 0
        words = found[0]
        meant = _meant(kind, words, split) if len(words) < _SHORT else _read(kind, words, split)
        for letter, low, high, said, value, amount in meant:
            yield Token(letter, start + low, start + high, said, value, amount)


_KANA = re.compile(r"[ぁ-ヺ]{2}")
_FEWEST_YEN = 100
_SHORT = 40  # characters of a word worth remembering
_PARTED = {"stem": "stem", "numsuffix": "num", "hansuffix": "han"}  # where the first part ends


@lru_cache(maxsize=20_000)
def _meant(kind: str, words: str, split: int) -> tuple[Token, ...]:
    return tuple(_read(kind, words, split))


def _read(kind: str, words: str, split: int) -> Iterator[Token]:
    """What the lexer found, placed from its own start; its first part ends at ``split``."""
    match kind:
        case "word" | "stem":
            section, value = meanings()[words if kind == "word" else words[:split]]
            yield Token(LETTERS[section], 0, len(words), words, value)
        case "num" | "glued":
            yield Token("n", 0, len(words), words, "", number(words))
        case "han":
            yield Token("N", 0, len(words), words, "", chinese(words))
        case "numsuffix" | "hansuffix":
            yield from _with_suffix(words[:split], words[split:].lstrip(" "), len(words))
        case "model":
            provider = maker(words)
            kind = "." if provider == "none" else "M"  # "CC Switch" is a tool, not Claude Code
            yield Token(kind, 0, len(words), words, provider if kind == "M" else "")
        case "prefix":
            yield Token("c", 0, len(words), words, spellings("prefix")[words])
        case "share":
            yield from _share(words)
        case "parts":
            yield Token("n", 0, 1, words[:1], "", number(words[:1]) or chinese(words[:1]))
            yield Token("%", len(words) - 1, len(words), "成", "tenths")
        case "mtok" | "ktok":
            yield Token("t", 0, len(words), words, side(words), scale(kind))
        case _:
            yield Token(LETTERS.get(kind, "."), 0, len(words), words)


def _share(words: str) -> Iterator[Token]:
    """千分之3.5: a share of 0.35 %; 三分之一: one of 33.33 %."""
    whole, part = (number(said) or chinese(said) for said in re.split("分[之の]", words))
    share = part * 100 / whole if whole and part else None
    share = share and tidy(round(share, 2 if share > 1 else 6))
    yield Token("n", 0, len(words) - 1, words, "", share)
    yield Token("%", len(words) - 1, len(words), words)


def _with_suffix(digits: str, suffix: str, end: int) -> Iterator[Token]:
    amount = number(digits) if digits[:1] in "0123456789." else chinese(digits)
    yield Token("n", 0, len(digits), digits, "", amount)
    yield Token("c", end - len(suffix), end, suffix, spellings("suffix")[suffix])


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """The tokens of a text, numbers joined with their money."""
    folded = fold(text)
    tokens = tuple(joined(settled(list(_tokens(folded.text)))))
    if _KANA.search(folded.text):
        tokens = tuple(_in_yen(token, folded.text) for token in tokens)
    return Scan(folded, tokens, "".join(token.kind for token in tokens))


def _in_yen(token: Token, words: str) -> Token:
    """ "￥1,200" in Japanese: the sign is the yen's, of which nobody asks less than a hundred."""
    written = words[token.start : token.end]
    yuan = token.kind == "m" and token.value == "CNY" and "¥" in written and "元" not in written
    amount = token.amount or 0
    whole = amount >= _FEWEST_YEN and amount == int(amount)
    return token._replace(value="JPY") if yuan and whole else token
