"""What a bank gives for a dollar, as against what a seller asks for a dollar of usage."""

from decimal import Decimal
from functools import cache

from parsers.readers.text.words import vocabulary


def is_bank_rate(amount: Decimal | None, currency: str | None) -> bool:
    """Whether so much of this money for one dollar is a rate of exchange: ¥7.2, 25,400đ, 92 ₽."""
    low, high = _per_dollar().get(currency or "CNY", (Decimal(1), Decimal(0)))
    return amount is not None and low <= amount <= high


@cache
def _per_dollar() -> dict[str, tuple[Decimal, Decimal]]:
    rates = vocabulary("exchange")["per_dollar"]
    return {money: (Decimal(bounds[0]), Decimal(bounds[1])) for money, bounds in rates.items()}
