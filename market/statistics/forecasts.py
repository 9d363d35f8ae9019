"""How good probabilities were, once it is known what happened: 1 it did, 0 it did not.

Brier 1950; its split into reliability, resolution and uncertainty by Murphy 1973.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Murphy:
    """Brier = reliability − resolution + uncertainty. Reliability is better the smaller it is: how
    far what was said lay from how often it happened. Resolution is better the greater it is.
    """

    reliability: float
    resolution: float
    uncertainty: float

    @property
    def brier(self) -> float:
        """The score itself, if each probability said was one class."""
        return self.reliability - self.resolution + self.uncertainty

    @property
    def skill(self) -> float:
        """The part of the uncertainty that the forecasts took away; NaN where there was none."""
        return 1 - self.brier / self.uncertainty if self.uncertainty else float("nan")


def brier(said: Sequence[float], happened: Sequence[int]) -> float:
    """The mean squared distance, 0 to 1; NaN of nothing. Raises ValueError for unequal lengths."""
    if len(said) != len(happened):
        raise ValueError(f"{len(said)} probabilities and {len(happened)} outcomes")
    distance = np.asarray(said, dtype=float) - np.asarray(happened, dtype=float)
    return float(np.mean(distance**2)) if len(said) else float("nan")


def murphy(said: Sequence[float], happened: Sequence[int]) -> Murphy:
    """The split, with a class for each probability that was said; round them beforehand for fewer.

    Raises ValueError for nothing and for unequal lengths.
    """
    if not said or len(said) != len(happened):
        raise ValueError(f"{len(said)} probabilities and {len(happened)} outcomes")
    classes, place, sizes = np.unique(
        np.asarray(said, dtype=float), return_inverse=True, return_counts=True
    )
    often = np.bincount(place, weights=np.asarray(happened, dtype=float)) / sizes
    base = float(np.mean(np.asarray(happened, dtype=float)))
    shares = sizes / len(said)
    return Murphy(
        reliability=float(shares @ (classes - often) ** 2),
        resolution=float(shares @ (often - base) ** 2),
        uncertainty=base * (1 - base),
    )
