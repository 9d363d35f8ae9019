"""Brings the price book up to date: new rows from today on, never an edit of what was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from market.prices.build import Cell
from market.prices.rows import PriceRow


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The book after a refresh, and what is different about it."""

    rows: tuple[PriceRow, ...]
    added: tuple[PriceRow, ...]
    disagreeing: tuple[PriceRow, ...]


def refresh(known: Iterable[PriceRow], fresh: Iterable[PriceRow], on: date) -> Refreshed:
    """``known`` plus a row for every price that ``fresh`` (a newly built book) gives differently.

    A change starts on the day the table states, when that is after the row now in force, else on
    ``on``. A price that follows litellm stays while litellm says so. Rows for days to come are
    taken over as they are. Nothing known is altered or dropped.
    """
    known, fresh = tuple(known), tuple(fresh)
    now = _in_force(known, on)
    added = [
        row for cell, new in _in_force(fresh, on).items() for row in _change(now.get(cell), new, on)
    ]
    starts = {(row.cell, row.valid_from) for row in (*known, *added)}
    coming = [
        row
        for row in fresh
        if row.valid_from and row.valid_from > on and (row.cell, row.valid_from) not in starts
    ]
    added += coming
    disagreeing = tuple(row for row in _in_force(fresh, on).values() if row.disagrees)
    return Refreshed((*known, *added), tuple(added), disagreeing)


def _change(old: PriceRow | None, new: PriceRow, on: date) -> list[PriceRow]:
    if old is None:
        return [new]
    still_so = old.source == "litellm" and old.usd == new.litellm
    if old.usd == new.usd or still_so:
        return []
    stated = (
        new.valid_from if new.valid_from and new.valid_from > (old.valid_from or date.min) else on
    )
    return [replace(new, valid_from=stated)]


def _in_force(rows: Iterable[PriceRow], on: date) -> dict[Cell, PriceRow]:
    force: dict[Cell, PriceRow] = {}
    for row in sorted(rows, key=lambda row: row.valid_from or date.min):
        if row.valid_from is None or row.valid_from <= on:
            force[row.cell] = row
    return force
