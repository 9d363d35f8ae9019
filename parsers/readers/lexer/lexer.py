"""The pattern that cuts a folded text into words, numbers, names and marks."""

import re
from functools import cache

from parsers.readers.lexer.model_names import name_pattern
from parsers.readers.lexer.numbers import CHINESE, MAGNITUDE, NUMBER
from parsers.readers.lexer.token_units import KTOK, MTOK
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
# "$25200K": a price and the size of a context, cells of a table that lost its bars
_BEFORE_SIZE = r"(?<=\$)\d{1,3}(?:\.\d{1,2})?(?= ?(?:128|200|256|400|1000)k(?![a-z]))"
# 官方价的三成: three parts of ten; not 两成品号, 六成本
_PARTS = r"(?<![\d.])[1-9一二两三四五六七八九] ?成(?![本为功品交立长员绩熟都型份就果分])"
# 一毛五一张: the numeral ends where a thing begins to be counted
_HAN = rf"{CHINESE}{{0,9}}?[二两三四五六七八九](?=一[刀张次个份美])|{CHINESE}{{1,30}}"


@cache
def meanings() -> dict[str, tuple[str, str]]:
    """Spelling → (section, value) of every word that stands free."""
    return {
        word.rstrip("*"): (section, value)
        for section, by_value in vocabulary("words").items()
        if section not in ("suffix", "prefix")
        for value, spellings in by_value.items()
        for word in spellings
    }


@cache
def lexer() -> re.Pattern[str]:
    """One pass over a folded text; the name of the group says what was found."""
    every = [w for ways in vocabulary("words").values() for found in ways.values() for w in found]
    stems = [word[:-1] for word in every if word.endswith("*")]
    free = [word for word in meanings() if word not in set(stems)]
    whole = [word for word in free if re.match(f"[{ALPHA}]", word[-1])]
    rest = [word for word in free if not re.match(f"[{ALPHA}]", word[-1])]
    closed = rf"(?![{ALPHA}])"
    return re.compile(
        rf"(?P<end>[\n。;！!？?]|\.(?=\s|$))|(?P<comma>[,，、…])|(?P<cell>\|)"
        rf"|(?P<open>[(\[【「{{])|(?P<close>[)\]】」}}])|(?P<not>{_NOT_A_NUMBER})"
        rf"|(?P<mtok>{MTOK})|(?P<ktok>{KTOK})|(?P<model>(?<![a-z]\.)(?:{name_pattern()}))"
        rf"|(?P<prefix>{any_of(spellings('prefix'))})(?= ?\d)"
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
def spellings(section: str) -> dict[str, str]:
    """Spelling → meaning of the words of one section."""
    found = vocabulary("words")[section].items()
    return {word: meaning for meaning, spellings in found for word in spellings}


def _suffix() -> str:
    """Letters and words that are money only right behind a number: 0.6R, 3块, 4分, 20U."""
    return rf"(?:{any_of(spellings('suffix'))})(?![{ALPHA}组钟析享链利])"
