"""One look at a listing before anything is cut into tokens: which readers can find anything in it
at all. It may say yes in vain, never no: most of what people write offers nothing, and is done
with here.
"""

import re
from enum import Flag, auto
from functools import cache

import re2

from parsers.readers.look_patterns import patterns
from parsers.readers.text.fold import SIGNS, fold


class Seen(Flag):
    """What may be found; the last four say whether a number can mean money."""

    NUMBERS = auto()
    CONTACT = auto()
    PAYMENT = auto()
    SUPPLY = auto()
    TERMS = auto()
    STOCK = auto()
    SOLD = auto()
    NUMERAL = auto()  # a number at all
    TRADE = auto()  # a word of this trade
    BESIDE = auto()  # a number with a unit at its side
    APART = auto()  # a number whose unit may stand elsewhere: a row, a rate, a half


_BY_ITSELF = Seen.CONTACT | Seen.SUPPLY
_READ = _BY_ITSELF | Seen.PAYMENT | Seen.TERMS | Seen.STOCK | Seen.SOLD
_NUMBER = Seen.NUMERAL | Seen.APART
_UNIT = Seen.BESIDE | Seen.APART
_EVERYTHING = ~Seen(0)

# Left out by folding, too; here without regard to what it separates.
_NOISE = re.compile("[*_`~\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\u0300-\u036f]")


def glance(text: str, context: str = "", title: str = "") -> Seen:
    """What may be found in the text of a listing under this heading. A number means money beside
    a unit only, and it, payments, terms and stock count only where this trade is spoken of at all.
    """
    seen = _seen(_loosely(text)) | (Seen.CONTACT if "<" in text else Seen(0))
    if (context or title) and not (Seen.TRADE in seen and seen & _UNIT):
        seen |= _seen(_loosely(f"{context}\n{title}")) & (Seen.TRADE | Seen.APART)
    if Seen.TRADE not in seen:
        return seen & _BY_ITSELF
    return seen & _READ | (Seen.NUMBERS if seen & _NUMBER and seen & _UNIT else Seen(0))


def may_hold(seen: Seen, kind: str) -> bool:
    """Whether a reader of this kind may find anything; one no pattern is known for always may."""
    needed = Seen.__members__.get(kind.upper())
    return needed is None or needed in seen


def _loosely(text: str) -> str:
    """Folded as far as a look needs it: in one spelling, positions lost."""
    if "<" in text or "&" in text:
        return fold(text).text.replace(". ", "\n")
    plain = _NOISE.sub("", text.lower()).replace(". ", "\n")
    return plain if plain.isascii() or not _odd().search(plain) else plain.translate(_signs())


@cache
def _signs() -> dict[int, str]:
    """Look-alikes of letters, digits and Chinese signs; punctuation stays as it is."""
    return {code: sign for code, sign in SIGNS.items() if sign.isalnum() or sign in " $%¥x|."}


@cache
def _odd() -> re.Pattern[str]:
    """Any of these signs. One class of all would be searched sign by sign: those beyond the basic
    plane are one range.
    """
    near = "".join(chr(code) for code in _signs() if code < _BEYOND)
    far = [code for code in _signs() if code >= _BEYOND]
    return re.compile(f"[{re.escape(near)}{chr(min(far))}-{chr(max(far))}]")


_BEYOND = 0x10000


def _seen(plain: str) -> Seen:
    """Every pattern that fits somewhere, in one pass."""
    searched, order = _searched()
    fitting = searched.Match(plain.encode("utf-8", "replace")) or ()
    if plain and _ALWAYS not in fitting:
        return _EVERYTHING  # the pass was given up: out of memory
    seen = Seen(0)
    for at in fitting:
        seen |= order[at]
    return seen


_ALWAYS = 0  # the place of a pattern that any text fits
_MEMORY = 64 << 20  # bytes RE2 may take at most; it takes what the texts need


@cache
def _searched() -> tuple[re2.Set, tuple[Seen, ...]]:
    options = re2.Options()
    options.max_mem, options.log_errors = _MEMORY, False
    known = patterns()
    searched = re2.Set.SearchSet(options)
    for pattern in ("(?s:.)", *known.values()):
        searched.Add(pattern)
    searched.Compile()
    return searched, (Seen(0), *(Seen[name] for name in known))
