"""A lump sum for a lump of usage: "9.9 元/150 刀额度", "充值200R，到账400刀"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import before
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price
from parsers.readers.token import Token

# "9.9 元/150 刀额度", "¥50购$50", "充值200R，到账400刀"
_PAID_FIRST = re.compile(
    r"(?P<paid>m)[.M,]{0,4}(?P<sign>[=/])[.=v]{0,3}(?P<face>m)[.M]{0,3}(?P<worth>v?)"
)
# "$50 worth of credits for just $1.99"
_FACE_FIRST = re.compile(r"(?P<face>m)[=.]{0,2}M?[.]{0,3}(?P<worth>v)[.l/]{0,4}(?P<paid>m)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a package with its face value in dollars."""
    for pattern in (_PAID_FIRST, _FACE_FIRST):
        for match in found(pattern, ledger.told.text):
            yield from _package(ledger, match)


def _package(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    tokens = ledger.told.text.tokens
    paid, face = tokens[match.start("paid")], tokens[match.start("face")]
    sign = tokens[match.start("sign")] if match.groupdict().get("sign") else None
    if face.value != "USD" or not face.amount or not paid.amount or not _buys(sign, match, ledger):
        return
    if sign is not None and sign.kind == "/" and face.amount == 1:
        return
    if paid.value == "USD" and not _more_for_less(ledger, match, paid.amount, face.amount):
        return
    for one in price(ledger, match, "paid", PaidFor("package", face=face.amount)):
        ledger.take("face", match.start("face"))
        yield one


def _buys(sign: Token | None, match: re.Match[str], ledger: Ledger) -> bool:
    """Whether the sign says that one thing is had for the other."""
    if sign is None:
        return True
    if sign.kind == "/":
        return sign.text == "/" and bool(match["worth"])
    return sign.value == "gets" or _recharges(ledger, match)


def _recharges(ledger: Ledger, match: re.Match[str]) -> bool:
    return before(ledger.told.text.shape, match.start(), "r")


def _more_for_less(ledger: Ledger, match: re.Match[str], paid: Decimal, face: Decimal) -> bool:
    """Dollars for dollars are a package only where more are had than paid, and it is said so."""
    return paid < face and bool(match["worth"] or _recharges(ledger, match))
