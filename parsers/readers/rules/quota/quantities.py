"""Amounts with what they count: money, tokens, requests, credits, points, percent. What they mean
(a gift, a quota, a price) is for the rules to say.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from parsers.readers.facts import found
from parsers.readers.lexer.numbers import number
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.text.words import any_of, vocabulary

# "$3", "¥300 站内额度"; "1M free tokens", "200请求", "300 站内刀", "1000 credits"; "20%", "%20" as
# Turkish writes it; "1M tokens", which is one token of the lexer
_QUANTITY = re.compile(
    r"(?P<money>m)(?P<site>e?)|(?P<count>n)(?P<between>[bMi.]{0,2})(?P<what>[euv])"
    r"|(?P<share>n)%|%(?P<turkish>n)|(?P<mega>t)"
)
_COUNTED = {"call": "requests", "image": "images"}
_FEWEST_TOKENS = 1000  # "3 API tokens" are keys
_SO_MANY = re.compile(r"(?:1|一|百万).{1,20}(?:tok|токен|トークン|토큰)")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_CREDITS = re.compile(r"credit|kredit|кредит|クレジット|点数|crédit|guthaben")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something: the place of its number, and its first and last token."""

    at: int
    first: int
    last: int
    amount: Decimal
    unit: str | None
    free: bool = False  # a word for a gift stands inside: "1M free tokens"


def quantities(scan: Scan) -> tuple[Quantity, ...]:
    """Every amount of which the text says what it counts, from left to right."""
    return _quantities(scan.folded.original)


@lru_cache(maxsize=8)
def _quantities(text: str) -> tuple[Quantity, ...]:
    scan = scan_of(text)
    return tuple(sorted([*_counted(scan), *_multitudes(scan)], key=lambda one: one.first))


def _counted(scan: Scan) -> Iterator[Quantity]:
    for match in found(_QUANTITY, scan):
        name = next(name for name in _UNITS if match[name] is not None)
        read = _UNITS[name](scan, match)
        if read is not None and read[0] > 0:
            free = "b" in (match["between"] or "")
            yield Quantity(match.start(name), match.start(), match.end() - 1, *read, free=free)


def _money(scan: Scan, match: re.Match[str]) -> tuple[Decimal, str] | None:
    token = scan.tokens[match.start("money")]
    site = scan.tokens[match.start("site")] if match["site"] else None
    if token.amount is None:
        return None
    # A relay's dollars are credit; ¥14600 of it are units of the site's own.
    own = site is not None and site.value == "site_credit"
    own = own and site is not None and (token.value == "CNY" or not site.text.endswith("额度"))
    return token.amount, "site_credit" if own else token.value.lower()


def _count(scan: Scan, match: re.Match[str]) -> tuple[Decimal, str] | None:
    token, what = scan.tokens[match.start("count")], scan.tokens[match.start("what")]
    # What is counted has no decimals: 20.000 tokens are twenty thousand.
    amount = number(token.text, "VND") if _DOTTED.fullmatch(token.text) else token.amount
    unit = _unit(what, amount or Decimal(0))
    short = unit == "tokens" and (amount or 0) < _FEWEST_TOKENS
    far = unit not in ("tokens", "requests") and match["between"] not in ("", "b")
    return None if unit is None or amount is None or short or far else (amount, unit)


def _unit(what: Token, amount: Decimal) -> str | None:
    if what.kind == "e":
        return what.value
    if what.kind == "v":  # "10 亿额度" can only be of tokens
        if _CREDITS.search(what.text):
            return "credits"
        return "tokens" if amount >= 10**6 and what.text == "额度" else None
    return _COUNTED.get(what.value)


def _share(scan: Scan, match: re.Match[str]) -> tuple[Decimal, str] | None:
    return _percent(scan.tokens[match.start("share")])


def _turkish(scan: Scan, match: re.Match[str]) -> tuple[Decimal, str] | None:
    sign, token = scan.tokens[match.start()], scan.tokens[match.start("turkish")]
    return _percent(token) if sign.end == token.start else None


def _percent(token: Token) -> tuple[Decimal, str] | None:
    return None if token.amount is None else (token.amount, "percent")


def _mega(scan: Scan, match: re.Match[str]) -> tuple[Decimal, str] | None:
    """ "1M tokens", "百万 token": an amount, unless it says that it is what a price is for."""
    token = scan.tokens[match.start("mega")]
    if not _SO_MANY.match(token.text.strip()):
        return None
    return Decimal(10**6 if token.amount == 1 else 10**3), "tokens"


_UNITS = {"money": _money, "count": _count, "share": _share, "turkish": _turkish, "mega": _mega}


def _multitudes(scan: Scan) -> Iterator[Quantity]:
    starts = [token.start for token in scan.tokens]
    for match in _words().finditer(scan.folded.text):
        first, last = (bisect_left(starts, match.start(name)) for name in ("first", "tokens"))
        if first == len(starts) or starts[first] != match.start("first"):
            continue  # "5 million tokens" is a number of the lexer
        many, scale = match["many"], match["scale"]
        amount = Decimal(_numbers()[many] if many else 1) * _numbers()[scale]
        yield Quantity(first, first, last, amount, "tokens")


@cache
def _numbers() -> dict[str, int]:
    named = vocabulary("multitudes").values()
    return {word: int(value) for by in named for value, found in by.items() for word in found}


@cache
def _words() -> re.Pattern[str]:
    """ "hundreds of billions of tokens" and the like."""
    many, scale = (
        any_of(word for found in vocabulary("multitudes")[section].values() for word in found)
        for section in ("many", "scale")
    )
    of = r" (?:of |de |d')?"
    return re.compile(
        rf"(?P<first>\b(?:(?P<many>{many}){of})?(?P<scale>{scale}))\b{of}"
        r"(?P<tokens>tokens?|токен\w{0,3}|トークン)"
    )
