"""Row keys derived from what a row is about: the same thing always gets the same key."""

from functools import lru_cache
from hashlib import blake2b

from market.types import Fact, Listing, Offer
from market.wire import encode
from storage.columns import exact

_REST = 43  # of 63 bits; the upper 20 are the source's, so that its rows lie together


def hash63(*parts: object) -> int:
    """A 63-bit number for a tuple of plain values."""
    return int.from_bytes(blake2b(encode(parts), digest_size=8).digest()) >> 1


@lru_cache(maxsize=4096)
def _shelf(source: str) -> int:
    return hash63(source) >> _REST << _REST


def shelf_of(key: int) -> int:
    """Where a listing or an offer stands: all of a source share a shelf, rarely with others."""
    return key >> _REST


def _key(source: str, *parts: object) -> int:
    return _shelf(source) | (hash63(source, *parts) & ((1 << _REST) - 1))


def listing_key(source: str, channel: str, native: str) -> int:
    """A listing is its source, its channel and the key it has on its page."""
    return _key(source, "listing", channel, native)


def offer_key(source: str, channel: str, offer: Offer) -> int:
    """An offer is who says it, who sells, what, through which access, in which group and unit."""
    return _key(
        source,
        "offer",
        channel,
        offer.provider,
        offer.model,
        offer.listed_as,
        offer.access,
        offer.group,
        offer.unit,
    )


def price_state(offer: Offer) -> int:
    """What makes a price another price. Where it stands on the page does not."""
    credit = None if offer.credit_usd is None else exact(offer.credit_usd)
    factors = [(factor.name, exact(factor.value)) for factor in offer.factors]
    return hash63(exact(offer.paid), offer.currency, credit, offer.basis, factors)


def listing_content(listing: Listing) -> int:
    """What makes a listing read differently. The page around it does not."""
    return hash63(listing.title, listing.text, listing.context, listing.url)


def fact_hash(kind: str, fact: Fact) -> int:
    """A fact is its kind and its value, whichever words it stands on."""
    return hash63(kind, fact.value)
