"""Multipliers that a list has divided by the top-up rate already: 充值比 1:10 折算后倍率."""

import re
from collections.abc import Iterable
from decimal import Decimal

from market.claims import Multiplier, TopUp
from market.types import Fact, Listing

# What stands behind the rate: "1:10 折算后倍率", "1：25后倍率", "1：10，故换算后倍率为0.15、0.2".
_AFTER = re.compile(
    r"[\s,，、;；]{0,3}(?:故|则|即|所以)?(?:折算|换算|折合)?后的?(?:真实)?倍率(?P<stated>[为是:：\s]{0,3}\d)?"
)


def is_converted(multiplier: Fact, listing: Listing) -> bool:
    """Whether a multiplier has the listing's top-up rate in it, so that a dollar of it is a yuan.

    Where the words give the converted figures themselves, only those are; else all of the listing.
    """
    for fact in listing.facts:
        if isinstance(fact.value, TopUp) and fact.place == "text":
            end = fact.span[1]
            if found := _AFTER.match(listing.text, end):
                return not found["stated"] or _value(multiplier) in _behind(listing.facts, end)
    return False


def _behind(facts: Iterable[Fact], end: int) -> set[Decimal | None]:
    return {_value(one) for one in facts if one.place == "text" and one.span[0] >= end}


def _value(fact: Fact) -> Decimal | None:
    return fact.value.value if isinstance(fact.value, Multiplier) else None
