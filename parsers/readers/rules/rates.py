"""Prices of a model's tokens in code: "inputPerMillion: 1.25, outputPerMillion: 7.5"."""

from collections.abc import Iterator

from market.claims import Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.names import Subject, named, row_of_names
from parsers.readers.rules.amounts import READER
from parsers.readers.rules.fields import currency, money_above
from parsers.readers.rules.figures import figure
from parsers.readers.rules.places import Places
from parsers.readers.rules.records import Record, records
from parsers.readers.rules.units import PER_SIDE
from parsers.readers.tokens import scan


def read(ledger: Ledger) -> Iterator[Fact]:
    """Input and output price of every record of a model."""
    found = [one for one in records(ledger.told.text.folded.original) if one.all("in", "out")]
    if not found:
        return
    places, above = Places(ledger), money_above(ledger)
    for record in found:
        about = _model(record)
        money = next(filter(None, map(currency, record.texts("currency"))), above)
        for field in record.all("in", "out") if about else ():
            one = figure(field.value, field.key.money or money)
            if one is None or one.amount <= 0 or about is None or not places.free(*field.span):
                continue
            value = Price(
                amount=one.amount * field.key.scale,
                currency=one.money,
                per=PER_SIDE[field.key.role],
                provider=about.provider,
                model=about.model,
                access="relay_api",
            )
            yield places.fact(*field.span, value, READER, sure=one.money is not None)


def _model(record: Record) -> Subject | None:
    """The model by the record's names, else by the key it stands under."""
    for words in (*record.texts("name", "code", "brand"), record.frame.key):
        told = scan(words)
        at = told.shape.find("M")
        if at >= 0:
            return named(told, row_of_names(told, at))
    return None
