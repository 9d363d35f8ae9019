"""Numbers as the report writes them: few digits, one way, the same in HTML and in a terminal."""

from collections.abc import Sequence
from decimal import Decimal
from math import exp, floor, log10

Number = float | Decimal


def percent(part: Number) -> str:
    """A part of one as a percentage, one decimal, two below one percent: 12.4%, 50%, 0.41%."""
    value = float(part) * 100
    places = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 0.995 else 2
    return f"{_short(value, places)}%"


def off(share: Number) -> str:
    """A share of list as the discount it is: "88% off", or how far above list."""
    away = 1 - float(share)
    if abs(away) < 0.0005:
        return "list price"
    if away < 0:
        return f"{-away * 100:.0f}% above list"
    return f"{_short(away * 100, 1 if away > 0.9 else 0)}% off"


def change(dlog: float) -> str:
    """A difference of logarithms as a signed percentage: −20%, +0.4%, 0%."""
    value = (exp(dlog) - 1) * 100
    if abs(value) < 0.05:
        return "0%"
    return f"{'+' if value > 0 else '−'}{_short(abs(value), 1)}%"


def money(amount: Number, currency: str = "USD") -> str:
    """An amount and its currency: 12.50 USD, 0.0441 USD."""
    return f"{amount_of(amount)} {currency}"


def amount_of(amount: Number) -> str:
    """An amount alone: two decimals, below one as many as it takes to show three digits."""
    value = float(amount)
    if value == 0:
        return "0"
    if abs(value) >= 1:
        return f"{value:,.2f}"
    places = min(8, 2 - floor(log10(abs(value))))
    whole, _, decimals = f"{value:.{places}f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def _short(value: float, places: int) -> str:
    """Rounded, without a trailing ".0"."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun, in the right form: 1 channel, 12 channels."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def few(names: Sequence[str]) -> str:
    """Names in a sentence, at most four, the rest counted: a, b, c and 5 more."""
    return listed([*names] if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"])


def listed(names: list[str]) -> str:
    """Names in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
