"""Prose → facts."""

from market.types import Fact, Listing


def read(listing: Listing) -> tuple[Fact, ...]:
    """What the words of a listing assert."""
    del listing
    return ()
