"""What a source's prices are set against: list prices and exchange rates of the nights on which it
was read, and of the nights of the last period before in which it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log, nan

import numpy as np
from numpy.typing import NDArray

from market.fx import FxRates, UnknownCurrency
from market.pricebook import PriceBook
from market.pricing.against import official_price
from market.trends.blend import parts
from market.trends.periods import Periods
from market.types import Unit

Floats = NDArray[np.float64]
Priced = tuple[str, str, str, str]  # provider, model, measure, currency


@dataclass(frozen=True, slots=True)
class Nights:
    """When a source was read: in the period, and in the last one before in which it was at all."""

    now: tuple[date, ...]
    before: tuple[date, ...]

    @classmethod
    def of(cls, read: Sequence[date], period: date, periods: Periods) -> "Nights":
        """Out of all nights on which the source was read, oldest first."""
        now = tuple(night for night in read if periods.of(night) == period)
        past = [night for night in read if night < period]
        last = periods.of(past[-1]) if past else None
        return cls(now, tuple(night for night in past if periods.of(night) == last))


class Tables:
    """Logs of list prices and rates, asked for once per model and night instead of per row."""

    def __init__(self, book: PriceBook, fx: FxRates) -> None:
        """Looks things up in these two."""
        self._book, self._fx = book, fx
        self._lists: dict[tuple[str, str, str, date], float] = {}
        self._rates: dict[tuple[str, date], float] = {}
        self._yardsticks: dict[Nights, Yardsticks] = {}

    def on(self, nights: Nights) -> "Yardsticks":
        """The tables on the nights of a source; most sources are read on the same ones."""
        if nights not in self._yardsticks:
            self._yardsticks[nights] = Yardsticks(self, nights)
        return self._yardsticks[nights]

    def listed(self, priced: Priced, nights: Sequence[date]) -> Floats:
        """ln of Σ w·list; NaN on nights on which a part has no list price, or all are free."""
        return np.array([self._list(*priced[:3], night) for night in nights])

    def rates(self, currency: str, nights: Sequence[date]) -> Floats:
        """ln of the exchange rate; NaN on nights on which there is none."""
        return np.array([self._rate(currency, night) for night in nights])

    def why_not(self, priced: Priced, night: date) -> str:
        """Why a night has nothing to set against: no_list_price, free_at_list or no_rate."""
        provider, model, measure, _ = priced
        units = [Unit(unit) for unit in parts(measure)]
        told = [official_price(self._book, provider, model, unit, night) for unit in units]
        if None in told:
            return "no_list_price"
        return "no_rate" if any(told) else "free_at_list"

    def _list(self, provider: str, model: str, measure: str, night: date) -> float:
        key = (provider, model, measure, night)
        if key not in self._lists:
            self._lists[key] = self._asked(*key)
        return self._lists[key]

    def _asked(self, provider: str, model: str, measure: str, night: date) -> float:
        total = 0.0
        for unit, weight in parts(measure).items():
            price = official_price(self._book, provider, model, Unit(unit), night)
            if price is None:
                return nan
            total += weight * float(price)
        return log(total) if total > 0 else nan

    def _rate(self, currency: str, night: date) -> float:
        if (currency, night) not in self._rates:
            try:
                rate = log(self._fx.rate(currency, night))
            except UnknownCurrency:
                rate = nan
            self._rates[currency, night] = rate
        return self._rates[currency, night]


class Yardsticks:
    """What every price of a source that was read on these nights is set against."""

    def __init__(self, tables: Tables, nights: Nights) -> None:
        """Use ``Tables.on``."""
        self._tables, self.nights = tables, nights
        self._against: dict[Priced, Floats | str] = {}

    def against(self, priced: Priced) -> Floats | str:
        """Three rows over the nights of now, to be taken from ln(paid): list price and rate of the
        night; list price of before and rate of the night; list price and rate of before.

        Before is the median over the nights on which the source was read then. NaN on a night
        without a list price; where no night has both, the word for why.
        """
        if priced not in self._against:
            self._against[priced] = self._reckoned(priced)
        return self._against[priced]

    def _reckoned(self, priced: Priced) -> Floats | str:
        now, before = self.nights.now, self.nights.before
        listed, rates = self._tables.listed(priced, now), self._tables.rates(priced[3], now)
        here = listed + rates
        known = np.flatnonzero(~np.isnan(here))
        if not known.size:
            return self._tables.why_not(priced, now[-1])
        if not before:  # nothing to have moved from
            return np.stack([here, here, here])
        first = known[0]
        old_lists = _filled(self._tables.listed(priced, before), listed[first])
        old_rates = _filled(self._tables.rates(priced[3], before), rates[first])
        both = np.full_like(here, np.median(old_lists + old_rates))
        return np.stack([here, np.median(old_lists) + rates, both])


def _filled(past: Floats, instead: float) -> Floats:
    """What was not known before is taken not to have moved."""
    return np.where(np.isnan(past), instead, past)
