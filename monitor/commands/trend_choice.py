"""Which published numbers a call of ``trend`` is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from market.trends.cells import Cell, parse
from market.trends.published import Published, Vintage
from monitor.house import House
from storage import Unknown

CHANGE = 4  # periods a change is counted over


@dataclass(frozen=True, slots=True)
class Choice:
    """Numbers of the chosen cells, from four periods before ``since``."""

    vintage: Vintage
    periods: tuple[date, ...]  # every one that was told, up to the last day asked for
    cells: tuple[Cell, ...]
    numbers: tuple[Published, ...]
    since: date

    @property
    def one(self) -> Cell | None:
        """The cell, where it is one alone."""
        return self.cells[0] if len(self.cells) == 1 else None

    def shown(self) -> list[Published]:
        """Numbers from ``since`` on."""
        return [one for one in self.numbers if one.period >= self.since]


def vintage_of(house: House, number: int | None) -> Vintage | None:
    """The vintage of that number, or the one in use; None before anything was published.

    Raises Unknown for a number nobody has.
    """
    known = house.store.vintages()
    if number is None:
        return known[-1] if known else None
    for one in known:
        if one.id == number:
            return one
    raise Unknown(f"no vintage {number}; `resalewatch vintages list` shows them")


def chosen(
    house: House,
    vintage: Vintage,
    *,
    cell: str | None,
    only: Mapping[str, str | None],
    since: date | None,
    until: date | None,
    history: bool,
) -> Choice:
    """Of many cells the newest period alone, unless ``history`` or ``since`` asks for more.

    Raises Unknown saying which cells there are.
    """
    cells = _cells(house.store.published_cells(vintage.id), cell, only)
    told = [one.period for one in house.store.published_periods(vintage.id)]
    periods = [period for period in told if period <= (until or date.max)]
    if not periods:
        raise Unknown(f"nothing was published of any period until {until}; the first is {told[0]}")
    _later_than(since, until, periods[-1])
    whole = history or since is not None or len(cells) == 1
    first = since or (date.min if whole else periods[-1])
    earlier = [period for period in periods if period < first][-CHANGE:]
    numbers = house.store.published(
        vintage.id,
        cells=cells if len(cells) <= 100 else (),
        since=earlier[0] if earlier else first,
        until=periods[-1],
    )
    wanted = set(cells)
    return Choice(
        vintage=vintage,
        periods=tuple(periods),
        cells=tuple(cells),
        numbers=tuple(one for one in numbers if one.cell in wanted),
        since=first,
    )


def _later_than(since: date | None, until: date | None, newest: date) -> None:
    """An empty table would look like a market without offers."""
    if since is None or since <= newest:
        return
    if until is not None and until < since:
        raise ValueError(f"no day lies between --since {since} and --until {until}; swap them")
    raise Unknown(f"nothing was published of any period since {since}; the newest is {newest}")


def _cells(known: Sequence[Cell], named: str | None, only: Mapping[str, str | None]) -> list[Cell]:
    if named is not None:
        known = [_named(known, named)]
    asked = {name: value for name, value in only.items() if value is not None}
    found = [one for one in known if all(getattr(one, n) == v for n, v in asked.items())]
    if found:
        return found
    said = " and ".join(f"{name} {value!r}" for name, value in asked.items())
    values = {name: sorted({getattr(one, name) for one in known}) for name in asked}
    there = "; ".join(f"{name}: {', '.join(told)}" for name, told in values.items())
    raise Unknown(f"no published cell has {said}; there are {there}")


def _named(known: Sequence[Cell], named: str) -> Cell:
    try:
        wanted = parse(named)
    except ValueError as problem:
        raise ValueError(f"{problem}; {_suggested(known, named)}") from problem
    if wanted not in known:
        raise Unknown(f"nothing is published of {wanted.short}; {_suggested(known, named)}")
    return wanted


def _suggested(known: Sequence[Cell], named: str) -> str:
    """The cells nearest to what was written, else some there are."""
    spelt = {one.short: one for one in known}
    near = get_close_matches(named, spelt, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    some = sorted(spelt, key=lambda name: (name.count("/"), name))[:5]
    return f"there are {', '.join(some)} …; `resalewatch trend` lists them"
