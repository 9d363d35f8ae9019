"""A folded text as typed tokens, each with its place, and as a "shape": one letter a token.

Readers match small patterns against the shape ("money, slash, unit") and look the values up in
the tokens behind it. One pass, no backtracking over the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from parsers.readers.fold import Folded, fold
from parsers.readers.money import joined, settled
from parsers.readers.numbers import CHINESE, MAGNITUDE, NUMBER, chinese, number
from parsers.readers.token import Token
from parsers.readers.words import any_of, vocabulary

# The letters of a shape.
LETTERS = {
    "number": "n", "money": "m", "currency": "c", "tenth": "z", "percent": "%", "times": "x",
    "per": "/", "equals": "=", "range": "-", "period": "p", "unit": "u", "tokens": "t",
    "side": "i", "official": "o", "was": "w", "bound": "l", "off": "f", "half": "h",
    "bonus": "b", "coupon": "q", "minimum": "s", "recharge": "r", "technical": "k", "group": "g",
    "worth": "v", "wish": "W", "elsewhere": "E", "negation": "!", "model": "M", "plain": ".",
    "other": ".", "comma": ",", "end": ";", "cell": "|", "open": "(", "close": ")",
}  # fmt: skip

_ALPHA = "a-z\u00df-\u024f\u0370-\u0559\u0561-\u06ff\u0900-\u0dff\u1000-\u109f\u1e00-\u1fff"
# Digits that are no amounts: dates, times, versions with three parts, addresses, long ids, sizes.
_NOT_A_NUMBER = (
    r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?日?|\d{2}:\d{2}(?!\d)|\d{1,2}:\d{2}:\d{2}|\d+\.\d+\.\d+[\d.]*"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}x\d{1,2}(?![\d.])|\d{3,4}x\d{3,4}|v\d+(?:\.\d+)*|\d{1,2}/\d{1,2}(?=起)"
    r"|0\d+(?![\d.,])|\d{11,}"
)
# "/M", "一百万 Token", "/1M tokens", "百万tokens", "1 million tokens", "за 1 млн токенов", "/1K"
_TOKENS = (
    r"(?:(?:[/每]|per)\s*)?(?:(?P<mega>(?:一|1)?\s*(?:百万|1,?000,?000|million|млн|mio\.?|triệu|1m|m))"
    r"|(?P<kilo>(?:一|1)?\s*(?:千|1,?000|1k|k)))\s*个?\s*(?:tokens?|toks?|токен\w{0,3}|トークン)(?![a-z])"
    r"|(?:/|per)\s*(?:1\s*)?(?P<bare>mtoks?|mtokens?|m|百万)(?![a-z0-9])|(?P<mtok>mtoks?)(?![a-z])"
)
_VARIANTS = (
    "sol", "terra", "luna", "pro", "mini", "flash", "turbo", "thinking", "image", "nano", "codex",
    "preview", "lite",
)  # fmt: skip
# No version where digits are counted or priced: "Claude 3 折", "GPT 20元", "Gemini 1 年".
_PRICED = r"(?:[元块刀折倍个月天年次张号毛%$¥€₽₫x]|r(?![a-z])|usd|rmb|cny)"
_VERSION = (
    rf"(?:[- ]?(?!0)\d{{1,2}}(?:\.\d{{1,2}})?o?(?![\d.,]*(?:[~-][\d.]+)?\s?{_PRICED})(?![\d.]))"
)


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


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Spelling → (section, value) of every word that stands free."""
    return {
        word.rstrip("*"): (section, value)
        for section, by_value in vocabulary("words").items()
        if section not in ("suffix", "prefix")
        for value, spellings in by_value.items()
        for word in spellings
    }


@cache
def _lexer() -> re.Pattern[str]:
    every = [w for ways in vocabulary("words").values() for found in ways.values() for w in found]
    stems = [word[:-1] for word in every if word.endswith("*")]
    free = [word for word in _meanings() if word not in set(stems)]
    whole = [word for word in free if re.match(f"[{_ALPHA}]", word[-1])]
    rest = [word for word in free if not re.match(f"[{_ALPHA}]", word[-1])]
    closed = rf"(?![{_ALPHA}])"
    return re.compile(
        rf"(?P<end>[\n。;！!？?]|\.(?=\s|$))|(?P<comma>[,，、…])|(?P<cell>\|)"
        rf"|(?P<open>[(\[【「{{])|(?P<close>[)\]】」}}])|(?P<not>{_NOT_A_NUMBER})"
        rf"|(?P<tokens>{_TOKENS})|(?P<model>{_names()})"
        rf"|(?P<prefix>{any_of(_spellings('prefix'))})(?= ?\d)"
        rf"|(?P<permille>[百千万]分之)(?P<share>{NUMBER}|{CHINESE}{{1,6}})"
        rf"|(?P<num>{NUMBER}{MAGNITUDE}?)(?P<numsuffix> ?{_suffix()})?"
        rf"|(?P<stem>{any_of(stems)})[{_ALPHA}]*"
        rf"|(?P<word>(?:{any_of(whole)}){closed}|{any_of(rest)})"
        rf"|(?P<han>{CHINESE}{{1,30}})(?P<hansuffix> ?{_suffix()})?"
        rf"|(?P<run>[{_ALPHA}][{_ALPHA}'_-]*)|(?P<gap> +)|(?P<mark>.)"
    )


def _spellings(section: str) -> dict[str, str]:
    found = vocabulary("words")[section].items()
    return {word: meaning for meaning, spellings in found for word in spellings}


def _suffix() -> str:
    """Letters and words that are money only right behind a number: 0.6R, 3块, 4分, 20U."""
    return rf"(?:{any_of(_spellings('suffix'))})(?![{_ALPHA}组钟析享链利])"


def _names() -> str:
    """Model and plan names, with a version where one follows: "opus 4.8", "gpt-5.6 sol"."""
    names = vocabulary("names")
    families = [name for found in names["family"].values() for name in found]
    plans = [n for kind in ("plan", "hint") for found in names[kind].values() for n in found]
    closed = rf"(?![{_ALPHA}])"
    variant = rf"(?:[- ](?:{'|'.join(_VARIANTS)}){closed})*"
    return (
        rf"(?:{any_of(plans)})(?![{_ALPHA}\d-])"
        rf"|(?:{any_of(families)})"
        rf"(?:(?:-[a-z0-9.]*[a-z0-9])+{closed}{variant}|{_VERSION}{variant}|{variant}{closed})"
    )


@cache
def _makers() -> dict[str, str]:
    names = vocabulary("names")
    return {n: maker for by in names.values() for maker, found in by.items() for n in found}


def maker(name: str) -> str:
    """The provider of a folded model, plan or pool name: that of its longest known beginning."""
    known = _makers()
    return next((known[name[:n]] for n in range(len(name), 0, -1) if name[:n] in known), "")


def is_plan(name: str) -> bool:
    """Whether a folded name is a plan sold as a seat or account, rather than a model."""
    plans = vocabulary("names")["plan"].values()
    return any(name.startswith(plan) for found in plans for plan in found)


def _tokens(text: str) -> Iterator[Token]:
    for found in _lexer().finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        match kind:
            case "gap":
                continue
            case "word" | "stem":
                section, value = _meanings()[found[kind]]
                yield Token(LETTERS[section], start, end, found[0], value)
            case "num" | "numsuffix":
                yield from _with_suffix(found, "num", "n", number(found["num"]))
            case "han" | "hansuffix":
                yield from _with_suffix(found, "han", "N", chinese(found["han"]))
            case _:
                yield from _rare(kind, found)


def _rare(kind: str, found: re.Match[str]) -> Iterator[Token]:
    start, end = found.span()
    text = found[0]
    match kind:
        case "model":
            yield Token("M", start, end, text, maker(text))
        case "prefix":
            yield Token("c", start, end, text, _spellings("prefix")[text])
        case "share":
            whole = {"百": 100, "千": 1000, "万": 10000}[found["permille"][0]]
            share = number(found["share"]) or chinese(found["share"])
            yield Token("n", start, end - 1, text, "", share and share * 100 / whole)
            yield Token("%", end - 1, end, text)
        case "tokens" | "mega" | "kilo" | "bare" | "mtok":
            yield Token("t", start, end, text, "", Decimal(1000 if found["kilo"] else 1))
        case "not":
            yield Token(".", start, end, text)
        case _:
            yield Token(LETTERS.get(kind, "."), start, end, text)


def _with_suffix(
    found: re.Match[str], group: str, kind: str, amount: Decimal | None
) -> Iterator[Token]:
    start, end = found.span(group)
    suffix = found[group + "suffix"]
    yield Token("n" if suffix else kind, start, end, found[group], "", amount)
    if suffix:
        word = suffix.strip()
        yield Token("c", found.end() - len(word), found.end(), word, _spellings("suffix")[word])


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """The tokens of a text, numbers joined with their money."""
    folded = fold(text)
    tokens = tuple(joined(settled(list(_tokens(folded.text)))))
    return Scan(folded, tokens, "".join(token.kind for token in tokens))
