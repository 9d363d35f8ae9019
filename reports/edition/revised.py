"""What the newest vintage tells differently from the one before it."""

from collections.abc import Sequence
from datetime import date

from market.trends.published import Published, Revision, Vintage
from reports.edition.model import index_of
from reports.memory import History

_SAME = 1e-9


def revisions(memory: History, vintages: Sequence[Vintage], until: date) -> list[Revision]:
    """Medians and indices of finished periods that both vintages tell, by cell and period."""
    if len(vintages) < 2 or vintages[-1].periods != vintages[-2].periods:
        return []
    old, new = (
        {(one.cell, one.period): one for one in memory.published(vintage.id, until=until)}
        for vintage in vintages[-2:]
    )
    found = []
    for key in sorted(old.keys() & new.keys()):
        if "provisional" not in old[key].flags:
            found += _differences(old[key], new[key])
    return found


def _differences(old: Published, new: Published) -> list[Revision]:
    told = (
        ("median", old.level.median, new.level.median),
        ("index", index_of(old.moved), index_of(new.moved)),
    )
    return [
        Revision(new.cell, new.period, what, before, after)
        for what, before, after in told
        if not _same(before, after)
    ]


def _same(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return abs(before - after) <= _SAME * max(abs(before), 1.0)
