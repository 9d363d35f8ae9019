"""Rows of models with prices, as rates in the money the list names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from market.claims import ModelOnOffer, Rate
from market.names import resolve
from market.types import Fact, Issue, Level, Listing
from parsers.payload import mapping, number, pointer, words, written
from parsers.sites.price_list.columns import TOKENS, Column, column, currency, scale
from parsers.sites.price_list.rows import Row, inner, said

READER = "price_list/1"
_DIGIT = re.compile(r"\d")
_SIGNED = re.compile(r"[$¥￥€]\s?(\d{1,9}(?:\.\d{1,12})?)")
_DEAREST_TOKEN = Decimal("0.01")  # dollars; a hundred times what any model costs


@dataclass(frozen=True, slots=True)
class Number:
    """A price where it stands. ``scale`` and ``currency`` are None where nothing says them."""

    unit: str
    amount: Decimal
    quote: str
    place: str
    scale: Decimal | None
    currency: str | None


def numbers(row: Row) -> Iterator[Number]:
    """Every number of the row that is the price of something."""
    for key, values in inner(row):
        around = f"{row.around} {said(row.values)} {said(values) if key else ''}"
        for name, value in values.items():
            found, amount = column(name, key), number(_unsigned(value))
            if not found or amount is None or _idle(found, amount, values):
                continue
            if key or found.loud or found.scale or scale(around):
                steps = (*row.steps, key, name) if key else (*row.steps, name)
                yield _number(found, amount, value, pointer(*steps), around, values)


def _number(
    found: Column, amount: Decimal, value: Any, place: str, around: str, values: dict[str, Any]
) -> Number:
    money = (currency(words(value)) if _SIGNED.fullmatch(words(value)) else None) or (
        found.currency or currency(around)
    )
    many = (found.scale or scale(around)) if found.unit in TOKENS else Decimal(1)
    if many is None and per_token(values) and amount < _DEAREST_TOKEN:
        many, money = Decimal(1_000_000), money or "USD"
    return Number(found.unit.value, amount, written(value), place, many, money)


def _unsigned(value: Any) -> Any:
    """ "$7.5" without its sign; anything else as it is."""
    signed = _SIGNED.fullmatch(words(value))
    return signed[1] if signed else value


def _idle(found: Column, amount: Decimal, values: dict[str, Any]) -> bool:
    """A call or picture that costs nothing more than its tokens; OpenRouter's are never sold so."""
    return found.unit not in TOKENS and (amount == 0 or per_token(values))


def per_token(values: dict[str, Any]) -> bool:
    """OpenRouter's form, which others copy: dollars for one token, written as strings."""
    return isinstance(values.get("prompt"), str) and isinstance(values.get("completion"), str)


def listing(row: Row, inferred: Decimal | None) -> Listing:
    """The row's rates. ``inferred``: the scale of a list that is known but does not say it."""
    told = tuple(numbers(row))
    facts = tuple(_fact(row, each, inferred) for each in told)
    issues = tuple(_odd(row)) if told else (_issue(row, "no_price", "no number that is a price"),)
    name = resolve(row.name)
    if name and not facts:
        offer = ModelOnOffer(name.provider, name.model, "relay_api")
        at = next((key for key, value in row.values.items() if value == row.name), None)
        facts = (Fact(offer, row.name, place=pointer(*row.steps, at), reader=READER),) if at else ()
    return Listing(f"model:{row.name}", row.name, facts=facts, issues=issues)


def _odd(row: Row) -> Iterator[Issue]:
    """Prices in words of their own, beside others that are numbers."""
    for key, values in inner(row):
        for name, value in values.items():
            found, said_ = column(name, key), words(value)
            if found and found.loud and _DIGIT.search(said_) and number(_unsigned(value)) is None:
                yield _issue(row, "odd_number", f"{name}: {said_[:60]}")


def _fact(row: Row, told: Number, inferred: Decimal | None) -> Fact:
    many = told.scale or inferred
    money = told.currency or ("USD" if inferred else None)
    tokens = (("tokens", many, ""),) if many not in (None, Decimal(1)) else ()
    problem = "" if many and money else "no_unit" if not many else "no_currency"
    rate = Rate(
        listed_as=row.name,
        group="",
        unit=told.unit,
        factors=((told.place.rpartition("/")[2], told.amount, told.place), *tokens),
        group_ratio=Decimal(1),
        owner=words(mapping(row.values).get("provider")) or words(row.values.get("owned_by")),
        currency=money,
        place=told.place,
        problem=problem,
    )
    return Fact(rate, told.quote, place=told.place, reader=READER)


def _issue(row: Row, code: str, message: str) -> Issue:
    return Issue(Level.WARNING, code, f"{row.name}: {message}", pointer(*row.steps))


def aihubmix(found: Sequence[Row]) -> bool:
    """AIHubMix's own list: ``model_id`` and a ``pricing`` that names no unit."""
    return bool(found) and all(
        "model_id" in row.values and "input" in mapping(row.values.get("pricing")) for row in found
    )


def inferred_scale(found: Sequence[Row]) -> Decimal | None:
    """Its manual says dollars for 1K tokens, its clients reckon with 1M. Where a number is 1 or
    more only the latter can be: nothing costs a thousand dollars a million. Else nothing is known.
    """
    told = [each for row in found for each in numbers(row)]
    return Decimal(1) if any(each.amount >= 1 for each in told) else None
