"""Multipliers (倍率) as written, with the group they belong to; cache ratios, plan tiers, sizes and
comparisons are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Multiplier
from market.types import Fact
from parsers.readers.around import clause, is_struck
from parsers.readers.facts import LIKELY, SURE, fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.names import Subject, named, row_of_names
from parsers.readers.rules.ratio.factors import Factor, factors
from parsers.readers.rules.ratio.pools import pooled
from parsers.readers.rules.ratio.tiers import is_former, means_otherwise
from parsers.readers.rules.table.row_subject import Cells
from parsers.readers.subject import names_near, subject

READER = "multiplier/2"

_RUN = re.compile(r"nx{0,2}(?:/nx{0,2}){0,20}")
# the name before the word for group, or right behind it: "claude-max 分组 1.4", "分组：vip 0.8"
_GROUP_WORD = re.compile(r"组|group|tier", re.IGNORECASE)  # without one, do not even look
_GROUP = re.compile(
    r"(?:(?P<a>[a-z][\w.+-]*(?: [a-z\d][\w.+-]*){1,3}|\w[\w.+-]*?) ?(?:分组|组|group|tier)"
    r"|(?:分组|group|tier)[:：\s]\s*(?P<b>\w[\w.+-]*))(?:\s?(?:倍率|multiplier))?[^\w,，;；、|]{0,3}$",
    re.IGNORECASE,
)
# the number that another has taken the place of: "官转分组 2.4→"
_CHANGED = re.compile(r"[\d.]{1,9}\s?(?:→|->|=>)\s?$")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Billing multipliers stated in words."""
    scan, cells = ledger.told.text, Cells(ledger.told)
    for one in _surest([*factors(scan), *pooled(ledger.told)]):
        if not ledger.free(one.at) or means_otherwise(scan, one):
            continue
        if is_former(scan, one):
            ledger.take("former", one.at)
        elif (about := _whose(ledger, cells, one)) is not None:
            yield multiplier_of(ledger, one.at, one.first, one.last, about=about)


def _surest(every: list[Factor]) -> list[Factor]:
    """Each number once, in the order of the text; the word for multiplier says more than an "x"."""
    by_place = {one.at: one for one in sorted(every, key=lambda one: one.worded)}
    return [by_place[at] for at in sorted(by_place)]


def _whose(ledger: Ledger, cells: Cells, one: Factor) -> Subject | None:
    """The name of the number; in a slash list that of the same place, None where lists differ."""
    scan = ledger.told.text
    numbers = _joined(scan, one.at)
    row = names_near(scan, numbers[0])
    if len(numbers) > 1 and len(row) > 1:
        fits = len(numbers) == len(row)
        return named(scan, [row[numbers.index(one.at)]]) if fits else None
    behind = _name_behind(scan, one)
    if behind:
        return named(scan, row_of_names(scan, behind))
    low, high = clause(scan.shape, one.at)
    here = "M" in scan.shape[low:high]
    return (None if here else cells.subject(one.at)) or subject(ledger.told, one.at)


def _joined(scan: Scan, at: int) -> list[int]:
    """Places of the numbers listed with this one: "0.8x / 0.2x / 0.1x"."""
    low, high = clause(scan.shape, at)
    runs = _RUN.finditer(scan.shape, low, high)
    run = next((run for run in runs if run.start() <= at < run.end()), None)
    return [n for n in range(*run.span()) if scan.shape[n] == "n"] if run else [at]


def _name_behind(scan: Scan, one: Factor) -> int | None:
    """The name right behind the number, where the one ahead of it belongs to another number:
    "0.15x Grok 0.25x Gemini".
    """
    low, high = clause(scan.shape, one.at)
    behind = scan.shape.find("M", one.last + 1, min(high, one.last + 3))
    ahead = scan.shape.rfind("M", low, one.first)
    taken = ahead >= 0 and scan.shape[max(low, ahead - 1) : ahead] == "x"
    leads = "n" in scan.shape[low : scan.shape.find("M", low)]  # the list begins with a number
    return behind if behind >= 0 and taken and leads else None


def multiplier_of(
    ledger: Ledger,
    at: int,
    first: int,
    last: int,
    group: str | None = None,
    about: Subject | None = None,
) -> Fact:
    """The number at this token as a multiplier, quoted with the tokens ``first`` to ``last``.
    ``group``: that of its table's row, "" where the row names none; None outside tables.
    """
    ledger.take("multiplier", at)
    scan = ledger.told.text
    about = about or subject(ledger.told, at)
    start = scan.folded.where(scan.tokens[at].start, scan.tokens[at].end)[0]
    value = Multiplier(
        scan.tokens[at].amount or Decimal(0),
        group=_group(scan.folded.original[max(0, start - 60) : start]) if group is None else group,
        provider=about.provider,
        model=about.model,
        withdrawn=is_struck(scan, at),
    )
    return fact(scan, first, last, value, READER, SURE if group is None else LIKELY)


def _group(words: str) -> str:
    named = _GROUP.search(_CHANGED.sub("", words)) if _GROUP_WORD.search(words) else None
    return (named["a"] or named["b"]) if named else ""
