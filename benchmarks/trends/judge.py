"""How far what was published is from the truth, and whether intervals hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log, nan

import numpy as np

from benchmarks.trends.play import Year
from benchmarks.trends.world import World
from market.statistics.panel import Logs
from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Parts, Published

BASE, CHANGE, HISTORY, LINK = 4, 4, 8, 5


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One cell in one world: errors in log points by week, NaN where nothing was published."""

    index: Logs
    parts: Logs  # [seller, list price, fx; week]
    change: Logs  # over four weeks
    dummy: Logs  # the same change as the time-product dummy tells it
    width: Logs  # half the interval of the change
    change_held: Logs  # 1 or 0: whether its interval holds the truth
    level_held: Logs
    imputed: Logs  # 1 or 0
    false_gap: Logs  # 1 or 0: no index, though enough operators were there to be matched


def judge(world: World, cell: Cell, rows: Sequence[Observation], year: Year) -> Judged:
    """A cell of this world's year. Before a cell's eighth week no gap is a false one."""
    weeks = sorted({period for _, period in year})
    told = [year.get((cell, week)) for week in weeks]
    moved = np.array([_parts(one.moved if one else None) for one in told]).T
    truth = np.array([_parts(one) for one in world.course.truth(cell.tier)]).T
    parts = against(moved, truth)
    true = truth.sum(axis=0)
    steps = np.concatenate((np.full(CHANGE, nan), true[CHANGE:] - true[:-CHANGE]))
    levels = world.level(cell.tier)
    changes = [_change(one, step) for one, step in zip(told, steps, strict=True)]
    return Judged(
        index=parts.sum(axis=0),
        parts=parts,
        change=np.array([each[0] for each in changes]),
        dummy=np.array(
            [
                one.dummy - s if one and one.dummy is not None else nan
                for one, s in zip(told, steps, strict=True)
            ]
        ),
        width=np.array([each[1] for each in changes]),
        change_held=np.array([each[2] for each in changes]),
        level_held=np.array([_level(one, at) for one, at in zip(told, levels, strict=True)]),
        imputed=np.array([float(one is not None and "imputed" in one.flags) for one in told]),
        false_gap=_false_gaps(cell, rows, weeks, told),
    )


def against(told: Logs, truth: Logs) -> Logs:
    """Errors, when told and truth are both 0 on the mean of the first four weeks that were told."""
    there = np.flatnonzero(np.isfinite(told).reshape(-1, told.shape[-1]).all(axis=0))
    if not len(there):
        return np.full(told.shape, nan)
    base = there[:BASE]
    errors = told - truth
    found: Logs = errors - errors[..., base].mean(axis=-1, keepdims=True)
    return found


def _parts(one: Parts | None) -> tuple[float, float, float]:
    return (nan, nan, nan) if one is None else (one.seller, one.list_price, one.fx)


def _change(one: Published | None, truth: float) -> tuple[float, float, float]:
    """Error, half width, held."""
    change = one.change if one else None
    if change is None:
        return nan, nan, nan
    if change.low is None or change.high is None:
        return change.log - truth, nan, nan
    held = float(change.low <= truth <= change.high)
    return change.log - truth, (change.high - change.low) / 2, held


def _level(one: Published | None, truth: float) -> float:
    level = one.level if one else None
    if level is None or level.low is None or level.high is None:
        return nan
    return float(log(level.low) <= truth <= log(level.high))


def _false_gaps(
    cell: Cell, rows: Sequence[Observation], weeks: Sequence[date], told: Sequence[Published | None]
) -> Logs:
    there: dict[date, set[tuple[str, Cell]]] = {week: set() for week in weeks}
    for row in rows:
        if cell.holds(row.cell):
            there[row.period].add((row.operator, row.cell))
    gaps, known = np.full(len(weeks), nan), 0
    for at, (week, one) in enumerate(zip(weeks, told, strict=True)):
        both = there[week] & there[weeks[at - 1]] if at else set()
        enough = len({operator for operator, _ in both}) >= LINK
        known += enough
        if enough and known >= HISTORY:
            gaps[at] = float(one is None or one.moved is None)
    return gaps
