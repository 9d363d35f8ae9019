"""A unit said once for several prices: "az 1元 一刀，官转 2.5元", "0.8R 一刀（az 0.3R）",
"6分一张，高清 1毛".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import bounds
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.token import Token
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.paid import is_paid

_CARRIED = frozenset({"usd_credit", "image", "call"})
_FACTOR = 15  # prices of one list are not further apart
_SHORT = re.compile(r"[.Mgl=-]{0,6}[mn]l?")  # all that a clause says: names and an amount
_CUSTOMERS = frozenset({"vip", "svip", "会员", "member", "members", "vip1"})
_LINES_APART = 6
_COPULA = frozenset("的价格是为现在只要")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices that take their unit from another price beside them."""
    scan = ledger.told.text
    known = sorted(at for at, (per, _) in ledger.sold.items() if per in _CARRIED)
    for at, kind in enumerate(scan.shape) if known else ():
        if kind not in "nm" or not ledger.free(at) or not is_alone(ledger, at):
            continue
        source = min(known, key=lambda place: abs(place - at))
        if _is_alike(ledger, at, source):
            per, money = ledger.sold[source]
            yield price_at(ledger, at, (at, at), PaidFor(per, money, sure=LIKELY))


def is_alone(ledger: Ledger, at: int) -> bool:
    """Whether a clause says nothing but a name and this amount, and a buyer pays it."""
    scan = ledger.told.text
    low, high = bounds(scan.shape, at, ",;|()/")
    named = scan.tokens[low].text in _CUSTOMERS or scan.tokens[low].value == "customer"
    if not _SHORT.fullmatch(scan.shape, low + named, high) or not is_paid(scan, at):
        return False
    return scan.shape[at] == "m" or _follows_name(scan.tokens[low:at])


def _follows_name(words: tuple[Token, ...]) -> bool:
    """ "claude 0.8", "Opus 4.8的价格是0.9": a bare number is a price only behind a name."""
    while words and _COPULA.issuperset(words[-1].text):
        words = words[:-1]
    return bool(words) and words[-1].kind in "Mgq"


def _is_alike(ledger: Ledger, at: int, source: int) -> bool:
    """Whether two amounts can be prices of one list: near, of one money and one size."""
    scan = ledger.told.text
    mine, other = scan.tokens[at], scan.tokens[source]
    if scan.shape.count(";", min(at, source), max(at, source)) > _LINES_APART:
        return False
    if mine.value not in ("", ledger.sold[source][1]) or not mine.amount or not other.amount:
        return False
    return Decimal(1) / _FACTOR <= mine.amount / other.amount <= _FACTOR
