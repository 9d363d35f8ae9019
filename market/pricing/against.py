"""An offer set against the official price and the exchange rate of a day."""

from datetime import date
from decimal import Decimal

from market.fx import FxRates
from market.pricebook import PriceBook
from market.types import Offer, Priced, Unit

# An account is compared with a month of the plan it holds; an image model's call is an image.
_LISTED_AS = {Unit.ACCOUNT: (Unit.MONTH,), Unit.CALL: (Unit.IMAGE,)}


def against_list(offer: Offer, book: PriceBook, fx: FxRates, on: date) -> Priced:
    """What the offer costs in US dollars that day and what share of the official price that is.

    The list price and the share are None where no official price of this unit is known. Raises
    UnknownCurrency where the day has no exchange rate.
    """
    rate = fx.rate(offer.currency, on)
    paid_usd = offer.paid / rate
    listed = list_price(offer, book, on)
    share = paid_usd / listed if listed else None
    return Priced(offer, on, paid_usd, listed, share, rate)


def list_price(offer: Offer, book: PriceBook, on: date) -> Decimal | None:
    """The official price of what is offered, in US dollars; one credited dollar lists at one."""
    return official_price(book, offer.provider, offer.model, offer.unit, on)


def official_price(
    book: PriceBook, provider: str, model: str, unit: Unit, on: date | None
) -> Decimal | None:
    """The same for anything of which only provider, model and unit are known; without a day the
    first price in the book.
    """
    if unit is Unit.USD_CREDIT:
        return Decimal(1)
    for each in (unit, *_LISTED_AS.get(unit, ())):
        first = book.first(provider, model, each)
        price = first if on is None else book.price(provider, model, each, on)
        if price is not None:
            return price
    return None
