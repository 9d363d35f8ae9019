"""A price fact for an amount that a rule has found a meaning for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from market.claims import Price
from market.types import Fact
from parsers.readers.around import is_struck
from parsers.readers.facts import SURE, fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.names import Subject
from parsers.readers.rules.price import units
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.rules.price.replaced import replaced_by
from parsers.readers.subject import subject

READER = "price/2"
_WIDEST = 4  # characters between the two ends of a range


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
    later = replaced_by(ledger.told.text, at)
    if later is not None:
        ledger.take("former", at)
        at = later
    if not ledger.free(at) or not is_paid(ledger.told.text, at):
        return
    low = low_end(ledger, at)
    first = match.start() if low is None else min(low, match.start())
    currency = ledger.told.text.tokens[at].value or unit.currency
    for place in (low, at) if low is not None else (at,):
        yield price_at(
            ledger, place, (first, max(at, match.end() - 1)), replace(unit, currency=currency)
        )


def low_end(ledger: Ledger, at: int) -> int | None:
    """Where the lower end of a range stands: "1-2块钱", "¥0.3~¥0.5"."""
    scan, low = ledger.told.text, at - 2
    if low < 0 or scan.shape[at - 1] != "-" or scan.shape[low] not in "nm" or not ledger.free(low):
        return None
    ends = scan.tokens[low], scan.tokens[at]
    rises = (ends[0].amount or 0) < (ends[1].amount or 0)
    one_money = ends[0].value in ("", ends[1].value)
    return low if rises and one_money and ends[1].start - ends[0].end <= _WIDEST else None


def price_at(
    ledger: Ledger, at: int, place: tuple[int, int], unit: PaidFor, about: Subject | None = None
) -> Fact:
    """The price of the amount at this token, quoted with the tokens of this place."""
    ledger.take("price", at)
    told = ledger.told
    scan = told.text
    token, about = scan.tokens[at], about or subject(told, at)
    ledger.sold[at] = unit.per, token.value or unit.currency
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
