"""Small hand-made listings for the pricing tests: a rate, a top-up, a seller."""

from datetime import date
from decimal import Decimal
from typing import Any

from market.claims import CreditUnit, Rate, TopUp, Value
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import PricedSheet, against_list, offers
from market.types import Fact, Listing, Offer, Priced

ON = date(2026, 9, 8)
FX = FxRates.load().with_overrides({"CNY": Decimal("6.80")})
INPUT, OUTPUT = "1m_input_tokens", "1m_output_tokens"
CACHE_READ, CACHE_WRITE = "1m_cache_read_tokens", "1m_cache_write_tokens"


def fact(value: Value, place: str = "/data/0") -> Fact:
    """A fact whose quote does not matter here."""
    return Fact(value, quote="", place=place)


def rate(listed_as: str, unit: str, *factors: tuple[str, str], **more: Any) -> Rate:
    """A rate with ``factors`` as (name, number); a group ratio of 1 unless it is given."""
    ratio = more.pop("ratio", "1")
    return Rate(
        listed_as=listed_as,
        group=more.pop("group", "default"),
        unit=unit,
        factors=tuple((name, Decimal(value), f"/{name}") for name, value in factors),
        group_ratio=None if ratio is None else Decimal(ratio),
        **more,
    )


def by_ratio(listed_as: str, model_ratio: str, unit: str = INPUT, **more: Any) -> Rate:
    """new-api's input price: a ratio that quota_per_unit turns into credit dollars."""
    return rate(listed_as, unit, ("model_ratio", model_ratio), scale="ratio", **more)


def top_up(amount: str, source: str = "status.price", currency: str = "CNY", **more: Any) -> TopUp:
    """What one credited dollar costs."""
    return TopUp(Decimal(amount), currency, source, **more)


def quota(amount: str) -> CreditUnit:
    """new-api's quota_per_unit."""
    return CreditUnit(Decimal(amount))


def site(*values: Value, title: str = "松鼠 API", text: str = "") -> Listing:
    """Everything one seller shows, as one listing."""
    facts = tuple(fact(value, f"/{at}") for at, value in enumerate(values))
    return Listing("site", title, text=text, digest="d", facts=facts)


def priced(*listings: Listing, on: date = ON) -> PricedSheet:
    """The listings of one seller, priced at 6.80 yuan a dollar."""
    return offers(listings, PriceBook.load(), FX, on)


def listed(offer: Offer, on: date = ON) -> Priced:
    """The offer against list price."""
    return against_list(offer, PriceBook.load(), FX, on)


def codes(sheet: PricedSheet) -> list[str]:
    """The codes of its issues, in order."""
    return [issue.code for issue in sheet.issues]
