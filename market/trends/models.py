"""What single models of one provider are resold at: their middle and their cheapest offer, by one
access and one unit. Cells stop at tiers; a model is too small for an index, and rows of one channel
mostly share one ratio.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

import numpy as np

from market.trends.levels import level
from market.trends.published import Level
from market.trends.rules import WEEKLY, Rules


@dataclass(frozen=True, slots=True)
class Quoted:
    """One offer of a model in force: ln of its share of list."""

    model: str
    channel: str
    operator: str
    log_ratio: float
    exact: bool  # read without assumption


@dataclass(frozen=True, slots=True)
class ModelLevel:
    """One model: where operators stand, and the cheapest credible offer."""

    model: str
    level: Level
    cheapest: float | None  # share of list; None: no price was read without assumption
    channel: str  # whose it is
    left_out: int  # quotes that no share of list can be, or far from all others


def models(quotes: Iterable[Quoted], rules: Rules = WEEKLY) -> list[ModelLevel]:
    """Every model, those of most operators first."""
    told: dict[str, list[Quoted]] = defaultdict(list)
    for quote in quotes:
        told[quote.model].append(quote)
    found = [_model(name, told[name], rules) for name in told]
    return sorted(found, key=lambda one: (-one.level.operators, one.model))


def _model(name: str, told: Sequence[Quoted], rules: Rules) -> ModelLevel:
    low, high = map(log, rules.plausible)
    plausible = [one for one in told if low <= one.log_ratio <= high]
    middle = median(_by_operator(plausible).values()) if plausible else 0.0
    used = [one for one in plausible if abs(one.log_ratio - middle) <= log(rules.first_fence)]
    logs = np.array([*_by_operator(used).values()], dtype=float)
    standing = level(logs, len({one.channel for one in used}), len(used), rules)
    exact = [one for one in used if one.exact]
    best = min(exact, key=lambda one: (one.log_ratio, one.channel), default=None)
    share = None if best is None else exp(best.log_ratio)
    left_out = len(told) - len(used)
    return ModelLevel(name, standing, share, best.channel if best else "", left_out)


def _by_operator(quotes: Iterable[Quoted]) -> Mapping[str, float]:
    channels: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in quotes:
        channels[one.operator, one.channel].append(one.log_ratio)
    operators: dict[str, list[float]] = defaultdict(list)
    for (operator, _), logs in sorted(channels.items()):
        operators[operator].append(median(logs))
    return {operator: median(logs) for operator, logs in operators.items()}
