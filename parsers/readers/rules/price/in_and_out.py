"""Two prices of a model without a unit of their own: of input and output, where a line before has
such a pair, the unit is stated once, or their sizes show it ("opus 官方 $5/$25，这里 ¥6/¥30").
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import line
from parsers.readers.facts import LIKELY, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.stated import stated
from parsers.readers.subject import names_near

# behind another of its kind: "Opus $1.1 / $5.5, GPT-5.5 $0.4 / $3.2 (input / output per 1M)"
_LISTED = re.compile(r"M[.=:(l-]{0,3}(?P<a>m)/(?P<b>m)(?![/.]?[tu])")
# "gpt-5.6：1.1 / 8.8；…（元/M）", "官方 $5/$25，这里 ¥6/¥30": two prices of a model
_BESIDE = re.compile(r"(?<![/n])(?P<a>[mn])/(?P<b>[mn])(?![/.]?[tuzxp%c/])")
_FEWEST, _MOST = 3, 10  # times that output costs what input costs
_INPUT = units.PER_SIDE["in"]


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of input and output whose unit is said elsewhere or not at all."""
    for match in found(_BESIDE, ledger.told.text):
        yield from _beside(ledger, match)
    if any(per == _INPUT for per, _ in ledger.sold.values()):
        for match in found(_LISTED, ledger.told.text):
            yield from _listed(ledger, match)


def _listed(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output of a further model in a line that has such a pair."""
    scan, first = ledger.told.text, match.start("a")
    low, high = line(scan.shape, first)
    said = (ledger.sold[at] for at in range(low, high) if at in ledger.sold)
    if (_INPUT, scan.tokens[first].value) in said and ledger.free(first, match.start("b")):
        for name, side in (("a", "in"), ("b", "out")):
            yield from price(ledger, match, name, PaidFor(units.PER_SIDE[side]))


def _beside(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output of the one model a line names, by the unit stated once or by their size."""
    scan, first = ledger.told.text, match.start("a")
    low, high = scan.tokens[first].amount or 0, scan.tokens[match.start("b")].amount or 0
    names, unit = names_near(scan, first), stated(ledger.told)
    money = scan.tokens[first].value or scan.tokens[match.start("b")].value
    if unit is not None and unit.per == "1m_tokens":
        money = money or unit.currency
    if len(names) != 1 or is_plan(scan.tokens[names[0]].text) or not money or not low:
        return
    per_dollar = high == 1  # "$0.30 / $1"
    if per_dollar or not _FEWEST <= high / low <= _MOST or not ledger.free(first, match.start("b")):
        return
    for name, side in (("a", "in"), ("b", "out")):
        scale = unit.scale if unit and unit.per == "1m_tokens" else Decimal(1)
        paid = PaidFor(units.PER_SIDE[side], money, scale, sure=LIKELY)
        yield from price(ledger, match, name, paid)
