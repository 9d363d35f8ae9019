"""Whose price a number is: the provider and model it speaks of, by where the names stand."""

import re
from functools import lru_cache

from parsers.readers.around import Said, clause, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.names import Subject, named, row_of_names

_ASIDE = 16  # characters behind a name
_EXCEPTED = re.compile(
    r"[^\n,，。;；()]{0,10}?(?:除外|不含|更[低猛便狠]|另[议计]|even (?:less|lower)|except|excluded)"
)
_MANY = 2000  # tokens; a longer listing names everybody anyway


def subject(told: Said, at: int) -> Subject:
    """What the number at this token speaks of: the nearest name in its clause, before it rather
    than behind; else one carried over in its line; else what the whole listing or its head speaks
    of.
    """
    near = names_near(told.text, at)
    return named(told.text, near) if near else of_listing(told)


def of_listing(told: Said) -> Subject:
    """What the listing speaks of as a whole; nobody where neither it nor its head names one."""
    return whole(told.text.folded.original) or whole(told.head.folded.original) or Subject()


def names_near(scan: Scan, at: int) -> list[int]:
    """Places of the names the number at this token stands with; empty when its line has none."""
    place = _in_clause(scan, at)
    if place is None:
        place = _in_line(scan, at)
    return [] if place is None else row_of_names(scan, place)


def _in_clause(scan: Scan, at: int) -> int | None:
    low, high = clause(scan.shape, at)
    ahead = scan.shape.rfind("M", low, at)
    if ahead >= 0:
        return ahead
    behind = scan.shape.find("M", at + 1, high)
    # "0.8R 一刀（az 0.3R）": what stands in brackets has a number of its own
    blocked = "(" in scan.shape[at + 1 : max(behind, at + 1)]
    return behind if behind >= 0 and not blocked else None


def _in_line(scan: Scan, at: int) -> int | None:
    """A name carried over from an earlier clause; else a later one that has no number itself."""
    low, high = clause(scan.shape, at)
    begin, end = line(scan.shape, at)
    earlier = scan.shape.rfind("M", begin, low)
    if earlier >= 0:
        return earlier
    later = scan.shape.find("M", high, end)
    while later >= 0 and (_has_number(scan, later) or _is_excepted(scan, later)):
        later = scan.shape.find("M", later + 1, end)
    return later if later >= 0 else None


def _has_number(scan: Scan, name: int) -> bool:
    """Whether an amount stands in the clause of this name: then it is that amount's name."""
    low, high = clause(scan.shape, name)
    return any(kind in scan.shape[low:high] for kind in "nm")


@lru_cache(maxsize=8)
def whole(text: str) -> Subject | None:
    """What a text as a whole speaks of; None when it names nobody."""
    scan = scan_of(text)
    found = [at for at, kind in enumerate(scan.shape[:_MANY]) if kind == "M"]
    meant = [at for at in found if not _is_excepted(scan, at)]
    return named(scan, meant) if meant else None


def _is_excepted(scan: Scan, at: int) -> bool:
    """Whether the name is one that differs from the rest: "（GPT 系列更低）", "Claude 除外"."""
    low, high = scan.tokens[at].end, min(scan.tokens[at].end + _ASIDE, len(scan.folded.text))
    return _EXCEPTED.match(scan.folded.text, low, high) is not None
