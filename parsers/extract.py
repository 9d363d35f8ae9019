"""A labelled line in, the facts its text states out: the readers on the corpus' own terms."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal

from market.claims import (
    Bonus,
    Discount,
    ModelOnOffer,
    Multiplier,
    Price,
    Stock,
    TopUp,
    Value,
    Volume,
    kind_of,
)
from market.types import Listing
from parsers.readers import read
from parsers.readers.around import Said, said
from parsers.readers.stance import of_the_trade
from parsers.readers.subject import of_listing


def extract(line: Mapping[str, object]) -> dict[str, object]:
    """One prediction line for one listing line: ``{"id", "facts"}``."""
    listing = Listing(
        key=str(line.get("id", "")),
        title="",
        text=str(line.get("text") or ""),
        context=str(line.get("context") or ""),
    )
    about = _about(said(listing.text, listing.context))
    return {"id": line.get("id"), "facts": [_told(value, about) for value in _distinct(listing)]}


def _distinct(listing: Listing) -> Iterator[Value]:
    """What is read, each once; stock is a volume in the corpus, which may be read as such too,
    and a model is told by itself only where nothing says what it costs.
    """
    values = [fact.value for fact in read(listing)]
    priced = any(isinstance(value, Price | Discount | Multiplier | TopUp) for value in values)
    told: dict[Value, None] = {}
    for value in values:
        stock = value.amount if isinstance(value, Stock) else None
        if not (priced and isinstance(value, ModelOnOffer)):
            told[Volume(stock, "accounts") if stock else value] = None
    yield from told


def _about(told: Said) -> str | None:
    """The provider of facts that name none; the corpus writes "multiple" for a relay's."""
    return of_listing(told).provider or ("multiple" if of_the_trade(told) else None)


def _told(value: Value, about: str | None) -> dict[str, object]:
    """A value as the corpus writes it: numbers for decimals, a top-up as a price per dollar."""
    match value:
        case TopUp():
            priced = Price(value.amount, value.currency, "usd_credit", about)
            return _numbers(priced) | {"access": "relay_api"}
        case Price(provider=None) | Discount(provider=None) | Multiplier(provider=None) if about:
            return _told(replace(value, provider=about), about)
        case ModelOnOffer():
            return _numbers(value) | {"kind": "offer"}
        case Bonus(reason=reason):
            told = _numbers(value)
            del told["reason"]
            return told | ({} if reason == "gift" else {"for": reason})
        case Price(face_value_usd=Decimal() as face):
            told = _numbers(value)
            del told["face_value_usd"]
            return told | {"face_value": float(face), "face_value_unit": "usd"}
        case _:
            return _numbers(value)


def _numbers(value: Value) -> dict[str, object]:
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    told = {name: said for name, said in named.items() if said not in (None, False, "")}
    told = {n: float(said) if isinstance(said, Decimal) else said for n, said in told.items()}
    return {"kind": kind_of(value), **told}
