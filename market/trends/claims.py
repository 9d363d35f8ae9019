"""What one source says of one channel in one leaf cell: a number per night, out of all its rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np

from market.trends.yardsticks import Floats

# A share of list outside of these is a wrong unit or a gimmick (knowledge: hard plausibility).
PLAUSIBLE = (0.001, 3.0)
_LOW, _HIGH = log(PLAUSIBLE[0]) - 1e-9, log(PLAUSIBLE[1]) + 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """One offer in one measure: what is paid on each night (NaN: not offered), and against what."""

    paid: Sequence[float]
    against: Floats  # three logs a night, as Yardsticks tells them
    exact: bool
    currency: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The medians over a source's rows: by night, and by the three yardsticks."""

    own: bool  # the seller's own site says so
    nights: tuple[date, ...]
    logs: Floats  # nights × 3
    plausible: bool  # False: nothing else than implausible rows is there
    rows: int
    implausible: int
    exact: int
    lowest: float | None  # of the exact rows, each over its nights
    currencies: Counter[str]


def silent(*, own: bool) -> Claim:
    """A claim that still stands, from a source that was not read or whose prices say nothing."""
    return Claim(own, (), np.empty((0, 3)), True, 0, 0, 0, None, Counter())


def claimed(rows: Sequence[Row], nights: Sequence[date], *, own: bool) -> Claim:
    """The claim that a source's rows make together, implausible ones left out unless there are no
    others. Nights without any row are left out.
    """
    against = np.array([row.against for row in rows])
    with np.errstate(divide="ignore"):  # nothing paid: ln 0, implausible and never used
        paid = np.log(np.array([row.paid for row in rows]))
    ratios = paid - against[:, 0]
    fine = (ratios >= _LOW) & (ratios <= _HIGH)
    odd = ~fine & ~np.isnan(ratios)
    used = fine if fine.any() else np.isfinite(ratios)
    logs = np.where(used[:, None], paid[:, None] - against, np.nan)
    by_night = median(logs).T
    there = used.any(axis=0)
    counted = [row for row, any_night in zip(rows, used.any(axis=1), strict=True) if any_night]
    exact = used.any(axis=1) & np.array([row.exact for row in rows])
    return Claim(
        own,
        tuple(night for night, read in zip(nights, there, strict=True) if read),
        by_night[there],
        bool(fine.any()),
        len(counted),
        int(odd.any(axis=1).sum()),
        int(exact.sum()),
        float(np.min(median(logs[exact, 0].T))) if exact.any() else None,
        Counter(row.currency for row in counted),
    )


def median(values: Floats) -> Floats:
    """The median down the first axis, NaN left out; NaN where nothing is left."""
    ordered = np.sort(values, axis=0)  # NaN last
    most = len(ordered)
    if not np.isnan(ordered[-1]).any():
        whole: Floats = (ordered[(most - 1) // 2] + ordered[most // 2]) / 2
        return whole
    many = np.count_nonzero(~np.isnan(ordered), axis=0)[None]
    low = np.take_along_axis(ordered, (many - 1) // 2, axis=0)  # of none: the last, a NaN
    high = np.take_along_axis(ordered, many // 2, axis=0)
    middle: Floats = (low + high)[0] / 2
    return middle
