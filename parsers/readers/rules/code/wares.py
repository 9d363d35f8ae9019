"""What a shop's row sells: an account, an upgrade of the buyer's own, a key; for how long; and that
it is access to a model at all, not a book about one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.tokens import Scan, scan
from parsers.readers.names import Subject, named, row_of_names
from parsers.readers.rules.code.keys import key
from parsers.readers.rules.price.units import period, period_in
from parsers.readers.text.fold import fold
from parsers.readers.text.spellings import free
from parsers.readers.text.words import vocabulary

_ACCESS = {"key": "api_key", "subscription": "subscription", "account": "account"}
_CODE = re.compile(r"[-_. ](?P<many>\d{0,3})(?P<unit>mo|m|months?|y|years?|d|days?|w|weeks?)$")
_UNITS = {"m": "month", "y": "year", "d": "day", "w": "week"}
_TEXT = 600  # characters of a description that say what is sold


@dataclass(frozen=True, slots=True)
class Ware:
    """Whose access is sold, how the buyer gets it, and for how long ("" where it is not said)."""

    subject: Subject
    access: str
    lasts: str

    @property
    def per(self) -> str:
        """What one price is for."""
        return self.lasts or ("key" if self.access == "api_key" else "account")


def sold_as(
    names: Sequence[str],
    codes: Sequence[str],
    brands: Sequence[str],
    texts: Sequence[str],
    above: str,
) -> Ware | None:
    """What a row with these names, codes, categories and descriptions sells; None where it is no
    access to a model we follow. Where it names nobody, the words above the listing may.
    """
    told = scan(" ; ".join((*names, *(_CODE_MARKS.sub(" ", code) for code in codes))))
    words = fold(" ; ".join((*names, *codes, *brands))).text
    if _said("other").search(words):
        return None
    unnamed = texts if not (names or codes or brands) else [above] if _access(words) else []
    about = next(filter(None, map(_subject, (told, *map(scan, (*brands, *unnamed))))), None)
    access = _access(words) or _access(fold(" ; ".join(texts)[:_TEXT]).text)
    if about is None or not (access or any(map(_has_plan, (told, *map(scan, brands))))):
        return None
    if access == "api_key" and not _said("key").search(words):
        access = "account"  # a seat that has a key as well
    return Ware(about, access or "account", _lasts(told, codes, names, texts))


def _has_plan(told: Scan) -> bool:
    return any(token.kind == "M" and is_plan(token.text) for token in told.tokens)


_CODE_MARKS = re.compile(r"[-_]")


def _subject(told: Scan) -> Subject | None:
    at = told.shape.find("M")
    return named(told, row_of_names(told, at)) if at >= 0 else None


def _access(words: str) -> str:
    return next((_ACCESS[kind] for kind in _ACCESS if _said(kind).search(words)), "")


@cache
def _said(kind: str) -> re.Pattern[str]:
    return re.compile(free(vocabulary("fields")["ware"][kind]))


def _lasts(told: Scan, codes: Sequence[str], names: Sequence[str], texts: Sequence[str]) -> str:
    """By its name, the end of its code ("claude-pro-1m"), or months its description counts."""
    if lasts := period_in(told, 0, len(told.tokens)):
        return lasts
    for code in (*codes, *names):
        if found := _CODE.search(code.lower()):
            return period(_UNITS[found["unit"][0]], scan(found["many"] or "1").tokens[0].amount)
    return counted(scan(" ; ".join(texts)[:_TEXT]))


def counted(told: Scan) -> str:
    """Months or years that a description counts: "на 1 месяц", "Dura 30 días"; no warranty."""
    for at, kind in enumerate(told.shape):
        if kind == "p" and told.shape[max(at - 1, 0)] == "n":
            lasts = period_in(told, at, at + 1)
            if lasts.endswith(("month", "months")):
                return lasts
    return ""


def lasting(written: str, unit: str) -> str:
    """A duration field: "30" of days, "1 month", "monthly"; a bare number is of months or days."""
    told = scan(written[:40])
    if lasts := period_in(told, 0, len(told.tokens)) or key(written.strip()).period:
        return lasts
    many = told.tokens[0].amount if told.shape == "n" else None
    if many is None or many <= 0 or many != many.to_integral_value():
        return ""
    return period(unit or ("month" if many <= _MONTHS else "day"), many)


_MONTHS = 24  # a bare number up to this is of months
