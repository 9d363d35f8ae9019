"""How long things last when some have not ended yet: Kaplan and Meier's curve, and its median."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import expm1, isnan

import numpy as np
from scipy.stats import CensoredData, ecdf


@dataclass(frozen=True, slots=True)
class Step:
    """What part lasts longer than ``time``, with Greenwood's 95 % band on the log-log scale."""

    time: float
    part: float
    low: float | None  # None where the formula has no value: before the first end, at the last
    high: float | None
    at_risk: int  # known to have lasted until then
    ended: int  # at this time


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """A curve; ``low`` and ``high`` are the 95 % interval of the median where it is bounded."""

    steps: tuple[Step, ...]
    median: float | None  # None: more than half outlast what was watched
    low: float | None
    high: float | None


def lifetimes(ended: Sequence[float], going_on: Sequence[float]) -> Lifetimes:
    """The product-limit curve (Kaplan & Meier 1958) of times that ended and times so far.

    The median's interval is where the band crosses one half (Brookmeyer & Crowley 1982).
    """
    if not ended and not going_on:
        return Lifetimes((), None, None, None)
    curve = ecdf(CensoredData(uncensored=list(ended), right=list(going_on))).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it warns wherever a band has no value
        band = curve.confidence_interval(method="log-log")
    columns = (
        curve.quantiles,
        curve.probabilities,
        band.low.probabilities,
        band.high.probabilities,
    )
    everybody, ends = np.asarray([*ended, *going_on]), np.asarray(ended)
    steps = tuple(
        Step(
            float(time), float(part), _known(low), _known(high),
            int((everybody >= time).sum()), int((ends == time).sum()),
        )
        for time, part, low, high in zip(*columns, strict=True)
    )  # fmt: skip
    return Lifetimes(
        steps,
        _crossing([(step.time, step.part) for step in steps]),
        _crossing([(step.time, step.low) for step in steps]),
        _crossing([(step.time, step.high) for step in steps]),
    )


def _known(bound: float) -> float | None:
    return None if isnan(bound) else float(bound)


def _crossing(curve: Sequence[tuple[float, float | None]]) -> float | None:
    """The first time at which no more than half is left; between two where exactly half is."""
    told = [(time, part) for time, part in curve if part is not None]
    for place, (time, part) in enumerate(told):
        if part < 0.5:
            return time
        if part == 0.5:
            further = [later for later, left in told[place:] if left < 0.5]
            return (time + further[0]) / 2 if further else time
    return None


def seen_part(life: float, interval: float) -> float:
    """The part of things of mean life ``life`` that a look every ``interval`` gets to see.

    (L/D)(1 − exp(−D/L)) for exponential lives; both in the same unit of time, the life positive.
    """
    if life <= 0:
        raise ValueError(f"a mean life of {life} is none")
    return 1.0 if interval <= 0 else -expm1(-interval / life) * life / interval


def gaps(times: Sequence[float]) -> list[float]:
    """The stretches between consecutive times, in order."""
    return [after - before for before, after in pairwise(sorted(times))]
