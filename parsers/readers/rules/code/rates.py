"""Prices of a model's tokens in code: "inputPerMillion: 1.25, outputPerMillion: 7.5"."""

from collections.abc import Iterator
from dataclasses import dataclass

from market.claims import Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.tokens import scan
from parsers.readers.names import Subject, named, row_of_names
from parsers.readers.rules.code.fields import currency, money_above
from parsers.readers.rules.code.figures import figure
from parsers.readers.rules.code.places import Places
from parsers.readers.rules.code.records import Field, Record, records
from parsers.readers.rules.price.amounts import READER
from parsers.readers.rules.price.book import is_list_price
from parsers.readers.rules.price.units import PER_SIDE


@dataclass(frozen=True, slots=True)
class _Rate:
    """One side of a model's price, and the field it stands in."""

    field: Field
    price: Price


def read(ledger: Ledger) -> Iterator[Fact]:
    """Input and output price of every record of a model; none where a maker asks one of them."""
    found = [one for one in records(ledger.told.text.folded.original) if one.all("in", "out")]
    if not found:
        return
    places, above = Places(ledger), money_above(ledger)
    rates = [rate for record in found for rate in _rates(record, above)]
    quoted = any(_is_quoted(rate.price) for rate in rates)
    for rate in rates:
        span, money = rate.field.span, rate.price.currency
        if quoted and money in (None, "USD"):
            places.aside(*span)
        elif places.free(*span):
            yield places.fact(*span, rate.price, READER, sure=money is not None)


def _is_quoted(price: Price) -> bool:
    """Whether a maker asks this: a calculator's table, and nobody's offer."""
    dollars = price.currency in (None, "USD")
    return dollars and is_list_price(price.model or "", price.per, price.amount)


def _rates(record: Record, above: str | None) -> Iterator[_Rate]:
    about = _model(record)
    money = next(filter(None, map(currency, record.texts("currency"))), above)
    for field in record.all("in", "out") if about else ():
        one = figure(field.value, field.key.money or money)
        if one is not None and one.amount > 0 and about is not None:
            amount, per = tidy(one.amount * field.key.scale), PER_SIDE[field.key.role]
            price = Price(amount, one.money, per, about.provider, about.model, "relay_api")
            yield _Rate(field, price)


def _model(record: Record) -> Subject | None:
    """The model by the record's names, else by the key it stands under."""
    for words in (*record.texts("name", "code", "brand"), record.frame.key):
        told = scan(words)
        at = told.shape.find("M")
        if at >= 0:
            return named(told, row_of_names(told, at))
    return None
