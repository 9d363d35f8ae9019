"""Plans that hold so much usage a day: what a dollar of it costs at full use, which nobody reaches
every day. A range that ends there, said to people and never made a price.
"""

from decimal import Decimal

from market.claims import Price, Volume
from market.pricing.numbers import plain_decimal
from market.pricing.said import Said
from market.types import Issue, Level

_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30)}


def daily_usd(said: Said) -> Decimal | None:
    """Dollars of usage a day that a plan is said to hold; the least where several are said."""
    told = [fact.value for fact in said.listing.facts if isinstance(fact.value, Volume)]
    caps = [
        one.amount / _DAYS[one.period] for one in told if one.unit == "usd" and one.period in _DAYS
    ]
    return min(caps, default=None)


def is_cap(said: Said, price: Price) -> bool:
    """Whether the price's face value is what may be used in a day or week, not what is bought."""
    told = [fact.value for fact in said.listing.facts if isinstance(fact.value, Volume)]
    capped = {one.amount for one in told if one.unit == "usd" and one.period in _DAYS}
    return price.face_value_usd in capped


def at_full_use(said: Said, price: Price, months: Decimal | None) -> Issue | None:
    """What a dollar costs who uses all of every day; None where no such plan is spoken of."""
    daily = daily_usd(said)
    if not daily or price.amount <= 0 or not (months or is_cap(said, price)):
        return None
    message = f"{plain_decimal(daily, 6)} USD a day: a range, no price of one dollar"
    if months:
        least = price.amount / (daily * _DAYS["month"] * months)
        shown = plain_decimal(least, 4)
        message = f"{message}; {shown} {price.currency or '?'} a dollar at full use, more below it"
    return said.issue("full_use_range", message, Level.INFO)
