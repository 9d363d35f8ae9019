"""The prices in a cell: of what its own words say, else what its head, its row or the words above
the table say.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import SMALL_MONEY, number, tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.units import PER_SIDE
from parsers.readers.rules.table import seats
from parsers.readers.rules.table.cells import Amount, amounts, is_pair, is_range, numbers
from parsers.readers.rules.table.grid import Place, Row
from parsers.readers.rules.table.heads import Head, currency, token_unit
from parsers.readers.rules.table.roles import side_of
from parsers.readers.rules.table.row_subject import of_row, said_of
from parsers.readers.text.fold import fold

_MONTHS = ("month", "week", "day", "3 months", "12 months")
_YUAN = re.compile(r"[元¥]|rmb|cny|人民币")


def read(ledger: Ledger, row: Row, head: Head, cell: Place) -> Iterator[Fact]:
    """The prices of one cell."""
    scan = ledger.told.text
    found = [one for one in amounts(scan, *cell) if ledger.free(one.at)]
    told = [fact for one in _paid(ledger, head, found) for fact in _price(ledger, row, head, one)]
    if told:  # "$19.99（~144 元）": the same in other money
        ledger.take("aside", *numbers(scan, *cell))
    yield from told


def _price(ledger: Ledger, row: Row, head: Head, one: Amount) -> Iterator[Fact]:
    unit = _unit(ledger, row, head, one)
    if unit is None:
        return
    priced = price_at(ledger, one.at, (one.at, one.last), unit)
    priced = said_of(priced, of_row(ledger.told, row, head))
    if isinstance(priced.value, Price):
        amount = _amount(ledger.told.text.tokens[one.at], head, priced.value, unit.scale)
        priced = replace(priced, value=replace(priced.value, amount=amount))
    yield priced


def _amount(token: Token, head: Head, price: Price, scale: Decimal) -> Decimal:
    """As its column has it: "59.000" under "VNĐ" is no 59, "1¥=?$" is turned round."""
    if head.role == "dollars" and price.amount:
        return tidy(round(1 / price.amount, 6))
    if token.kind == "n" and (price.currency in SMALL_MONEY or _DOTTED.fullmatch(token.text)):
        per_tokens = price.per.startswith("1m_")
        written = None if per_tokens else number(token.text, price.currency or "VND")
        return price.amount if written is None else tidy(written * scale)
    return price.amount


_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def _paid(ledger: Ledger, head: Head, found: list[Amount]) -> list[Amount]:
    """The one amount of a cell, both of a range or of input and output."""
    scan = ledger.told.text
    if len(found) < 2 or is_range(scan, found[0].at, found[1].at):
        return found[:2]
    if any(one.side for one in found):
        return found
    if is_pair(scan, found[0].at, found[1].at) and head.role not in ("in", "out"):
        return [replace(found[0], side="in"), replace(found[1], side="out")]
    return found[:1]


def _unit(ledger: Ledger, row: Row, head: Head, one: Amount) -> PaidFor | None:
    """What the amount is for; None where nothing says it."""
    per, scale = _per(ledger, row, head, one)
    if per == "usd_credit":
        return PaidFor(per, "CNY" if _YUAN.search(head.words) else None, scale, sure=LIKELY)
    money = one.money or _currency(row, head)
    bought = seats.face(ledger, row) if per in ("", "account", *_MONTHS) else None
    if bought is not None:
        ledger.take("face", bought[0])
        lasts = per if per in _MONTHS else seats.lasts(ledger, row)
        return PaidFor(lasts or "package", money, face=bought[1], sure=LIKELY) if money else None
    said = money or head.unit or seats.is_seat(ledger, row, head)
    return PaidFor(per, money, scale, sure=LIKELY) if per and said else None


def _per(ledger: Ledger, row: Row, head: Head, one: Amount) -> tuple[str, Decimal]:
    """The unit by the cell's own words, its head's, those above the table, the row's."""
    if head.role in ("credit", "dollars"):
        return "usd_credit", Decimal(1)
    side = one.side or (head.role if head.role in PER_SIDE else side_of(ledger.told, row))
    if one.per:
        return PER_SIDE.get(side, one.per) if one.per == "1m_tokens" else one.per, one.scale
    tokens = next(filter(None, map(token_unit, (head.words, *map(_folded, row.captions)))), "")
    scale = Decimal(1000 if tokens == "1k_tokens" else 1)
    if side:
        return PER_SIDE[side], scale
    if head.unit and not head.unit.endswith("_tokens"):
        return head.unit, scale
    if seats.is_seat(ledger, row, head):
        return seats.lasts(ledger, row) or "account", scale
    return PER_SIDE.get(_side_above(row), "1m_tokens") if tokens else "", scale


def _folded(caption: str) -> str:
    return fold(caption).text


def _side_above(row: Row) -> str:
    """ "Output Tokens per Million" above the table."""
    sides = {t.value for caption in row.captions for t in scan_of(caption).tokens if t.kind == "i"}
    return sides.pop() if len(sides) == 1 else ""


def _currency(row: Row, head: Head) -> str | None:
    """The money the head names, or the words above the table."""
    if head.currency:
        return head.currency
    above = (currency(scan_of(caption).tokens) for caption in row.captions)
    return next((code for code in above if code), None)
