"""Lists of relays in which R alone means yuan for a dollar: "| 青山站 | 官转 2R |" under "价格"."""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.carried import is_alone
from parsers.readers.rules.table.grid import barred

_PLANS = re.compile(r"账号|套餐|会员|plan|account")  # there R is the price of a seat
_HIGHEST = 10


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices in R that say no unit, in columns of prices."""
    scan = ledger.told.text
    for row in barred(ledger.told):
        if any(_PLANS.search(head.words) for head in row.heads):
            continue
        for head, cell in zip(row.heads, row.cells, strict=True):
            for at in range(*cell) if head.role == "price" else ():
                if _is_in_r(scan, at) and ledger.free(at) and is_alone(ledger, at):
                    yield price_at(ledger, at, (at, at), PaidFor("usd_credit", sure=LIKELY))


def _is_in_r(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    written = scan.folded.text[token.start : token.end]
    return token.kind == "m" and written.endswith("r") and 0 < (token.amount or 0) <= _HIGHEST
