"""Rows of tables that sell a plan, an account or a lump of credit rather than a model's tokens."""

import re
from decimal import Decimal

from parsers.readers.ledger import Ledger
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.rules.price.units import period_in
from parsers.readers.rules.quota.stretches import stretch
from parsers.readers.rules.table import grid
from parsers.readers.rules.table.cells import amounts
from parsers.readers.rules.table.grid import Place, Row
from parsers.readers.rules.table.heads import Head
from parsers.readers.rules.table.row_subject import names_of_row

_ACCOUNT = re.compile(
    r"账号|账户|成品|席位|会员|号$|account|seat|аккаунт|tài khoản|tai khoan|akun|cuenta|conta\b"
    r"|konto|compte|hesa[bp]|حساب|アカウント|계정"
)
_NAMING = ("name", "group", "lasting", "")
_WORDS = 2  # words beside a period that still name no other goods: "за 1 месяц"


def is_seat(ledger: Ledger, row: Row, head: Head) -> bool:
    """Whether the row or column sells a plan or account of somebody we know."""
    scan = ledger.told.text
    names = [scan.tokens[at] for at in names_of_row(ledger.told, row)]
    names = names or [token for token in head.tokens if token.kind == "M"]
    if names:
        said = any(is_plan(name.text) for name in names)
        return said or _ACCOUNT.search(_words(ledger, row)) is not None
    return _is_of_caption(ledger, row)


def _is_of_caption(ledger: Ledger, row: Row) -> bool:
    """A row that names nobody: of the plan above the table, if it says but how long."""
    scan = ledger.told.text
    above = any("M" in scan_of(caption).shape for caption in row.captions[:3])
    said = "".join(scan.shape[slice(*cell)] for cell in _cells(row))
    return above and said.count(".") <= _WORDS and ("p" in said or "u" in said)


def lasts(ledger: Ledger, row: Row) -> str:
    """How long a seat lasts by the name or the duration of its row; "" where it does not say."""
    found = (period_in(ledger.told.text, *cell) for cell in _cells(row))
    return next(filter(None, found), "")


def face(ledger: Ledger, row: Row) -> tuple[int, Decimal] | None:
    """Place and dollars of the credit that a row's price buys: "| 月卡 | 99 元 | 400 刀 |"."""
    scan = ledger.told.text
    for head, cell in zip(row.heads, row.cells, strict=True):
        found = amounts(scan, *cell) if head.role == "quota" and not head.unit else []
        if len(found) == 1 and not found[0].per:
            token = scan.tokens[found[0].at]
            money = token.value or head.currency
            at, apart = found[0].at, stretch(scan, found[0].at, found[0].at)
            if money == "USD" and token.amount and ledger.free(at) and not apart:
                return at, token.amount
    return None


def _cells(row: Row) -> list[Place]:
    return [c for head, c in zip(row.heads, row.cells, strict=True) if head.role in _NAMING]


def _words(ledger: Ledger, row: Row) -> str:
    return " ".join(grid.words(ledger.told.text, *cell) for cell in _cells(row))
