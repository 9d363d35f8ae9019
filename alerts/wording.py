"""Numbers as people read them in one line."""

from decimal import Decimal

_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}


def money(amount: Decimal, currency: str) -> str:
    """``¥1.40``, ``$0.0042``, ``12.00 HKD``."""
    digits = number(amount)
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{digits}" if symbol else f"{digits} {currency}"


def number(amount: Decimal) -> str:
    """Two decimals, or three significant digits where two would hide the price."""
    places = 2
    if 0 < abs(amount) < Decimal("0.1"):
        places = 2 - amount.adjusted()
    return f"{amount:.{places}f}"


def percent(share: Decimal) -> str:
    """``6.6 %`` below ten, ``42 %`` above."""
    hundredths = share * 100
    return f"{hundredths:.1f} %" if abs(hundredths) < 10 else f"{hundredths:.0f} %"


def count(how_many: int, noun: str) -> str:
    """``1 offer``, ``14 offers``."""
    return f"{how_many} {noun}" if how_many == 1 else f"{how_many} {noun}s"
