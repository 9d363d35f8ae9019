"""A labelled line in, the facts its text states out: the readers on the corpus' own terms."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

from market.claims import Price, TopUp, Value, kind_of
from market.types import Listing
from parsers.readers import read


def extract(line: Mapping[str, object]) -> dict[str, object]:
    """One prediction line for one listing line: ``{"id", "facts"}``."""
    listing = Listing(
        key=str(line.get("id", "")),
        title="",
        text=str(line.get("text") or ""),
        context=str(line.get("context") or ""),
    )
    return {"id": line.get("id"), "facts": [_told(fact.value) for fact in read(listing)]}


def _told(value: Value) -> dict[str, object]:
    """A value as the corpus writes it: numbers for decimals, a top-up as a price per dollar."""
    match value:
        case TopUp():
            return _told(Price(value.amount, value.currency, "usd_credit", access="relay_api"))
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
