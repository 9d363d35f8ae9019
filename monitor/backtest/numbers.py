"""Published index and levels against the true ones, in log points. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from statistics import median

from market.statistics.intervals import Interval, wilson
from market.trends.cells import Cell
from market.trends.published import Published
from monitor.backtest.truth import Number, Truth

BASE = 4  # periods that both have are set to 100 together: a base is a choice, no finding

WRITTEN = 1e-6  # log points: a truth is written with so many digits


@dataclass(frozen=True, slots=True)
class IndexScore:
    """An index beside the true one: errors in log points over the periods that both have.

    ``covered``: the share of the intervals published with a change that hold the true change.
    """

    cell: Cell
    periods: int  # of the truth, among those played
    published: int  # of these
    rmse: float | None
    end_bias: float | None  # at the last period that both have
    worst: float | None
    covered: Interval | None
    intervals: int


@dataclass(frozen=True, slots=True)
class LevelScore:
    """A published median beside the true one: the median absolute error in log points."""

    cell: Cell
    periods: int
    published: int
    error: float | None


def index_scores(truth: Truth, published: Iterable[Published]) -> list[IndexScore]:
    """Every cell whose true index is told, in the order of the cells."""
    rows = list(published)
    played = sorted({one.period for one in rows})
    return [
        _index_score(cell, known, [one for one in rows if one.cell == cell], played)
        for cell, known in _by_cell(truth.numbers, "index", played)
    ]


def level_scores(truth: Truth, published: Iterable[Published]) -> list[LevelScore]:
    """Every cell whose true median is told, in the order of the cells."""
    rows = list(published)
    played = sorted({one.period for one in rows})
    return [
        _level_score(cell, known, [one for one in rows if one.cell == cell])
        for cell, known in _by_cell(truth.numbers, "level", played)
    ]


def _by_cell(
    numbers: Iterable[Number], what: str, played: Sequence[date]
) -> list[tuple[Cell, Mapping[date, float]]]:
    """Logs of the true values by period, of the periods that were played."""
    cells: dict[Cell, dict[date, float]] = {}
    for one in numbers:
        if one.what == what and one.period in played:
            cells.setdefault(one.cell, {})[one.period] = log(one.value)
    return sorted(cells.items())


def _index_score(
    cell: Cell, known: Mapping[date, float], rows: Sequence[Published], played: Sequence[date]
) -> IndexScore:
    ours = {one.period: one.moved.total for one in rows if one.moved is not None}
    both = sorted(ours.keys() & known.keys())
    apart = [ours[period] - known[period] for period in both]
    base = apart[:BASE]
    errors = [one - sum(base) / len(base) for one in apart]
    held = [one for one in (_held(row, known, played) for row in rows) if one is not None]
    return IndexScore(
        cell=cell,
        periods=len(known),
        published=len(both),
        rmse=sqrt(sum(one * one for one in errors) / len(errors)) if errors else None,
        end_bias=errors[-1] if errors else None,
        worst=max(errors, key=abs) if errors else None,
        covered=wilson(sum(held), len(held)) if held else None,
        intervals=len(held),
    )


def _held(row: Published, known: Mapping[date, float], played: Sequence[date]) -> bool | None:
    """Whether the interval of a change holds the true one; None where either is not told."""
    change = row.change
    if change is None or change.low is None or change.high is None:
        return None
    before = played.index(row.period) - change.periods
    if before < 0 or row.period not in known or played[before] not in known:
        return None
    true = known[row.period] - known[played[before]]
    return change.low - WRITTEN <= true <= change.high + WRITTEN


def _level_score(cell: Cell, known: Mapping[date, float], rows: Sequence[Published]) -> LevelScore:
    ours = {one.period: log(one.level.median) for one in rows if one.level.median}
    errors = [abs(ours[period] - known[period]) for period in ours.keys() & known.keys()]
    return LevelScore(cell, len(known), len(errors), median(errors) if errors else None)
