"""What a source's prices are set against on the nights on which it was read: list prices and
exchange rates, of the night and of the day on which the tables begin.
"""

from collections.abc import Callable
from datetime import date
from math import log, nan

import numpy as np
from numpy.typing import NDArray

from market.fx import FxRates, UnknownCurrency
from market.pricebook import PriceBook
from market.pricing.against import official_price
from market.trends.blend import parts
from market.types import Unit

Floats = NDArray[np.float64]
Priced = tuple[str, str, str, str]  # provider, model, measure, currency


class Tables:
    """Logs of list prices and rates, asked for once per model and night instead of per row."""

    def __init__(self, book: PriceBook, fx: FxRates) -> None:
        """Looks things up in these two."""
        self._book, self._fx = book, fx
        self._lists: dict[tuple[str, str, str, date | None], float] = {}
        self._rates: dict[tuple[str, date | None], float] = {}
        self._yardsticks: dict[tuple[date, ...], Yardsticks] = {}

    def on(self, nights: tuple[date, ...]) -> "Yardsticks":
        """The tables on the nights of a source; most sources are read on the same ones."""
        if nights not in self._yardsticks:
            self._yardsticks[nights] = Yardsticks(self, nights)
        return self._yardsticks[nights]

    def listed(self, priced: Priced, on: date | None) -> float:
        """ln of Σ w·list on a day, or when the book begins; NaN where a part has no list price or
        all are free.
        """
        key = (*priced[:3], on)
        if key not in self._lists:
            self._lists[key] = self._asked(*key)
        return self._lists[key]

    def rate(self, currency: str, on: date | None) -> float:
        """ln of the exchange rate on a day, or when the table begins; NaN where there is none."""
        if (currency, on) not in self._rates:
            try:
                rate = self._fx.first(currency) if on is None else self._fx.rate(currency, on)
            except UnknownCurrency:
                self._rates[currency, on] = nan
            else:
                self._rates[currency, on] = log(rate)
        return self._rates[currency, on]

    def why_not(self, priced: Priced, night: date) -> str:
        """Why a night has nothing to set against: no_list_price, free_at_list or no_rate."""
        provider, model, measure, _ = priced
        units = [Unit(unit) for unit in parts(measure)]
        told = [official_price(self._book, provider, model, unit, night) for unit in units]
        if None in told:
            return "no_list_price"
        return "no_rate" if any(told) else "free_at_list"

    def _asked(self, provider: str, model: str, measure: str, on: date | None) -> float:
        total = 0.0
        for unit, weight in parts(measure).items():
            price = official_price(self._book, provider, model, Unit(unit), on)
            if price is None:
                return nan
            total += weight * float(price)
        return log(total) if total > 0 else nan


class Yardsticks:
    """What every price of a source that was read on these nights is set against."""

    def __init__(self, tables: Tables, nights: tuple[date, ...]) -> None:
        """Use ``Tables.on``."""
        self._tables, self.nights = tables, nights
        self._against: dict[Priced, Floats | str] = {}

    def against(self, priced: Priced) -> Floats | str:
        """Three rows over the nights, to be taken from ln(paid): list price and rate of the night;
        first list price and rate of the night; first list price and first rate.

        NaN on a night without a list price; where no night has both, the word for why.
        """
        if priced not in self._against:
            self._against[priced] = self._reckoned(priced)
        return self._against[priced]

    def _reckoned(self, priced: Priced) -> Floats | str:
        listed = self._over_nights(lambda night: self._tables.listed(priced, night))
        rates = self._over_nights(lambda night: self._tables.rate(priced[3], night))
        known = np.flatnonzero(~np.isnan(listed + rates))
        if not known.size:
            return self._tables.why_not(priced, self.nights[-1])
        first = self._tables.listed(priced, None)
        if np.isnan(first):  # free at first
            first = float(listed[known[0]])
        both = first + self._tables.rate(priced[3], None)
        return np.stack([listed + rates, first + rates, np.full_like(rates, both)])

    def _over_nights(self, ask: Callable[[date], float]) -> Floats:
        return np.array([ask(night) for night in self.nights])
