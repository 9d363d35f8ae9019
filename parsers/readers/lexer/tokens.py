"""A folded text as typed tokens, each with its place, and as a "shape": one letter a token.

Readers match small patterns against the shape ("money, slash, unit") and look the values up in
the tokens behind it. One pass, no backtracking over the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from parsers.readers.lexer.money import joined, settled
from parsers.readers.lexer.numbers import CHINESE, MAGNITUDE, NUMBER, chinese, number, tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.token_units import KTOK, MTOK, scale, side
from parsers.readers.text.fold import Folded, fold
from parsers.readers.text.words import ALPHA, any_of, vocabulary

# The letters of a shape.
LETTERS = {
    "number": "n", "money": "m", "currency": "c", "tenth": "z", "percent": "%", "times": "x",
    "per": "/", "equals": "=", "range": "-", "period": "p", "unit": "u", "measure": "e",
    "tokens": "t", "side": "i", "official": "o", "was": "w", "bound": "l", "off": "f", "half": "h",
    "bonus": "b", "coupon": "q", "minimum": "s", "recharge": "r", "technical": "k", "group": "g",
    "worth": "v", "change": "a", "comparison": "d", "example": "y", "wish": "W",
    "elsewhere": "E", "negation": "!", "dearer": "^", "model": "M", "plain": ".", "small": ".",
    "spent": ".", "subscription": ".", "other": ".", "comma": ",", "end": ";", "cell": "|",
    "open": "(", "close": ")",
}  # fmt: skip

# Digits that are no amounts: dates, times, versions with three parts, addresses, long ids, sizes.
_NOT_A_NUMBER = (
    r"(?<![¥$€])(?:19|20)\d{2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?日?|\d{2}:\d{2}(?!\d)"
    r"|\d{1,2}:\d{2}:\d{2}|(?!\d{1,3}(?:\.\d{3}){2,}(?![\d.]))\d+\.\d+\.\d+[\d.]*"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}월(?: ?\d{1,2}일)?"
    r"|\d{1,2}x\d{1,2}(?![\d.])|\d{3,4}x\d{3,4}|v\d+(?:\.\d+)*|\d{1,2}/\d{1,2}(?=起)"
    r"|0\d+(?![\d.,])|\d{11,}"
)
_VARIANTS = (
    "sol", "terra", "luna", "pro", "mini", "flash", "turbo", "thinking", "image", "nano", "codex",
    "preview", "lite",
)  # fmt: skip
# No version where digits are counted or priced: "Claude 3 折", "GPT 20元", "Gemini 1 年".
_PRICED = (
    r"(?:[元块刀折割倍个月天年次张号毛角万亿円원%¢đx]|[$¥€£₽₫₺₹₩](?! ?\d)|[rpdkmwu](?![a-z])"
    r"|usd|rmb|cny|eur|руб|коп|р(?![а-я])|tl(?![a-z])|vnd|soles|лет|мес"
    r"|(?:years?|yrs?|months?|mo|weeks?|wks?|days?|tháng|năm|tahun|bulan|años?|anos?|mes(?:es)?|mois|ans?"
    r"|monate?|jahre?|yıl(?:lık)?|aylık|oy)(?![a-z]))"
)
_LISTED = r"(?:(?:[~-]| ?/ ?)[\d.]+){0,9}"  # "1.2 / 0.3 / 0.5 元"
_RATED = r"(?! ?/ ?[a-z]{2,12} ?0\.\d)"  # "Claude 1.2 / GPT 0.35"
_VERSION = (
    rf"(?:[- ]?(?!0)\d{{1,2}}(?:\.\d{{1,2}})?o?(?![\d.,]*{_LISTED}\s?{_PRICED})(?![\d.]){_RATED})"
)


# "$25200K": a price and the size of a context, cells of a table that lost its bars
_BEFORE_SIZE = r"(?<=\$)\d{1,3}(?:\.\d{1,2})?(?= ?(?:128|200|256|400|1000)k(?![a-z]))"
# 官方价的三成: three parts of ten; not 两成品号, 六成本
_PARTS = r"(?<![\d.])[1-9一二两三四五六七八九] ?成(?![本为功品交立长员绩熟都型份就果分])"
# 一毛五一张: the numeral ends where a thing begins to be counted
_HAN = rf"{CHINESE}{{0,9}}?[二两三四五六七八九](?=一[刀张次个份美])|{CHINESE}{{1,30}}"


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
    whole = [word for word in free if re.match(f"[{ALPHA}]", word[-1])]
    rest = [word for word in free if not re.match(f"[{ALPHA}]", word[-1])]
    closed = rf"(?![{ALPHA}])"
    return re.compile(
        rf"(?P<end>[\n。;！!？?]|\.(?=\s|$))|(?P<comma>[,，、…])|(?P<cell>\|)"
        rf"|(?P<open>[(\[【「{{])|(?P<close>[)\]】」}}])|(?P<not>{_NOT_A_NUMBER})"
        rf"|(?P<mtok>{MTOK})|(?P<ktok>{KTOK})|(?P<model>(?<![a-z]\.)(?:{_names()}))"
        rf"|(?P<prefix>{any_of(_spellings('prefix'))})(?= ?\d)"
        rf"|(?P<share>(?:\d{{1,4}}|{CHINESE}{{1,4}})分[之の](?:{NUMBER}|{CHINESE}{{1,6}}))"
        rf"|(?P<parts>{_PARTS})"
        rf"|(?P<glued>{_BEFORE_SIZE})"
        rf"|(?P<num>{NUMBER}{MAGNITUDE}?)(?P<numsuffix> ?{_suffix()})?"
        rf"|(?P<stem>{any_of(stems)})[{ALPHA}]*"
        rf"|(?P<word>{any_of(rest)}|(?:{any_of(whole)}){closed})"
        rf"|(?P<han>{_HAN})(?P<hansuffix> ?{_suffix()})?"
        rf"|(?P<run>[{ALPHA}][{ALPHA}'_-]*)|(?P<gap> +)|(?P<mark>.)"
    )


@cache
def _spellings(section: str) -> dict[str, str]:
    found = vocabulary("words")[section].items()
    return {word: meaning for meaning, spellings in found for word in spellings}


def _suffix() -> str:
    """Letters and words that are money only right behind a number: 0.6R, 3块, 4分, 20U."""
    return rf"(?:{any_of(_spellings('suffix'))})(?![{ALPHA}组钟析享链利])"


# "codex-plus0.03": a ratio glued to its group, not a version
_FRACTION = r"(?<![\d.])0\.\d"


def _names() -> str:
    """Model and plan names, with a version where one follows: "opus 4.8", "gpt-5.6 sol"."""
    names = vocabulary("names")
    families = [name for found in names["family"].values() for name in found]
    plans = [
        n for kind in ("plan", "hint", "other") for found in names[kind].values() for n in found
    ]
    spaced = [plan for plan in plans if re.match(f"[{ALPHA}\\d+]", plan[-1])]
    glued = [plan for plan in plans if not re.match(f"[{ALPHA}\\d+]", plan[-1])]  # 全场Token
    closed = rf"(?![{ALPHA}])"
    variant = rf"(?:[- ](?:{'|'.join(_VARIANTS)}){closed})*"
    return (
        rf"(?:{any_of(spaced)})(?![{ALPHA}\d-])|(?:{any_of(glued)})|{_tiers()}"
        rf"|(?:{any_of(families)})"
        rf"(?:(?:-(?:(?!{_FRACTION})[a-z0-9.])*(?!{_FRACTION})[a-z0-9])+{closed}{variant}|{_VERSION}{variant}|{variant}{closed})"
    )


# "plus 月卡", "team 车位", "plus 0.04，": behind these a bare tier is a plan
_SEAT = "[日周月季年]卡|会员|成品|车位|[席空坑]位|位子|拼车|合租|代充|直充|代开|独享|共享|账号|号池"
_SHARE = r"0\.\d{1,4}(?=\s?(?:[,，、;；。)\n]|$))"


def _tiers() -> str:
    """Names of tiers that mean a plan only before a seat or a share of a dollar."""
    return rf"(?<![{ALPHA}\d-])(?:{any_of(_bare())})(?= ?(?:{_SEAT}|{_SHARE}))"


@cache
def _bare() -> frozenset[str]:
    return frozenset(name for found in vocabulary("names")["tier"].values() for name in found)


@cache
def _makers() -> dict[str, str]:
    names = vocabulary("names")
    return {n: maker for by in names.values() for maker, found in by.items() for n in found}


def maker(name: str) -> str:
    """The provider of a folded model, plan or pool name: that of its longest known beginning."""
    known = _makers()
    longest = min(len(name), _longest_name())
    return next((known[name[:n]] for n in range(longest, 0, -1) if name[:n] in known), "")


@cache
def _longest_name() -> int:
    return max(map(len, _makers()))


_COMPOUND = re.compile(r"-(?:accounts?|abos?|konto|konten|seats?|zugang|lizenz|plan|hesab|hesap)")


def is_plan(name: str) -> bool:
    """Whether a folded name is a plan sold as a seat or account, rather than a model."""
    if _COMPOUND.search(name):  # "ChatGPT-Plus-Account"; "claude-pro" may be a group's name
        name = name.replace("-", " ")
    return name.startswith(_plans()) or name in _bare()


@cache
def _plans() -> tuple[str, ...]:
    return tuple(plan for found in vocabulary("names")["plan"].values() for plan in found)


def _tokens(text: str) -> Iterator[Token]:
    for found in _lexer().finditer(text):
        kind, start = found.lastgroup or "", found.start()
        if kind == "gap":
            continue
        split = found.end(_PARTED[kind]) - start if kind in _PARTED else 0
        words = found[0]
        meant = _meant(kind, words, split) if len(words) < _SHORT else _read(kind, words, split)
        for letter, low, high, said, value, amount in meant:
            yield Token(letter, start + low, start + high, said, value, amount)


_SHORT = 40  # characters of a word worth remembering
_PARTED = {"stem": "stem", "numsuffix": "num", "hansuffix": "han"}  # where the first part ends


@lru_cache(maxsize=20_000)
def _meant(kind: str, words: str, split: int) -> tuple[Token, ...]:
    return tuple(_read(kind, words, split))


def _read(kind: str, words: str, split: int) -> Iterator[Token]:
    """What the lexer found, placed from its own start; its first part ends at ``split``."""
    match kind:
        case "word" | "stem":
            section, value = _meanings()[words if kind == "word" else words[:split]]
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
            yield Token("c", 0, len(words), words, _spellings("prefix")[words])
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
    yield Token("c", end - len(suffix), end, suffix, _spellings("suffix")[suffix])


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """The tokens of a text, numbers joined with their money."""
    folded = fold(text)
    tokens = tuple(joined(settled(list(_tokens(folded.text)))))
    return Scan(folded, tokens, "".join(token.kind for token in tokens))
