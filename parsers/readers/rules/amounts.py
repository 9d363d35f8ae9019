"""A price fact for an amount that a rule has found a meaning for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.around import after, before, in_line, is_struck
from parsers.readers.facts import SURE, fact
from parsers.readers.ledger import Ledger
from parsers.readers.numbers import tidy
from parsers.readers.rules import units
from parsers.readers.subject import subject
from parsers.readers.tokens import Scan

READER = "price/2"


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What one amount is for, as its pattern has it; the amount's own currency comes first."""

    per: str
    currency: str | None = None
    scale: Decimal = Decimal(1)  # 1000 where the text prices a thousand tokens
    face: Decimal | None = None
    sure: Decimal = SURE


def price(ledger: Ledger, match: re.Match[str], name: str, unit: PaidFor) -> Iterator[Fact]:
    """The price at this group of the match, quoted with all the match; nothing where the amount
    means something else or nobody pays it.
    """
    at = match.start(name)
    if ledger.free(at) and is_paid(ledger.told.text, at):
        yield price_at(ledger, at, (match.start(), match.end() - 1), unit)


def price_at(ledger: Ledger, at: int, place: tuple[int, int], unit: PaidFor) -> Fact:
    """The price of the amount at this token, quoted with the tokens of this place."""
    ledger.take("price", at)
    told = ledger.told
    scan = told.text
    token, about = scan.tokens[at], subject(told, at)
    value = Price(
        amount=tidy((token.amount or Decimal(0)) * unit.scale),
        currency=token.value or unit.currency,
        per=unit.per,
        provider=about.provider,
        model=about.model,
        access=units.access(unit.per, told, at),
        face_value_usd=unit.face,
        withdrawn=is_struck(scan, at),
    )
    return fact(scan, *place, value, READER, unit.sure)


def is_paid(scan: Scan, at: int) -> bool:
    """Whether a buyer pays this: no gift, minimum, fee, wish, official or former price."""
    shape = scan.shape
    if in_line(shape, at, "W") or before(shape, at, "bsw!") or before(shape, at, "o", reach=2):
        return False
    return not after(shape, at, "sb", reach=2)
