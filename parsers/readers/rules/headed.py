"""Prices that the words above a listing name, where the listing itself says what is had for them:
"PayGo (¥66 for $200)" above "$200 at once", "Monthly ($29/$79)" above "$29→$87, $79→$237".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.around import Said
from parsers.readers.facts import LIKELY, fact
from parsers.readers.ledger import Ledger
from parsers.readers.rules import packages, units
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.whose import said_of
from parsers.readers.subject import of_listing
from parsers.readers.tokens import scan

# "月订阅（$29/$79/$179）", "Monthly $29 / $79"
_ROW = re.compile(r"(?P<period>p)[.=]{0,4}\(?(?P<row>(?:m/){0,8}m)")
_LONGEST = 400  # characters above a listing that may name its plan


def read(ledger: Ledger) -> Iterator[Fact]:
    """What the plan named above costs, quoted with what the listing says of it."""
    if "m" in ledger.told.head.shape and len(ledger.told.head.folded.text) < _LONGEST:
        yield from _months(ledger)
        yield from _packages(ledger)


def _months(ledger: Ledger) -> Iterator[Fact]:
    head, text = ledger.told.head, ledger.told.text
    for match in _ROW.finditer(head.shape):
        lasts = units.period(head.tokens[match.start("period")].value, None)
        asked = {(t.value, t.amount) for t in head.tokens[slice(*match.span("row"))]}
        for at, token in enumerate(text.tokens):
            if token.kind == "m" and (token.value, token.amount) in asked and ledger.free(at):
                asked.remove((token.value, token.amount))
                unit = PaidFor(lasts, face=_face(ledger, at), sure=LIKELY)
                yield said_of(price_at(ledger, at, (at, at), unit), of_listing(ledger.told))


def _face(ledger: Ledger, at: int) -> Decimal | None:
    """ "$29→$87": usage for that price."""
    tokens = ledger.told.text.tokens[at + 1 : at + 3]
    if [token.kind for token in tokens] != ["=", "m"] or tokens[1].value != "USD":
        return None
    ledger.take("face", at + 2)
    return tokens[1].amount


def _packages(ledger: Ledger) -> Iterator[Fact]:
    """The package above, when its face value is what the listing speaks of."""
    above = Ledger(Said(ledger.told.head, scan("")))
    text = ledger.told.text
    for one in packages.read(above):
        price = one.value
        if not isinstance(price, Price):
            continue
        for at, token in enumerate(text.tokens):
            if token.value == "USD" and token.amount == price.face_value_usd and ledger.free(at):
                told = fact(text, at, at, price, one.reader, LIKELY)
                yield said_of(told, of_listing(ledger.told))
                break
