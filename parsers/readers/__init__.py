"""Readers: a listing's words in, facts out. Pure, silent rather than guessing, and every fact
quotes the very characters it stands on.
"""

from collections.abc import Callable, Iterator

from market.types import Fact, Listing
from parsers.readers.contact import read_contact
from parsers.readers.discount import read_discount
from parsers.readers.multiplier import read_multiplier
from parsers.readers.price import read_price
from parsers.readers.supply import read_supply
from parsers.readers.top_up import read_top_up

READERS: dict[str, Callable[[str, str], Iterator[Fact]]] = {
    "price": read_price,
    "discount": read_discount,
    "multiplier": read_multiplier,
    "top_up": read_top_up,
    "contact": read_contact,
    "supply": read_supply,
}


LONGEST = 200_000  # characters looked at: nobody offers one thing in more, and time is bounded


def read(listing: Listing) -> tuple[Fact, ...]:
    """Every fact the first 200,000 characters of the listing's text state, in their order."""
    if not listing.text:
        return ()
    text, context = listing.text[:LONGEST], listing.context[-LONGEST:]
    facts = [fact for reader in READERS.values() for fact in reader(text, context)]
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.reader)))
