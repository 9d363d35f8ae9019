"""One look at a listing before anything is cut into tokens: which readers can find anything in it
at all. It may say yes in vain, never no: most of what people write offers nothing, and is done
with here.
"""

import re
from enum import Flag, auto
from functools import cache

import re2

from parsers.readers.fold import fold
from parsers.readers.looks import patterns
from parsers.readers.words import table


class Look(Flag):
    """What may be found. The last four are what a number needs to mean money."""

    NUMBERS = auto()
    CONTACT = auto()
    PAYMENT = auto()
    SUPPLY = auto()
    NUMERAL = auto()  # a number at all
    TRADE = auto()  # a word of this trade
    BESIDE = auto()  # a number with a unit at its side
    APART = auto()  # a number whose unit may stand elsewhere: a row, a rate, a half


_READ = Look.CONTACT | Look.PAYMENT | Look.SUPPLY
_EVERYTHING = ~Look(0)

# Left out by folding, too; here without regard to what it separates.
_NOISE = re.compile("[*_`~\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\u0300-\u036f]")
_BLANKS = "\u00a0\u202f\u2009\u2007\u3000\t\r"


def look(text: str, context: str = "", title: str = "") -> Look:
    """What may be found in the text of a listing under this heading."""
    seen = _seen(_loosely(text))
    found = seen & _READ | (Look.CONTACT if "<" in text else Look(0))
    return found | Look.NUMBERS if _can_be_money(seen, context, title) else found


def may_hold(seen: Look, kind: str) -> bool:
    """Whether a reader of this kind may find anything; one no pattern is known for always may."""
    needed = Look.__members__.get(kind.upper())
    return needed is None or needed in seen


def _can_be_money(seen: Look, context: str, title: str) -> bool:
    """Whether a number stands with a unit, and the listing or its heading is of the trade."""
    if Look.NUMERAL not in seen and Look.APART not in seen:
        return False
    needs = (Look.TRADE not in seen) or not seen & (Look.BESIDE | Look.APART)
    if needs and (context or title):
        seen |= _seen(_loosely(f"{context}\n{title}")) & (Look.TRADE | Look.APART)
    return Look.TRADE in seen and bool(seen & (Look.BESIDE | Look.APART))


def _loosely(text: str) -> str:
    """Folded as far as a look needs it: in one spelling, positions lost."""
    if "<" in text or "&" in text:
        return fold(text).text.replace(". ", "\n")
    plain = _NOISE.sub("", text.lower()).replace(". ", "\n")
    return plain if plain.isascii() or not _odd().search(plain) else plain.translate(_signs())


@cache
def _signs() -> dict[int, str]:
    """Look-alikes of letters, digits and Chinese signs; punctuation stays as it is."""
    even = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    even |= {ord(mark): " " for mark in _BLANKS}
    even |= {ord(one): other for one, other in table("signs").items()}
    return {code: sign for code, sign in even.items() if sign.isalnum() or sign in " $%¥x|."}


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _signs())))}]")


def _seen(plain: str) -> Look:
    """Every pattern that fits somewhere, in one pass."""
    searched, order = _searched()
    fitting = searched.Match(plain.encode("utf-8", "replace")) or ()
    if plain and _ALWAYS not in fitting:
        return _EVERYTHING  # the pass was given up: out of memory
    seen = Look(0)
    for at in fitting:
        seen |= order[at]
    return seen


_ALWAYS = 0  # the place of a pattern that any text fits
_MEMORY = 64 << 20  # bytes RE2 may take at most; it takes what the texts need


@cache
def _searched() -> tuple[re2.Set, tuple[Look, ...]]:
    options = re2.Options()
    options.max_mem, options.log_errors = _MEMORY, False
    known = patterns()
    searched = re2.Set.SearchSet(options)
    for pattern in ("(?s:.)", *known.values()):
        searched.Add(pattern)
    searched.Compile()
    return searched, (Look(0), *(Look[name] for name in known))
