"""Amounts a buyer pays, each read once, as price facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers import units
from parsers.readers.around import Said, after, before, in_line, is_struck
from parsers.readers.facts import SURE, fact
from parsers.readers.numbers import tidy
from parsers.readers.subject import subject
from parsers.readers.tokens import Scan

READER = "price/1"


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What one amount is for, as its pattern has it; the amount's own currency comes first."""

    per: str
    currency: str | None = None
    scale: Decimal = Decimal(1)  # 1000 where the text prices a thousand tokens
    face: Decimal | None = None
    sure: Decimal = SURE


@dataclass(slots=True)
class Amounts:
    """Prices read so far; an amount once read means nothing else."""

    told: Said
    taken: set[int] = field(default_factory=set)

    def price(self, match: re.Match[str], name: str, unit: PaidFor) -> Iterator[Fact]:
        """The price at this group of the match, quoted with all the match."""
        at = match.start(name)
        if at not in self.taken and is_paid(self.told.text, at):
            self.taken.add(at)
            yield price_fact(self.told, at, (match.start(), match.end() - 1), unit)


def is_paid(scan: Scan, at: int) -> bool:
    """Whether a buyer pays this: no gift, minimum, fee, wish, official or former price."""
    shape = scan.shape
    if in_line(shape, at, "W") or before(shape, at, "bsw!") or before(shape, at, "o", reach=2):
        return False
    return not after(shape, at, "sb", reach=2)


def price_fact(told: Said, at: int, place: tuple[int, int], unit: PaidFor) -> Fact:
    """The price of the amount at this token, quoted with the tokens of this place."""
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
