"""Readers: a listing's words in, facts out. Pure, silent rather than guessing, and every fact
quotes the very characters it stands on.
"""

from collections.abc import Callable, Iterator

from market.claims import Bonus, Coupon, Discount, Multiplier, Price, TopUp, Volume
from market.types import Fact, Listing
from parsers.readers.around import said
from parsers.readers.contacts.contact import read_contact
from parsers.readers.models import read_model
from parsers.readers.origins.supply import read_supply
from parsers.readers.paying.payment import read_payment
from parsers.readers.prefilter import glance, may_hold
from parsers.readers.rules import claims
from parsers.readers.shop.sold import read_sold
from parsers.readers.shop.stock import read_stock
from parsers.readers.shop.terms import read_terms
from parsers.readers.stance import offered

Reader = Callable[[str, str], Iterator[Fact]]


def _of(kind: type) -> Reader:
    """The reader of one kind among the facts that stand on numbers."""

    def reader(text: str, context: str = "") -> Iterator[Fact]:
        return (fact for fact in claims(text, context) if type(fact.value) is kind)

    return reader


NUMBERS: dict[str, Reader] = {
    "price": _of(Price),
    "discount": _of(Discount),
    "multiplier": _of(Multiplier),
    "top_up": _of(TopUp),
    "volume": _of(Volume),
    "bonus": _of(Bonus),
    "coupon": _of(Coupon),
}
WORDS: dict[str, Reader] = {
    "contact": read_contact,
    "payment": read_payment,
    "supply": read_supply,
    "terms": read_terms,
    "stock": read_stock,
    "sold": read_sold,
}
READERS = NUMBERS | WORDS | {"model": read_model}

LONGEST = 200_000  # characters looked at: nobody offers one thing in more, and time is bounded


def read(listing: Listing) -> tuple[Fact, ...]:
    """Every fact the first 200,000 characters of the listing's text state, in their order."""
    if not listing.text:
        return ()
    text, context = listing.text[:LONGEST], listing.context[-LONGEST:]
    at_home = listing.seller is None and bool(listing.url)
    seen = glance(text, context, listing.title)
    facts: list[Fact] = []
    if may_hold(seen, "numbers"):
        facts += offered(said(text, context), claims(text, context), by_seller=at_home)
    for kind, reader in WORDS.items():
        facts += reader(text, context) if may_hold(seen, kind) else ()
    if facts:  # a name alone offers nothing
        facts += read_model(text, context)
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.reader)))
