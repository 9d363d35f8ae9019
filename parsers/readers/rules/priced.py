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
from parsers.readers.numbers import tidy
from parsers.readers.rules import grid
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.cells import Amount, amounts, is_pair, is_range, numbers
from parsers.readers.rules.grid import Place, Row
from parsers.readers.rules.heads import Head, currency, token_unit
from parsers.readers.rules.units import PER_SIDE, period_in
from parsers.readers.rules.whose import names_of_row, of_row, said_of
from parsers.readers.tokens import is_plan
from parsers.readers.tokens import scan as scan_of

_ACCOUNT = re.compile(
    r"账号|账户|成品|席位|会员|号$|account|seat|аккаунт|tài khoản|tai khoan|akun|cuenta|conta\b"
    r"|konto|compte|hesa[bp]|حساب|アカウント|계정"
)
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
    yield _turned(priced) if head.role == "dollars" else priced


def _turned(priced: Fact) -> Fact:
    """ "1¥=?$": so many dollars for one yuan, as money for one dollar."""
    if not isinstance(priced.value, Price) or not priced.value.amount:
        return priced
    amount = tidy(round(1 / priced.value.amount, 6))
    return replace(priced, value=replace(priced.value, amount=amount))


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
    said = money or head.unit
    return PaidFor(per, money, scale, sure=LIKELY) if per and said else None


def _per(ledger: Ledger, row: Row, head: Head, one: Amount) -> tuple[str, Decimal]:
    """The unit by the cell's own words, its head's, those above the table, the row's."""
    if head.role in ("credit", "dollars"):
        return "usd_credit", Decimal(1)
    side = one.side or (head.role if head.role in PER_SIDE else "")
    if one.per:
        return PER_SIDE.get(side, one.per) if one.per == "1m_tokens" else one.per, one.scale
    tokens = next(filter(None, map(token_unit, (head.words, *row.captions))), "")
    scale = Decimal(1000 if tokens == "1k_tokens" else 1)
    if side:
        return PER_SIDE[side], scale
    if head.unit and not head.unit.endswith("_tokens"):
        return head.unit, scale
    if _is_seat(ledger, row, head):
        return _seat_period(ledger, row), scale
    return PER_SIDE.get(_side_above(row), "1m_tokens") if tokens else "", scale


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


def _is_seat(ledger: Ledger, row: Row, head: Head) -> bool:
    """Whether the row or column sells a plan or account rather than a model's tokens."""
    scan = ledger.told.text
    names = [scan.tokens[at] for at in names_of_row(ledger.told, row)]
    names = names or [token for token in head.tokens if token.kind == "M"]
    if any(is_plan(name.text) for name in names):
        return True
    return _ACCOUNT.search(_naming(ledger, row)) is not None


def _naming(ledger: Ledger, row: Row) -> str:
    cells = zip(row.heads, row.cells, strict=True)
    named = [c for head, c in cells if head.role in ("name", "group", "lasting", "")]
    return " ".join(grid.words(ledger.told.text, *cell) for cell in named)


def _seat_period(ledger: Ledger, row: Row) -> str:
    """How long a seat lasts by the name or the duration of its row; else it is an account."""
    for head, (low, high) in zip(row.heads, row.cells, strict=True):
        if head.role not in ("name", "group", "lasting", ""):
            continue
        if lasts := period_in(ledger.told.text, low, high):
            return lasts
    return "account"
