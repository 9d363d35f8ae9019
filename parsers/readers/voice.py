"""Where many people talk: whether one of them sells, in his own thread or in another's.

Silent rather than guessing: whoever is not plainly a seller is a person to be left alone.
"""

import re
from collections.abc import Iterable
from functools import cache

from market.channel import own_site
from market.claims import (
    Bonus,
    Contact,
    Coupon,
    Discount,
    ModelOnOffer,
    Multiplier,
    Price,
    Stock,
    Supply,
    TopUp,
    Volume,
)
from market.types import Fact
from parsers.readers.around import said
from parsers.readers.stance import may_offer, of_the_trade
from parsers.readers.text.fold import fold
from parsers.readers.text.words import vocabulary, whole

_OFFERED = Price | Discount | Multiplier | TopUp | Bonus | Coupon | Stock | Volume
_PRICED = Price | Discount | Multiplier | TopUp
_BEGINNING = 60  # characters in which a post says what it is about
_LOOKED_AT = 5_000


def is_about_the_trade(words: str) -> bool:
    """Whether a title or a post names a model, or speaks as relays do."""
    return of_the_trade(said(words[:_LOOKED_AT], ""))


def wants(words: str) -> bool:
    """Whether a title, or how a post begins, is that of somebody who buys, asks or reviews."""
    beginning = fold(words[:_LOOKED_AT]).text[:_BEGINNING].lstrip("#* ")
    return any(_words_of(kind).search(beginning) for kind in ("asks", "tells"))


def opens_a_shop(title: str, text: str, facts: Iterable[Fact]) -> bool:
    """Whether whoever opened a thread sells in it: it states a price, a stock or a gift, or offers
    goods of his own and says where he is reached; and it neither asks nor reviews.
    """
    if wants(title) or wants(text) or not may_offer(said(text[:_LOOKED_AT], title)):
        return False
    values = [fact.value for fact in facts]
    if any(isinstance(value, _OFFERED) for value in values):
        return True
    # A link and a model's name make no seller: most who post them have read something.
    if not any(isinstance(value, Contact) and _is_his(value) for value in values):
        return False
    named = any(isinstance(value, Supply | ModelOnOffer) for value in values)
    return named and speaks_of_his_own(f"{title}\n{text}")


def speaks_of_his_own(words: str) -> bool:
    """Whether these are the words of one who offers goods of his own."""
    return _words_of("offers").search(fold(words[:_LOOKED_AT]).text) is not None


def advertises(text: str, facts: Iterable[Fact], here: str) -> bool:
    """Whether a reply in somebody else's thread is an advert: a price, a way to reach its writer
    and the words of one who offers goods of his own, without a word of a customer. ``here``: the
    host of the place, which is nobody's own.
    """
    if not speaks_of_his_own(text):
        return False
    words = fold(text[:_LOOKED_AT]).text
    if any(_words_of(kind).search(words) for kind in ("asks", "tells")):
        return False
    values = [fact.value for fact in facts]
    return any(isinstance(value, _PRICED) for value in values) and any(
        isinstance(value, Contact) and _is_his(value, here) for value in values
    )


def _is_his(contact: Contact, here: str = "") -> bool:
    site = own_site(contact.value)
    return contact.platform != "site" or (site is not None and site != own_site(here))


@cache
def _words_of(kind: str) -> re.Pattern[str]:
    return re.compile(
        whole(tuple(w for found in vocabulary("voice")[kind].values() for w in found))
    )
