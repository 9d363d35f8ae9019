"""A row of prices of a credited dollar, one for each name in a row of names: "Claude / GPT /
Gemini 1.2 / 0.3 / 0.5 元一刀"; refused where the rows differ in length.
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.names import named
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.subject import names_near

_ROW = re.compile(r"(?P<run>(?:[nm]/){1,8}[nm])/?(?P<dollar>[mc])")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices in rows with slashes."""
    for match in found(_ROW, ledger.told.text):
        yield from _row(ledger, match)


def _row(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, dollar = ledger.told.text, ledger.told.text.tokens[match.start("dollar")]
    places = [at for at in range(*match.span("run")) if scan.shape[at] in "nm"]
    money = scan.tokens[places[-1]].value or ("CNY" if dollar.text in ("一", "刀") else "")
    one = dollar.amount == 1 or dollar.kind == "c"
    if dollar.value != "USD" or not one or not money or not ledger.free(*places):
        return
    names = names_near(scan, places[0])
    if len(names) not in (0, 1, len(places)) or not is_paid(scan, places[0]):
        return
    ledger.take("unit", match.start("dollar"))
    for at, name in zip(places, names if len(names) > 1 else [None] * len(places), strict=True):
        about = named(scan, [name]) if name is not None else None
        yield price_at(ledger, at, (match.start(), at), PaidFor("usd_credit", money), about)
