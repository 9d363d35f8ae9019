"""How soon a new model is resold: days from its official launch to the first offer that was seen.

Exact only for models launched since we look: what was there before us was first sold some day
before we saw it, so its days are at most so many.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import inf, isinf
from statistics import median

from market.statistics.lifetimes import Lifetimes, lifetimes

FEWEST = 5  # models behind a median
Model = tuple[str, str]  # provider, model


@dataclass(frozen=True, slots=True)
class Launch:
    """When a model could first be called by everybody, by its vendor's word or the price book's."""

    provider: str
    model: str
    on: date
    source: str  # "vendor", "book"


@dataclass(frozen=True, slots=True)
class FirstOffer:
    """The first night an offer of a model was seen; ``at_most``: whoever showed it was read for the
    first time that night, so it may have been there long before.
    """

    on: date
    at_most: bool


class How(StrEnum):
    """What the days of a lag are."""

    EXACT = "exact"
    AT_MOST = "at_most"
    WAITING = "waiting"  # nobody resells it yet: more than so many
    UNSEEN = "unseen"  # launched before we looked, and never seen since: nothing is known


@dataclass(frozen=True, slots=True)
class Lag:
    """One model's; fewer than no days where it was on offer before it was launched."""

    launch: Launch
    how: How
    days: int | None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProviderLag:
    """One provider's models, the newest first, and their median in days."""

    provider: str
    lags: tuple[Lag, ...]
    curve: Lifetimes | None  # of models launched since we look; None: too few
    median: float | None
    at_most: bool  # whether the median is only known to be no larger


def lags(
    launches: Iterable[Launch], first: Mapping[Model, FirstOffer], since: date, on: date
) -> list[ProviderLag]:
    """By provider, as known on a night, when the first night of all was ``since``."""
    providers: dict[str, list[Lag]] = defaultdict(list)
    for launch in launches:
        if launch.on <= on:
            seen = first.get((launch.provider, launch.model))
            providers[launch.provider].append(_lag(launch, seen, since, on))
    return [_provider(name, providers[name]) for name in sorted(providers)]


def _lag(launch: Launch, seen: FirstOffer | None, since: date, on: date) -> Lag:
    if seen is not None and seen.on <= on:
        exact = launch.on >= since and not seen.at_most
        days = (seen.on - launch.on).days
        return Lag(launch, How.EXACT if exact else How.AT_MOST, days, seen.on)
    if launch.on >= since:
        return Lag(launch, How.WAITING, (on - launch.on).days)
    return Lag(launch, How.UNSEEN, None)


def _provider(name: str, told: Iterable[Lag]) -> ProviderLag:
    ordered = tuple(sorted(told, key=lambda lag: (lag.launch.on, lag.launch.model), reverse=True))
    exact, at_most, waiting = (
        [float(lag.days) for lag in ordered if lag.how is how and lag.days is not None]
        for how in (How.EXACT, How.AT_MOST, How.WAITING)
    )
    if len(exact) + len(waiting) >= FEWEST:
        curve = lifetimes(exact, waiting)
        return ProviderLag(name, ordered, curve, curve.median, at_most=False)
    bounds = [*exact, *at_most, *(inf for _ in waiting)]
    middle = median(bounds) if len(bounds) >= FEWEST else inf
    return ProviderLag(name, ordered, None, None if isinf(middle) else middle, at_most=True)


def launches() -> tuple[Launch, ...]:
    """The launches that are shipped with the program, by provider and day."""
    return _shipped()


@cache
def _shipped() -> tuple[Launch, ...]:
    text = (files("market") / "data" / "launches.csv").read_text("utf-8")
    return tuple(
        Launch(row["provider"], row["model"], date.fromisoformat(row["launched"]), row["source"])
        for row in csv.DictReader(io.StringIO(text))
    )
