"""Facts in one short line each, as the sayings in ``fixtures/readers`` expect them."""

from collections.abc import Callable
from typing import Any

from market.claims import (
    Bonus,
    Contact,
    Coupon,
    Discount,
    ModelOnOffer,
    Multiplier,
    Payment,
    Price,
    Sold,
    Stock,
    Supply,
    Term,
    TopUp,
    Value,
    Volume,
)


def short(value: Value) -> str:
    """The value in a few words: "0.6 CNY/usd_credit openai", "0.7 off", "x0.2 @claude-max"."""
    words = _SHORT.get(type(value))
    return words(value) if words else repr(value)


def _price(value: Price) -> str:
    return _words(
        f"{value.amount} {value.currency or '?'}/{value.per}",
        value.face_value_usd and f"face {value.face_value_usd}",
        *_about(value),
    )


def _discount(value: Discount) -> str:
    span = f"{value.off_low}-{value.off}" if value.off_low else f"{value.off}"
    return _words(f"{span} off", value.bound, *_about(value))


def _multiplier(value: Multiplier) -> str:
    return _words(f"x{value.value}", value.group and f"@{value.group}", *_about(value))


def _bonus(value: Bonus) -> str:
    return _words(f"{value.amount} {value.unit or '?'}", value.reason, value.period)


def _coupon(value: Coupon) -> str:
    return "coupon" if value.off is None else f"{value.off} off"


_SHORT: dict[type, Callable[[Any], str]] = {
    Price: _price,
    Discount: _discount,
    Multiplier: _multiplier,
    Bonus: _bonus,
    Coupon: _coupon,
    TopUp: lambda value: f"{value.amount} {value.currency}",
    Volume: lambda value: f"{value.amount} {value.unit}/{value.period}",
    ModelOnOffer: lambda value: _words(value.provider, value.model or "any", value.access),
    Contact: lambda value: f"{value.platform} {value.value}",
    Payment: lambda value: value.method,
    Supply: lambda value: f"{value.text} = {value.origin}",
    Term: lambda value: _words(value.name, value.days and f"{value.days} days"),
    Stock: lambda value: str(value.amount),
    Sold: lambda value: str(value.amount),
}


def _about(value: Price | Discount | Multiplier) -> tuple[str | None, ...]:
    model = value.model and f"[{value.model}]"
    return value.provider, model, "withdrawn" if value.withdrawn else None


def _words(*words: object) -> str:
    return " ".join(str(word) for word in words if word)
