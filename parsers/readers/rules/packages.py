"""A lump sum for a lump of usage: "9.9 元/150 刀额度", "充值200R，到账400刀", "120刀额度 99元".

A face value in dollars stands with its price, any other is a volume beside it.
"""

from collections.abc import Iterator

from market.claims import Volume
from market.types import Fact
from parsers.readers.facts import fact
from parsers.readers.ledger import Ledger
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.pairs import LISTED, Pair, packages
from parsers.readers.rules.quantities import Quantity
from parsers.readers.tokens import Scan

READER = "volume/1"

_SITE_UNITS = frozenset({"points", "credits", "site_credit"})


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of packages, and the volume they buy where it is not in dollars."""
    for pair, paid in packages(ledger.told.text):
        if ledger.free(pair.left.at, pair.right.at):
            yield from _package(ledger, pair, paid)


def _package(ledger: Ledger, pair: Pair, paid: Quantity) -> Iterator[Fact]:
    scan = ledger.told.text
    face = pair.right if paid is pair.left else pair.left
    usd = face.amount if face.unit == "usd" else None
    last = pair.right.last
    last += scan.shape[last + 1 : last + 2] == "v"
    place = (pair.left.first, last)
    ledger.take("face", face.at)
    if face.amount == 1 and face.unit in _SITE_UNITS:  # "1 积分 = ¥1"
        if any(t.text == "≈" for t in scan.tokens[pair.left.last : pair.right.first]):
            return  # "1 credit ≈ $1 original": what it is worth
        yield price_at(ledger, paid.at, place, PaidFor("site_credit"))
        return
    yield price_at(ledger, paid.at, place, PaidFor(sold_as(scan, pair), face=usd))
    if usd is None:
        value = Volume(face.amount, face.unit or "credits")
        yield fact(scan, face.first, face.last, value, READER)


def sold_as(scan: Scan, pair: Pair) -> str:
    """What is sold: credit for a period, an account or key that holds it, or a package."""
    at = pair.right.last + 1
    behind = (token.value for token in scan.tokens[at : at + 2] if token.kind == "u")
    held = next((unit for unit in behind if unit in ("account", "key")), "")
    listed = LISTED.match(scan.shape, pair.left.first)
    period = scan.tokens[listed.start("period")].value if listed else ""
    return pair.per or held or period or "package"
