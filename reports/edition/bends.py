"""What bends a line without any seller's doing: list prices, currencies, sources, our own hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Vintage
from reports.edition.beneath import wide
from reports.edition.model import Rhythm
from reports.figures import change, count, listed
from reports.model import Mark
from storage.views import Run, SourceState

_LIST_STEP = 0.005  # log points: less is rounding
_FX_STEP = 0.02  # within one period


def moved_from_outside(
    observations: Iterable[Observation], rhythm: Rhythm
) -> Mapping[Cell, tuple[Mark, ...]]:
    """List-price and exchange-rate marks of every wide cell, from observations by period."""
    lists: dict[tuple[Cell, date], list[float]] = defaultdict(list)
    rates: dict[tuple[Cell, date, str], list[float]] = defaultdict(list)
    for before, now in _pairs(observations, rhythm):
        listed, rated = now.list_part - before.list_part, now.fx_part - before.fx_part
        for cell in wide(now.cell):
            lists[cell, now.period].append(listed)
            if now.currency == before.currency:
                rates[cell, now.period, now.currency].append(rated)
    found: dict[Cell, list[Mark]] = defaultdict(list)
    for (cell, period), steps in lists.items():
        found[cell] += _listed(period, steps)
    for (cell, period, currency), steps in rates.items():
        if abs(median(steps)) > _FX_STEP:
            what = f"{currency} per US dollar {change(-median(steps))}"
            found[cell].append(Mark(period, "FX", what))
    return {cell: tuple(sorted(marks, key=_order)) for cell, marks in found.items()}


def _pairs(
    observations: Iterable[Observation], rhythm: Rhythm
) -> Iterator[tuple[Observation, Observation]]:
    """Successive periods of one channel in one leaf."""
    last: dict[tuple[str, Cell], Observation] = {}
    for one in observations:
        before = last.get((one.channel, one.cell))
        if before and (one.period - before.period).days == rhythm.days:
            yield before, one
        last[one.channel, one.cell] = one


def _listed(period: date, steps: list[float]) -> Iterator[Mark]:
    moved = [step for step in steps if abs(step) > _LIST_STEP]
    if moved:
        # The share of list moves against the list price.
        what = f"list prices {change(-median(moved))} for {len(moved)} of {len(steps)} offers"
        yield Mark(period, "L", what)


def of_our_own(
    runs: Iterable[Run],
    sources: Iterable[SourceState],
    vintages: Iterable[Vintage],
    rhythm: Rhythm,
) -> tuple[Mark, ...]:
    """What we changed ourselves: the program, the method, where we look."""
    marks = [*_programs(runs), *_vintages(vintages), *_sources(sources)]
    if not rhythm.periods:
        return ()
    # Within the first period nothing was there before that it could have bent.
    begin, end = (rhythm.periods[at] + timedelta(rhythm.days) for at in (0, -1))
    return tuple(sorted((mark for mark in marks if begin <= mark.on < end), key=_order))


def _order(mark: Mark) -> tuple[date, str, str]:
    return mark.on, mark.sign, mark.what


def _programs(runs: Iterable[Run]) -> Iterator[Mark]:
    for before, now in pairwise(sorted(runs, key=lambda run: run.on)):
        if before.code_version != now.code_version:
            what = f"program and parsers {before.code_version} → {now.code_version}"
            yield Mark(now.on, "P", what)


def _vintages(vintages: Iterable[Vintage]) -> Iterator[Mark]:
    for before, now in pairwise(vintages):
        if before.method != now.method:
            yield Mark(now.made_on, "M", f"method {before.method} → {now.method}")


def _sources(sources: Iterable[SourceState]) -> Iterator[Mark]:
    added: dict[date, list[str]] = defaultdict(list)
    for known in sources:
        if known.origin == "operator":  # what a night discovers is a night's work
            added[known.added_on].append(known.source.name)
    for on, names in added.items():
        told = listed(sorted(names)) if len(names) <= 2 else count(len(names), "source")
        yield Mark(on, "S", f"{told} added to what we read")
