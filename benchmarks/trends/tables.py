"""What many worlds come to: root mean squares, biases with their own error, shares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.trends.judge import Judged
from market.statistics.panel import Logs


@dataclass(frozen=True, slots=True)
class Figures:
    """In log points and shares; NaN where there was nothing to judge."""

    rmse: float
    end: float  # mean error in the last week
    end_error: float  # how sure that mean is: its standard error over the worlds
    told: float  # share of weeks with an index


def figures(errors: Sequence[Logs]) -> Figures:
    """Of one series' errors in several worlds."""
    every = np.array(errors)
    last = every[:, -1][np.isfinite(every[:, -1])]
    spread = float(last.std(ddof=1)) / len(last) ** 0.5 if len(last) > 1 else float("nan")
    return Figures(_rms(every), _mean(last), spread, float(np.isfinite(every).mean()))


HEAD = "RMSE | end bias | weeks told"
OURS = "4-week change: RMSE | held | ± | level held | TPD change RMSE"
REST = "seller | list | FX RMSE | imputed | false gaps"


def told(one: Figures) -> str:
    """As in the note's table."""
    return f"{one.rmse:.3f} | {one.end:+.3f} ± {one.end_error:.3f} | {one.told:.0%}"


def ours(many: Sequence[Judged]) -> str:
    """Changes and intervals, in the order of OURS."""
    return " | ".join(
        (
            f"{_rms(one.change for one in many):.3f}",
            f"{_mean(one.change_held for one in many):.1%}",
            f"{_mean(one.width for one in many):.3f}",
            f"{_mean(one.level_held for one in many):.1%}",
            f"{_rms(one.dummy for one in many):.3f}",
        )
    )


def rest(many: Sequence[Judged]) -> str:
    """Parts and gaps, in the order of REST."""
    parts = [_rms(one.parts[place] for one in many) for place in range(3)]
    shares = [_mean(one.imputed for one in many), _mean(one.false_gap for one in many)]
    return " | ".join([f"{part:.3f}" for part in parts] + [f"{share:.1%}" for share in shares])


def _flat(many: Iterable[Logs]) -> Logs:
    values = np.concatenate([np.atleast_1d(one).ravel() for one in many] or [np.empty(0)])
    return np.asarray(values[np.isfinite(values)])


def _rms(many: Iterable[Logs]) -> float:
    values = _flat(many)
    return float(np.sqrt((values**2).mean())) if len(values) else float("nan")


def _mean(many: Iterable[Logs]) -> float:
    values = _flat(many)
    return float(values.mean()) if len(values) else float("nan")
