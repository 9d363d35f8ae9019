"""A unit stated once for all prices of a list: "A 0.6，B 0.85（单位：元/刀）", "GPT 99 Claude 128
（元/月）". Where tokens are priced so, ``sided`` asks for their scale here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import Said
from parsers.readers.facts import LIKELY, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.ratio.factors import is_bare

# a currency that belongs to no number, with what it is for: "元/刀", "元/百万token", "元/月"
_STATED = re.compile(r"(?<![nm/])c(?P<per>/?)(?P<unit>[cptu])")
# "GPT：99", "A 站 0.6": a name, or the words of a clause, and a number that ends it
_NAMED = re.compile(r"M\(?[.]{0,4}\)?[.=-]{0,2}(?P<paid>[nm])(?=[,;|)(M]|\.?M|$)")
_SAID = re.compile(r"(?:^|(?<=[,;|=]))[.]{1,6}(?P<paid>n)(?=[,;|)(]|$)")
_MOST = 20  # a credited dollar for more is no price of it


@dataclass(frozen=True, slots=True)
class Unit:
    """What every amount is for, in which money; tokens by the million unless ``scale`` says so."""

    per: str
    currency: str
    scale: Decimal = Decimal(1)


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a list whose unit is stated apart from them."""
    unit = stated(ledger.told)
    if unit is None or unit.per == "1m_tokens":
        return
    scan = ledger.told.text
    patterns = (_NAMED, _SAID) if unit.per == "usd_credit" else (_NAMED,)
    for pattern in patterns:
        for match in found(pattern, scan):
            at = match.start("paid")
            high = unit.per == "usd_credit" and (scan.tokens[at].amount or 0) > _MOST
            if not high and is_bare(scan, at):
                paid = PaidFor(unit.per, unit.currency, sure=LIKELY)
                yield from price(ledger, match, "paid", paid)


def stated(told: Said) -> Unit | None:
    """The unit that the listing or its head states for all amounts; None where none is stated."""
    return _stated(told.text) or _stated(told.head)


def _stated(scan: Scan) -> Unit | None:
    for match in found(_STATED, scan):
        money = scan.tokens[match.start()].value.rpartition(" ")[2]
        unit = scan.tokens[match.start("unit")]
        match unit.kind:
            case "t":
                return Unit("1m_tokens", money, unit.amount or Decimal(1))
            case "c" if unit.value == "USD" and money != "USD":
                return Unit("usd_credit", money)
            case "p" if match["per"]:
                return Unit(units.period(unit.value, None), money)
            case "u" if match["per"] and unit.text != "位":
                return Unit(unit.value, money)
    return None
