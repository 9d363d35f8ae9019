"""Whose discounts are: names and numbers are paired as they stand, lists in order, what is said
twice is claimed once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from parsers.readers.around import Said
from parsers.readers.names import Subject, named
from parsers.readers.rules.cuts import Cut
from parsers.readers.subject import names_near, subject

_SAME = Decimal("0.003")  # "约1.2折（省88%）" says one thing
_BESIDE = 12  # tokens between two wordings of one thing


def owners(told: Said, cuts: Iterable[Cut]) -> Iterator[tuple[Cut, Subject]]:
    """Each discount with its subject: as many names as discounts are paired in order; a slash list
    that fits no list of names is refused.
    """
    by_row: dict[tuple[int, ...], list[Cut]] = defaultdict(list)
    for cut in _once(cuts):
        by_row[tuple(names_near(told.text, cut.at))].append(cut)
    for row, group in by_row.items():
        for place, cut in enumerate(group):
            if len(row) == len(group) > 1:
                yield cut, named(told.text, [row[place]])
            elif cut.listed == 1:
                yield cut, subject(told, cut.at)


def _once(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts without those said again right beside: "10% of the official price (90% OFF)"."""
    last: Cut | None = None
    for cut in cuts:
        again = last is not None and cut.first - last.last < _BESIDE and cut.listed == 1
        if not (again and last and abs(cut.off - last.off) < _SAME):
            yield cut
        last = cut
