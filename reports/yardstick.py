"""What prices are measured against, asked for once per model and night instead of once per row."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import log

from market.types import Offer
from reports.memory import Compare

Model = tuple[str, str, str, str]  # provider, access, model, unit


@dataclass(slots=True)
class Yardstick:
    """List prices and exchange rates on the nights given, as far as offers asked for them."""

    compare: Compare
    nights: tuple[date, ...]
    lists: dict[Model, list[Decimal | None]] = field(default_factory=dict)
    rates: dict[str, list[Decimal | None]] = field(default_factory=dict)
    currencies: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _divisors: dict[tuple[str, ...], tuple[float | None, ...]] = field(default_factory=dict)

    def denominators(self, offer: Offer) -> tuple[float | None, ...]:
        """ln(list price × exchange rate) on each night; None where no list price is known."""
        named = (offer.provider, offer.access, offer.model, offer.unit, offer.currency)
        if named not in self._divisors:
            self._divisors[named] = self._ask(offer)
        return self._divisors[named]

    def _ask(self, offer: Offer) -> tuple[float | None, ...]:
        priced = [self.compare(offer, night) for night in self.nights]
        self.lists[offer.provider, offer.access, offer.model, offer.unit] = [
            each.list_usd if each else None for each in priced
        ]
        self.rates[offer.currency] = [each.fx if each else None for each in priced]
        self.currencies[offer.provider, offer.access].add(offer.currency)
        return tuple(
            log(each.list_usd * each.fx) if each and each.list_usd else None for each in priced
        )
