"""What one credited dollar costs, said as a wording: "0.6R 一刀", "0.15 元/刀", "3 RMB per USD".
Equations ("1元=1刀") are top-ups: ``equations`` reads those.
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price
from parsers.readers.token import Token

# "0.6R 一刀", "0.15 元/刀", "3 RMB per USD", "0.25一刀"
_CREDIT = re.compile(r"(?P<paid>[mn])(?:\.?(?P<per>/?)|,)(?P<dollar>[mc])")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of one credited dollar."""
    for match in found(_CREDIT, ledger.told.text):
        yield from _credit(ledger, match)


def _credit(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    tokens = ledger.told.text.tokens
    paid, dollar = tokens[match.start("paid")], tokens[match.start("dollar")]
    if not _one_dollar(dollar, match) or paid.value == "USD":
        return
    if paid.kind == "n" and not (match["per"] or dollar.text in ("一", "刀")):
        return
    if "," in match[0] and not paid.amount == dollar.amount == 1:
        return  # "1块钱，1刀", but not "充10块，1刀赠金"
    previous = tokens[match.start() - 1] if match.start() else None
    if previous is not None and (previous.kind == "=" or previous.value == "times"):
        return  # "7刀 × 12.50元/刀" is a sum, "= 1刀" an equation
    yuan = "CNY" if (dollar.kind == "c" and dollar.text == "刀") or dollar.text == "一" else None
    for one in price(ledger, match, "paid", PaidFor("usd_credit", yuan)):
        ledger.take("unit", match.start("dollar"))
        yield one


def _one_dollar(dollar: Token, match: re.Match[str]) -> bool:
    bare = dollar.kind == "c" and (bool(match["per"]) or dollar.text == "刀")
    return dollar.value == "USD" and (bare or dollar.amount == 1)
