"""Prices in people's words, as offers. A discount on the official price stays a fact: "30 % of the
official price" does not say what is sold at it, and is most often the best case of several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from market.claims import Multiplier, Price
from market.namekeys import fold
from market.pricing.caps import at_full_use, is_cap
from market.pricing.multiplied import multiplied
from market.pricing.numbers import plain_decimal
from market.pricing.said import TOKENS, Said, access, named
from market.pricing.topup import Chosen
from market.types import Basis, Factor, Issue, Level, Listing, Offer, Unit

_UNITS = {unit.value: unit for unit in Unit}
_FACE_VALUE = {"package", "key", "account"}
_MONTHS = re.compile(r"(\d+) months?")
_CALLS = re.compile(r"(\d+) calls")
_SOME_MONTHS = {"year": Decimal(12), "quarter": Decimal(3)}
_CREDIT = {"usd_credit", "package"}


@dataclass(frozen=True, slots=True)
class _Bought:
    """What the written amount buys: so many of one unit."""

    unit: Unit | None
    per: str = ""  # names the factor the amount is divided by, if any
    many: Decimal = Decimal(1)


def text_offers(
    listings: Sequence[Listing], chosen: Chosen, *, has_sheet: bool
) -> Iterator[Offer | Issue]:
    """Offers of what the seller's words price. Beside a price sheet, words about credit and
    multipliers only repeat it, and make none.
    """
    for listing in listings:
        for fact in listing.facts:
            said, value = Said(fact, listing), fact.value
            if isinstance(value, Price) and not (has_sheet and value.per in _CREDIT):
                yield from _priced(said, value)
            elif isinstance(value, Multiplier) and not has_sheet:
                yield from multiplied(said, value, chosen)


def _priced(said: Said, price: Price) -> Iterator[Offer | Issue]:
    bought = _bought(price)
    written = f"{price.amount} per {price.per}"
    if price.withdrawn:
        return
    if plan := at_full_use(said, price, bought.many if bought.unit is Unit.MONTH else None):
        yield plan
    if is_cap(said, price):
        return
    if bought.unit is None:
        yield said.issue("unit_not_priced", f"a price per {price.per}", Level.INFO)
    elif price.amount <= 0:
        yield said.issue("zero_price", written)
    elif price.currency is None:
        yield said.issue("no_currency", f"{written} in no named currency")
    else:
        yield _offer(said, price, price.currency, bought, bought.unit)


def _bought(price: Price) -> _Bought:
    face = price.face_value_usd
    if price.per in _FACE_VALUE and face is not None and face > 0:
        return _Bought(Unit.USD_CREDIT, "per_face_value", face)
    if calls := _CALLS.fullmatch(price.per):
        return _Bought(Unit.CALL, "per_call", Decimal(calls[1]))
    found = _MONTHS.fullmatch(price.per)
    months = Decimal(found[1]) if found else _SOME_MONTHS.get(price.per)
    return _Bought(Unit.MONTH, "per_month", months) if months else _Bought(_UNITS.get(price.per))


def _offer(said: Said, price: Price, currency: str, bought: _Bought, unit: Unit) -> Offer | Issue:
    written = price.model or ""
    name = named(written, unit) or named(said.listing.title, unit)
    provider = name.provider if name else price.provider
    if unit in TOKENS | {Unit.MONTH} and name is None:
        return said.issue("unknown_model", f"no official price of {written or 'it'} is known")
    if provider is None and unit is not Unit.USD_CREDIT:
        return said.issue("unknown_model", f"{written or 'what is sold'} has no known provider")
    return Offer(
        provider=provider or "multiple",
        model=name.model if name else fold(written),
        listed_as=_listed_as(said, written),
        access=access(price.access, unit),
        group=_package(bought),
        supply=said.origin(""),
        unit=unit,
        paid=price.amount / bought.many,
        currency=currency,
        basis=Basis.TEXT_ONLY,
        factors=tuple(_factors(price, bought, said.fact.place)),
        place=said.fact.place,
        digest=said.listing.digest,
        listing=said.listing.key,
    )


def _listed_as(said: Said, written: str) -> str:
    """Words list what they name; an article of a shop is listed by its title."""
    in_words = said.fact.place == "text"
    return (written if in_words else "") or said.listing.title or written


def _package(bought: _Bought) -> str:
    """Packages of different size are different offers."""
    return f"{plain_decimal(bought.many)} USD" if bought.per == "per_face_value" else ""


def _factors(price: Price, bought: _Bought, place: str) -> Iterator[Factor]:
    yield Factor("price", price.amount, place)
    if bought.per:
        yield Factor(bought.per, 1 / bought.many, place)
