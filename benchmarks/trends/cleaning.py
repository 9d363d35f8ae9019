"""What other methods reckon from: one value per product and week, cleaned in one way or another,
none judged by what came later.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from benchmarks.peers_of_index.berthelot import fences
from market.statistics.panel import Logs
from market.trends.observation import Observation

FENCE, FIRST_FENCE = np.log(3), np.log(8)
MEMORY = 26  # weeks


def by_operator(rows: Sequence[Observation], weeks: Sequence[date]) -> Logs:
    """ln(share) by operator × leaf × spell and week: the median over an operator's channels.

    Who was not seen for over 28 days comes back as another product.
    """
    asked: dict[tuple[str, str], dict[date, list[float]]] = {}
    for row in rows:
        here = asked.setdefault((row.operator, str(row.cell)), {})
        here.setdefault(row.period, []).append(row.log_ratio)
    spells = [spell for key in sorted(asked) for spell in _spells(asked[key])]
    logs = np.full((len(spells), len(weeks)), np.nan)
    for place, spell in enumerate(spells):
        for week, values in spell.items():
            logs[place, weeks.index(week)] = float(np.median(values))
    return logs


def _spells(seen: dict[date, list[float]]) -> Iterator[dict[date, list[float]]]:
    spell: dict[date, list[float]] = {}
    for week in sorted(seen):
        if spell and (week - max(spell)).days > 28:
            yield spell
            spell = {}
        spell[week] = seen[week]
    yield spell


def fenced(logs: Logs) -> Logs:
    """Without what lies a factor of 3 from a product's own median so far, or of 8 from all others'
    where it is its first price.
    """
    kept = np.full(logs.shape, np.nan)
    for week in range(logs.shape[1]):
        own = _medians(kept[:, max(0, week - MEMORY) : week])
        usual = np.nanmedian(logs[:, week]) if np.isfinite(logs[:, week]).any() else np.nan
        fence = np.where(np.isnan(own), FIRST_FENCE, FENCE)
        near = np.abs(logs[:, week] - np.where(np.isnan(own), usual, own)) <= fence
        kept[near, week] = logs[near, week]
    return kept


def _medians(logs: Logs) -> Logs:
    known = np.isfinite(logs).any(axis=1)
    medians = np.full(len(logs), np.nan)
    medians[known] = np.nanmedian(logs[known], axis=1)
    return medians


def filtered(logs: Logs, width: float = 10.0) -> Logs:
    """Without what Hidiroglou and Berthelot would leave out of the prices that moved in a week."""
    kept, last = np.full(logs.shape, np.nan), np.full(len(logs), np.nan)
    for week in range(logs.shape[1]):
        now = logs[:, week].copy()
        moved = np.flatnonzero(np.abs(now - last) > 1e-9)
        if len(moved) > 2:
            relatives = np.exp(last[moved]).tolist(), np.exp(now[moved]).tolist()
            now[moved[fences(*relatives, width=width).outside]] = np.nan
        kept[:, week] = now
        last = np.where(np.isnan(now), last, now)
    return kept
