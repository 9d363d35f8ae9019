"""A lone number under a head that says what it is: "汇率 1$=?¥", "价格（元/百万）", "倍率"."""

from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import LIKELY
from parsers.readers.ledger import Ledger
from parsers.readers.rules import units
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.cells import cells
from parsers.readers.rules.multipliers import is_multiplier_head, multiplier_of


def read(ledger: Ledger) -> Iterator[Fact]:
    """Facts that a table's head makes of bare numbers."""
    told = ledger.told
    for cell in cells(told):
        if cell.lone is None or not ledger.free(cell.lone):
            continue
        if is_multiplier_head(cell.head):
            yield multiplier_of(ledger, cell.lone, cell.lone, cell.lone, cell)
            continue
        unit = units.of_head(cell.head, told.head.folded.text)
        if unit is None:
            continue
        if told.text.tokens[cell.lone].value or unit.currency or unit.certain:
            priced = PaidFor(unit.per, unit.currency, sure=LIKELY)
            yield price_at(ledger, cell.lone, (cell.lone, cell.lone), priced)
