"""Exchange rates as banks have them: a "rate" close to one is no seller's price."""

from decimal import Decimal
from functools import cache

from parsers.readers.words import vocabulary


def is_of_banks(rate: Decimal, currency: str) -> bool:
    """Whether this much of a currency is what a bank asks for a dollar."""
    low, high = _bounds().get(currency, (Decimal(1), Decimal(0)))
    return low <= rate <= high


@cache
def _bounds() -> dict[str, tuple[Decimal, Decimal]]:
    bounds = vocabulary("banks")["dollar"].items()
    return {currency: (Decimal(low), Decimal(high)) for currency, (low, high) in bounds}
