"""Prices in rows of code whose columns are known by their place only: ("Claude Pro 1 month",
180000, "..."). A list of columns above tells them; else the first bare number behind the name is
the price, a higher one beside it what the shop asked before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import READER
from parsers.readers.rules.fields import money_above
from parsers.readers.rules.figures import Figure, figure
from parsers.readers.rules.literals import Piece
from parsers.readers.rules.official import list_prices
from parsers.readers.rules.places import Places
from parsers.readers.rules.records import Record, records
from parsers.readers.rules.units import period
from parsers.readers.rules.wares import Ware, sold_as
from parsers.readers.tokens import scan

_BARE = 2  # values of a row that tells a name and an amount only
_NAMES = 3  # strings at the beginning of a row that may name what is sold
_SMALL, _GREAT = 366, 1000  # days or a category before a price in small money
_DAYS = frozenset({30, 60, 90, 180, 365})
_CODE = re.compile(r"[\w.-]{3,60}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's values, the places of its amounts behind the name, and of the one that is paid."""

    values: Sequence[Piece]
    ware: Ware
    amounts: tuple[int, ...]
    price: int


def read(ledger: Ledger) -> Iterator[Fact]:
    """The price of every row that sells access to a model."""
    found = [one for one in records(ledger.told.text.folded.original) if _is_row(one)]
    if not found:
        return
    places, money = Places(ledger), money_above(ledger)
    for record in found:
        row = _row(ledger, record.frame.values)
        if row is not None and places.free(*_span(row.values[row.price])) and not _quotes(row):
            yield _fact(places, row, money)


def _quotes(row: _Row) -> bool:
    """("ChatGPT Plus", 20): a name and what its maker asks, no more, is a bill."""
    one, about = _amount(row.values[row.price]), row.ware.subject
    if len(row.values) > _BARE or one is None or one.money not in (None, "USD"):
        return False
    return one.amount in list_prices((about.model or "").lower(), about.provider or "")


def _is_row(record: Record) -> bool:
    values = record.frame.values
    return len(values) > 1 and any(value.kind == "string" for value in values)


def _span(value: Piece) -> tuple[int, int]:
    return value.start, value.end


def _row(ledger: Ledger, values: Sequence[Piece]) -> _Row | None:
    strings = [at for at, value in enumerate(values) if value.kind == "string"]
    paid = next((at for at in range(strings[0], len(values)) if _amount(values[at])), len(values))
    first = [at for at in strings[:_NAMES] if at < paid]
    named = [at for at in first if "M" in scan(values[at].text).shape] or first or strings[:1]
    name = next((at for at in named if not _CODE.fullmatch(values[at].text)), named[0])
    texts = [values[at].text for at in strings if at > name]
    codes = [values[at].text for at in strings if at < name]
    cut = texts if values[name].start == 0 else []  # the beginning of the name is missing
    above = ledger.told.head.folded.original[-200:]
    ware = sold_as([values[name].text], codes, cut, texts, above)
    amounts = [at for at in range(name + 1, len(values)) if _amount(values[at])]
    return _Row(values, ware, tuple(amounts), _paid(values, amounts)) if ware and amounts else None


def _amount(value: Piece) -> Figure | None:
    """A bare number, or a string that is money and nothing else."""
    one = figure(value)
    return one if one and one.amount > 0 and (value.kind == "bare" or one.money) else None


def _paid(values: Sequence[Piece], amounts: list[int]) -> int:
    """The first amount, unless it counts days or months before a price in small money."""
    one = _amount(values[amounts[0]])
    small = one is not None and one.money is None and one.amount <= _SMALL
    later = (_amount(values[at]) for at in amounts[1:2])
    great = any(two and two.amount >= _GREAT and two.amount % 100 == 0 for two in later)
    return amounts[1] if small and great else amounts[0]


def _fact(places: Places, row: _Row, money: str | None) -> Fact:
    value, ware = row.values[row.price], row.ware
    one = _amount(value) or Figure(Decimal(0))
    said = [text for text in row.values if text.kind == "string" and not _CODE.fullmatch(text.text)]
    code = one.money or money or _money_said(said, one)
    fact = Price(
        amount=one.amount,
        currency=code,
        per=one.per or ware.lasts or _days(row) or ware.per,
        provider=ware.subject.provider,
        model=ware.subject.model,
        access=ware.access,
    )
    told = places.fact(*_span(value), fact, READER, sure=code is not None)
    for other in row.values:
        if other.kind == "bare" or len(other.text) < _SHORT:
            places.aside(*_span(other))
        else:
            places.repeated(*_span(other), one.amount)
    return told


_SHORT = 100  # characters of a name; more is a description, which may say more


def _days(row: _Row) -> str:
    """30, 90 or 365 behind the prices and before further numbers: how many days it lasts."""
    behind = [_amount(row.values[at]) for at in row.amounts if at > row.price]
    days = [one.amount for one in behind[:-1] if one and one.money is None and one.amount in _DAYS]
    return period("day", days[0]) if days else ""


def _money_said(said: Sequence[Piece], one: Figure) -> str | None:
    """The money of an amount of like size in the description: "10" beside "S/5 más"."""
    for text in said:
        for token in scan(text.text).tokens:
            if token.kind == "m" and token.amount and _like(token.amount, one.amount):
                return token.value
    return None


def _like(left: Decimal, right: Decimal) -> bool:
    return left <= right * 20 and right <= left * 20
