"""What bends a line without any seller's doing: list prices, currencies, sources added by us."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import log

from reports.figures import change, listed
from reports.model import Mark
from reports.yardstick import Yardstick
from storage.views import SourceState

_WEEK = 7
_FX_STEP = 0.02  # a currency that moved more than this within a week


def marks(
    yardstick: Yardstick, cell: tuple[str, str], sources: Iterable[SourceState]
) -> tuple[Mark, ...]:
    """Everything to be marked on one cell's chart, oldest first."""
    found = [*_lists(yardstick, cell), *_rates(yardstick, cell), *_sources(yardstick, sources)]
    return tuple(sorted(found, key=lambda mark: (mark.on, mark.sign, mark.what)))


def _lists(yardstick: Yardstick, cell: tuple[str, str]) -> Iterator[Mark]:
    steps: dict[date, dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (provider, access, model, _), prices in yardstick.lists.items():
        if (provider, access) != cell:
            continue
        for night, (before, now) in zip(yardstick.nights[1:], pairwise(prices), strict=True):
            if before and now and before != now:
                steps[night][round(log(now / before), 4)].add(model)
    for night, by_step in steps.items():
        for step, models in sorted(by_step.items()):
            yield Mark(night, "L", f"list price of {_some(models)} {change(step)}")


def _some(models: set[str]) -> str:
    names = sorted(models)
    return listed(names) if len(names) <= 3 else f"{names[0]} and {len(names) - 1} more models"


def _rates(yardstick: Yardstick, cell: tuple[str, str]) -> Iterator[Mark]:
    for currency in sorted(yardstick.currencies.get(cell, ())):
        rates = yardstick.rates[currency]
        moved = [_week_change(rates, position) for position in range(len(rates))]
        for position, (before, now) in enumerate(pairwise(moved), start=1):
            if abs(now) > _FX_STEP >= abs(before):
                night = yardstick.nights[position]
                yield Mark(night, "FX", f"{currency} per US dollar {change(now)} within a week")


def _week_change(rates: list[Decimal | None], position: int) -> float:
    now, before = rates[position], rates[max(0, position - _WEEK)]
    return log(now / before) if now and before else 0.0


def _sources(yardstick: Yardstick, sources: Iterable[SourceState]) -> Iterator[Mark]:
    first, last = yardstick.nights[0], yardstick.nights[-1]
    added: dict[date, list[str]] = defaultdict(list)
    for known in sources:
        if first < known.added_on <= last:
            added[known.added_on].append(known.source.name)
    for night, names in added.items():
        shown = listed(sorted(names)) if len(names) <= 3 else f"{len(names)} sources"
        yield Mark(night, "S", f"{shown} added to what we read")
