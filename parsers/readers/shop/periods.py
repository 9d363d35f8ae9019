"""How long something lasts, where a period stands beside it: "质保30天", "30-day warranty"."""

import re
from functools import cache
from typing import NamedTuple

from parsers.readers.lexer.numbers import CHINESE, NUMBER, chinese, number
from parsers.readers.text.words import vocabulary, whole

_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_LONGEST = 10_000  # days; more is no period anybody warrants


class Period(NamedTuple):
    """A period and its place in the folded words."""

    start: int
    end: int
    days: int


def period_beside(words: str, start: int, end: int) -> Period | None:
    """The period that belongs to the words from ``start`` to ``end``: behind rather than before."""
    found = _behind().match(words, end, end + 40)
    return _read(found or _before().search(words, max(0, start - 30), start))


def _read(found: re.Match[str] | None) -> Period | None:
    if found is None:
        return None
    written = found["many"]
    many = number(written) if written[0].isdigit() else chinese(written)
    days = int((many or 0) * _DAYS[found.lastgroup or ""])
    return Period(found.start("many"), found.end(), days) if 0 < days < _LONGEST else None


@cache
def _period() -> str:
    spelled = vocabulary("words")["period"]
    ways = [
        f"(?P<{name}>{whole(tuple(word.rstrip('*') for word in spelled[name]))})" for name in _DAYS
    ]
    return rf"(?P<many>{NUMBER}|{CHINESE}{{1,4}}) ?-?个?(?:{'|'.join(ways)})"


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?: ?[:=] ?|[^\d,，、;|:]{{0,16}}?){_period()}")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{_period()}[^\d,，、;|]{{0,8}}\Z")
