"""What one vintage tells otherwise than another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import exp, isclose

from market.trends.cells import Cell
from market.trends.published import Published, Revision

Numbers = Mapping[str, float | None]
_UNTOLD: Numbers = dict.fromkeys(("operators", "mean", "median", "index", "change"))


def revisions(before: Iterable[Published], after: Iterable[Published]) -> list[Revision]:
    """Final numbers that differ, by cell and period, up to where the earlier vintage was final.

    What is provisional in either is no revision. Equal to nine digits is equal: machines differ in
    the last ones.
    """
    first = {(one.cell, one.period): one for one in before}
    until = max((p for (_, p), one in first.items() if _final(one)), default=date.min)
    second = {(one.cell, one.period): one for one in after if one.period <= until}
    found: list[Revision] = []
    for cell, period in sorted(first.keys() | second.keys()):
        pair = first.get((cell, period)), second.get((cell, period))
        if period <= until and all(one is None or _final(one) for one in pair):
            found += _differences(cell, period, *pair)
    return found


def _final(one: Published) -> bool:
    return "provisional" not in one.flags


def _differences(
    cell: Cell, period: date, before: Published | None, after: Published | None
) -> Iterator[Revision]:
    old, new = _numbers(before), _numbers(after)
    for what, value in old.items():
        if not _same(value, new[what]):
            yield Revision(cell, period, what, value, new[what])


def _numbers(one: Published | None) -> Numbers:
    if one is None:
        return _UNTOLD
    return {
        "operators": one.level.operators,
        "mean": one.level.mean,
        "median": one.level.median,
        "index": 100 * exp(one.moved.total) if one.moved else None,
        "change": one.change.log if one.change else None,
    }


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
