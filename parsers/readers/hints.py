"""Cheap looks at a folded text: whether the words a reader needs are in it at all, before it is
cut into tokens. A look may say yes in vain, never no.
"""

import re
from functools import cache

from parsers.readers.fold import fold
from parsers.readers.words import any_of, vocabulary


def has_money(text: str) -> bool:
    """Whether a currency is named: a word or sign of its own, or letters behind a number."""
    folded = fold(text).text
    return bool(_currency().search(folded) or _beside_number().search(folded))


def has_tokens(text: str) -> bool:
    """Whether a number of tokens may be named: "/M", "百万 tokens", "за 1 млн токенов"."""
    return _TOKENS.search(fold(text).text) is not None


def has_recharge(text: str) -> bool:
    """Whether topping up is spoken of."""
    return _recharge().search(fold(text).text) is not None


_TOKENS = re.compile(r"tok|/ ?1?[ ,]?[mk百千0]|per |百万|токен|トークン")


@cache
def _currency() -> re.Pattern[str]:
    """Currencies that stand free."""
    return re.compile(any_of(word.rstrip("*") for word in _spellings("currency")))


@cache
def _beside_number() -> re.Pattern[str]:
    """Letters that are money only right behind or before a number: 0.6R, 3块, Rp 50."""
    behind, ahead = any_of(_spellings("suffix")), any_of(_spellings("prefix"))
    return re.compile(rf"[\d.〇零一二两三四五六七八九十百千万亿半kwmb] ?{behind}|{ahead} ?\d")


def _spellings(section: str) -> list[str]:
    return [word for found in vocabulary("words")[section].values() for word in found]


@cache
def _recharge() -> re.Pattern[str]:
    words = vocabulary("words")["recharge"]["recharge"]
    return re.compile(any_of(word.rstrip("*") for word in words))
