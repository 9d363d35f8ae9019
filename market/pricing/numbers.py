"""Decimals multiplied without loss, and written as people read them."""

from collections.abc import Iterable
from decimal import Context, Decimal

# Wide enough that products of a sheet's numbers are exact and do not depend on their order.
_EXACT = Context(prec=120)


def product(values: Iterable[Decimal]) -> Decimal:
    """The exact product of these numbers."""
    result = Decimal(1)
    for value in values:
        result = _EXACT.multiply(result, value)
    return result


def plain_decimal(value: Decimal, significant: int | None = None) -> str:
    """A number as people write it, without exponent or idle zeros: 3, 0.441, 21600.

    ``significant`` rounds to that many digits; without it every digit that is kept is shown.
    """
    if significant is not None:
        value = Context(prec=significant).plus(value)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
