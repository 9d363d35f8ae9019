"""Prices in rows of code whose columns are known by their place only: ("Claude Pro 1 month",
180000, "..."): the first bare number behind the name is the price, a higher one beside it what the
shop asked before.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import scan
from parsers.readers.rules.code.fields import money_above
from parsers.readers.rules.code.figures import Figure
from parsers.readers.rules.code.literals import Piece
from parsers.readers.rules.code.places import Places
from parsers.readers.rules.code.records import records
from parsers.readers.rules.code.tuple_rows import TupleRow, tuple_row
from parsers.readers.rules.price.amounts import READER

_SHORT = 100  # characters of a name; more is a description, which may say more


def read(ledger: Ledger) -> Iterator[Fact]:
    """The price of every row that sells access to a model."""
    found = [one for one in records(ledger.told.text.folded.original) if one.frame.values]
    if not found:
        return
    places, money = Places(ledger), money_above(ledger)
    above = ledger.told.head.folded.original[-200:]
    for record in found:
        row = tuple_row(record.frame.values, above)
        if row is None or not places.free(*_span(row.values[row.price])):
            continue
        if not row.quotes:
            yield _fact(places, row, money)
        _aside(places, row)


def _span(value: Piece) -> tuple[int, int]:
    return value.start, value.end


def _fact(places: Places, row: TupleRow, money: str | None) -> Fact:
    one, ware = row.paid, row.ware
    code = one.money or money or _money_said(row.words, one)
    value = Price(
        amount=one.amount,
        currency=code,
        per=one.per or ware.lasts or row.days or ware.per,
        provider=ware.subject.provider,
        model=ware.subject.model,
        access=ware.access,
    )
    return places.fact(*_span(row.values[row.price]), value, READER, sure=code is not None)


def _aside(places: Places, row: TupleRow) -> None:
    """Its other numbers are no facts, nor is its price said again in the description."""
    for other in row.values:
        if other.kind == "bare" or len(other.text) < _SHORT:
            places.aside(*_span(other))
        else:
            places.repeated(*_span(other), row.paid.amount)


def _money_said(said: Sequence[Piece], one: Figure) -> str | None:
    """The money of an amount of like size in the description: "10" beside "S/5 más"."""
    for text in said:
        for token in scan(text.text).tokens:
            if token.kind == "m" and token.amount and _like(token.amount, one.amount):
                return token.value
    return None


def _like(left: Decimal, right: Decimal) -> bool:
    return left <= right * 20 and right <= left * 20
