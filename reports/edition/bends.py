"""What bends a line without any seller's doing: list prices, currencies, sources, our own hand."""

from collections import Counter, defaultdict
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


def moved_from_outside(observations: Iterable[Observation]) -> Mapping[Cell, tuple[Mark, ...]]:
    """List-price and exchange-rate marks of every wide cell."""
    lists: dict[tuple[Cell, date], list[float]] = defaultdict(list)
    rates: dict[tuple[Cell, date, str], list[float]] = defaultdict(list)
    seen: Counter[tuple[Cell, date]] = Counter()
    for one in observations:
        for cell in wide(one.cell):
            seen[cell, one.period] += 1
            if abs(one.list_step) > _LIST_STEP:
                lists[cell, one.period].append(one.list_step)
            if abs(one.fx_step) > _FX_STEP:
                rates[cell, one.period, one.currency].append(one.fx_step)
    found: dict[Cell, list[Mark]] = defaultdict(list)
    for (cell, period), steps in lists.items():
        # The ratio moves against the list price.
        what = f"list prices {change(-median(steps))} for {len(steps)} of {seen[cell, period]}"
        found[cell].append(Mark(period, "L", f"{what} observations"))
    for (cell, period, currency), steps in rates.items():
        found[cell].append(Mark(period, "FX", f"{currency} per US dollar {change(-median(steps))}"))
    return {cell: tuple(sorted(marks, key=_order)) for cell, marks in found.items()}


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
    first, end = rhythm.periods[0], rhythm.periods[-1] + timedelta(rhythm.days)
    return tuple(sorted((mark for mark in marks if first < mark.on < end), key=_order))


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
        added[known.added_on].append(known.source.name)
    for on, names in added.items():
        told = listed(sorted(names)) if len(names) <= 2 else count(len(names), "source")
        yield Mark(on, "S", f"{told} added to what we read")
