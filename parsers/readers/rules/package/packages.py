"""A lump sum for a lump of usage: "9.9 元/150 刀额度", "充值200R，到账400刀", "120刀额度 99元".

A face value in dollars stands with its price, any other is a volume beside it.
"""

import re
from collections.abc import Iterator

from market.claims import Volume
from market.types import Fact
from parsers.readers.around import clause
from parsers.readers.facts import LIKELY, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.package.pairs import LISTED, Pair, packages
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price_at
from parsers.readers.rules.price.per_period import is_sold
from parsers.readers.rules.price.spoken import is_chinese
from parsers.readers.rules.quota.quantities import Quantity

READER = "volume/1"

_NEAR = 4  # tokens between a plan's period and its price
_SITE_UNITS = frozenset({"points", "credits", "site_credit"})


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of packages, and the volume they buy where it is not in dollars."""
    for pair, paid in packages(ledger.told.text):
        if ledger.free(pair.left.at, pair.right.at):
            yield from _package(ledger, pair, paid)
    yield from _bare(ledger)


# "充 30 到手 45 刀", "9.9=30刀 29.9=100刀": yuan left unsaid
_BARE = re.compile(
    r"(?:(?P<topped>r)|(?P<card>p)[=.l]?|(?<![^;,|/m]))(?P<paid>n)(?P<sign>[=.]{1,3})(?P<face>m)v?(?![/p])"
)
_GETS = re.compile(r"(?:=|给|含|送你|到手|到账|得|实得|拿|可得|获得|变|换|兑换?|→|->)[:：]?\s?$")


def _bare(ledger: Ledger) -> Iterator[Fact]:
    """Packages whose price is a bare number, as Chinese sellers say it."""
    scan = ledger.told.text
    for match in found(_BARE, scan) if is_chinese(scan) else ():
        paid, face = match.start("paid"), match.start("face")
        held = scan.tokens[face]
        between = scan.folded.text[scan.tokens[paid].end : held.start].strip()
        said = match["topped"] or match["card"] or between in ("=", "→", "->")
        gets = _GETS.fullmatch(between) and said
        plenty = held.value == "USD" and (held.amount or 0) > 1 and scan.tokens[paid].amount != 1
        if gets and plenty and ledger.free(paid, face):
            ledger.take("face", face)
            card = scan.tokens[match.start("card")].value if match["card"] else ""
            per = units.period(card, None) if card else "package"
            unit = PaidFor(per, "CNY", face=held.amount, sure=LIKELY)
            yield price_at(ledger, paid, (paid, face), unit)


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
    return pair.per or held or period or _plan_ahead(scan, pair.left.first) or "package"


def _plan_ahead(scan: Scan, at: int) -> str:
    """ "the monthly plan is $12 with $100", "abonnement mensuel à 12 € avec 100 $"."""
    low = max(clause(scan.shape, at)[0], at - _NEAR)
    places = (place for place in range(at - 1, low - 1, -1) if scan.shape[place] in "pnm")
    last = next(places, None)
    if last is None or scan.shape[last] != "p" or not is_sold(scan.tokens[last].text, "ahead"):
        return ""
    return units.period_in(scan, last, last + 1)
