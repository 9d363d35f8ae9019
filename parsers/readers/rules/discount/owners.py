"""Whose discounts are: names and numbers are paired as they stand, lists in order, what is said
twice is claimed once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from parsers.readers.around import Said, clause
from parsers.readers.lexer.tokens import Scan
from parsers.readers.names import Subject, named
from parsers.readers.rules.discount.cuts import Cut
from parsers.readers.subject import names_near, subject

_SAME = Decimal("0.003")  # "约1.2折（省88%）" says one thing
_BESIDE = 12  # tokens between two wordings of one thing
_NUMBER_FIRST = re.compile(r"[^M]*?n")
_NAME_BEHIND = re.compile(r"f?[.u]{0,2}(?P<name>M)")


def owners(told: Said, cuts: Iterable[Cut]) -> Iterator[tuple[Cut, Subject]]:
    """Each discount with its subject: as many names as discounts are paired in order; a slash list
    that fits no list of names is refused.
    """
    by_row: dict[tuple[int, ...], list[Cut]] = defaultdict(list)
    for cut in _once(told.text, cuts):
        behind = _name_behind(told.text, cut)
        by_row[(behind,) if behind else tuple(names_near(told.text, cut.at))].append(cut)
    for row, group in by_row.items():
        for place, cut in enumerate(group):
            if len(row) == len(group) > 1:
                yield cut, named(told.text, [row[place]])
            elif cut.listed == 1:
                alone = len(row) == 1 and bool(_name_behind(told.text, cut))
                yield cut, named(told.text, list(row)) if alone else subject(told, cut.at)


def _name_behind(scan: Scan, cut: Cut) -> int | None:
    """The name right behind, in a clause that puts numbers first: "5折GPT 7折Claude", "20% off
    Claude and 30% off GPT".
    """
    low, high = clause(scan.shape, cut.at)
    if not _NUMBER_FIRST.match(scan.shape, low, cut.at + 1):
        return None
    found = _NAME_BEHIND.match(scan.shape, cut.last + 1, high)
    return found.start("name") if found else None


def _once(scan: Scan, cuts: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts without those said again right beside: "10% of the official price (90% OFF)"."""
    last: Cut | None = None
    for cut in cuts:
        same = last is not None and abs(cut.off - last.off) < _SAME and cut.listed == 1
        if not (same and last and _is_aside(scan, last, cut)):
            yield cut
        last = cut


def _is_aside(scan: Scan, last: Cut, cut: Cut) -> bool:
    """Whether it stands beside the last one and has no name of its own."""
    between = scan.shape[last.last + 1 : cut.first]
    own = re.split(r"[(,;]", between)[-1]
    return len(between) < _BESIDE and "M" not in own and _name_behind(scan, cut) is None
