"""What the cells of a table mean under their heads: prices with the head's unit and money,
multipliers, savings, quotas; and numbers that are no facts at all ("官方价", "Context").
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Coupon, Discount, Volume
from market.types import Fact
from parsers.readers.facts import LIKELY, fact
from parsers.readers.ledger import Ledger
from parsers.readers.rules.discount.shares import COUPON_READER as COUPON
from parsers.readers.rules.discount.shares import READER as DISCOUNT
from parsers.readers.rules.quota.quantities import quantities
from parsers.readers.rules.quota.quotas import READER as VOLUME
from parsers.readers.rules.ratio.multipliers import multiplier_of
from parsers.readers.rules.ratio.ratios import top_up
from parsers.readers.rules.table import flat, grid, priced
from parsers.readers.rules.table.cells import amounts, numbers
from parsers.readers.rules.table.grid import Place, Row
from parsers.readers.rules.table.heads import ASIDE, PRICED, Head
from parsers.readers.rules.table.roles import role_of
from parsers.readers.rules.table.row_subject import of_row, said_of


def read(ledger: Ledger) -> Iterator[Fact]:
    """Facts that a table's heads make of its cells."""
    for row in (*grid.barred(ledger.told), *flat.rows(ledger.told)):
        for head, cell in zip(row.heads, row.cells, strict=True):
            _aside(ledger, head)
            yield from _cell(ledger, row, head, cell)


def _aside(ledger: Ledger, head: Head) -> None:
    """ "Input (1M tokens)" at the head of a column counts what a price is for."""
    if head.scan is ledger.told.text:
        shape = head.scan.shape
        ledger.take("aside", *(at for at in range(head.first, head.last) if shape[at] == "t"))


def _cell(ledger: Ledger, row: Row, head: Head, cell: Place) -> Iterator[Fact]:
    if _RATIO.search(head.words) and (ratio := _SHAPE.search(ledger.told.text.shape, *cell)):
        yield from top_up(ledger, ratio)
        return
    role = role_of(ledger.told, row, head, cell)
    if role in ASIDE:
        ledger.take("aside", *numbers(ledger.told.text, *cell))
    elif role in PRICED:
        yield from priced.read(ledger, row, head, cell)
    elif role == "multiplier":
        yield from _multipliers(ledger, row, head, cell)
    elif role in ("saving", "share"):
        yield from _discounts(ledger, row, head, cell)
    elif role == "quota" and head.unit in _STRETCHES:
        yield from _quotas(ledger, head, cell)


def _multipliers(ledger: Ledger, row: Row, head: Head, cell: Place) -> Iterator[Fact]:
    for one in amounts(ledger.told.text, *cell):
        if ledger.free(one.at) and 0 < (ledger.told.text.tokens[one.at].amount or 0) <= _HIGHEST:
            found = multiplier_of(ledger, one.at, one.at, one.at, _group(ledger, row))
            named = "M" in ledger.told.text.shape[slice(*cell)]  # "Claude 0.9倍，GPT 0.06倍"
            yield found if named else said_of(found, of_row(ledger.told, row, head))


_HIGHEST = 100
_RATIO = re.compile(r"充值比|兑换比|比例|汇率|recharge ratio|top-up ratio")
_SHAPE = re.compile(r"(?P<left>n)(?P<sign>=)(?P<right>n)")  # "1:1"


def _group(ledger: Ledger, row: Row) -> str:
    """The row's name, where a column is of groups or lines."""
    scan = ledger.told.text
    named = (c for h, c in zip(row.heads, row.cells, strict=True) if h.role == "group")
    low, high = next(named, (0, 0))
    return " ".join(scan.quote(low, high - 1)[0].split()) if low < high else ""


def _discounts(ledger: Ledger, row: Row, head: Head, cell: Place) -> Iterator[Fact]:
    """ "87.5%" under "Savings", "约 0.08 折(0.85%)" under "相当于官方价": one discount a cell."""
    scan = ledger.told.text
    places = numbers(scan, *cell)
    offs = ((at, _off(scan.tokens[at].amount, scan.shape[at + 1 : at + 2], head)) for at in places)
    at, off = next(((at, off) for at, off in offs if off is not None), (-1, None))
    if off is None or not ledger.free(at):
        return
    ledger.take("aside", *places)
    about = of_row(ledger.told, row, head)
    if any(map(_is_topped, row.heads)):  # a level's: off the shop's own price
        yield fact(scan, at, at + 1, Coupon(off), COUPON, LIKELY)
        return
    value = Discount(off=off, provider=about.provider, model=about.model)
    yield fact(scan, at, at + 1, value, DISCOUNT, LIKELY)


_PAID_IN = re.compile(
    r"等级|会员|级别|累充|充值|储值|top-?up|recharge|deposit|チャージ|пополн|nạp|recarga|yükleme"
)


def _is_topped(head: Head) -> bool:
    """Whether a column says how much a customer must have paid in."""
    return head.role == "topped" or _PAID_IN.search(head.words) is not None


_STRETCHES = frozenset({"day", "week", "month"})


def _quotas(ledger: Ledger, head: Head, cell: Place) -> Iterator[Fact]:
    """ "$110" under "每日额度": what may be used in a day."""
    for one in quantities(ledger.told.text):
        if (
            cell[0] <= one.at < cell[1]
            and ledger.free(one.at)
            and one.unit not in (None, "percent")
        ):
            ledger.take("volume", one.at)
            value = Volume(one.amount, one.unit or "", head.unit)
            yield fact(ledger.told.text, one.first, one.last, value, VOLUME, LIKELY)


def _off(amount: Decimal | None, unit: str, head: Head) -> Decimal | None:
    """The part taken off: 折 says what is left, a percentage what its head says."""
    if amount is None or unit not in ("%", "z"):
        return None
    tenths = Decimal(10 if amount < 10 else 100)
    part = amount / 100 if unit == "%" else amount / tenths
    off = part if unit == "%" and head.role == "saving" else 1 - part
    return off.normalize() if 0 < off < 1 else None
