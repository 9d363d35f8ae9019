"""Addresses and handles that lead out of what was read: tomorrow's candidates."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlsplit

from market.channel import is_bystander, key
from market.claims import Contact
from market.types import Listing, Mention

_URL = re.compile(r"https?://[^\s<>\"'`()\[\]{}|\\^，。；、！？）】》]{4,300}")
_SHOP = re.compile(
    r"购买|充值|兑换|卡密|发卡|商店|店铺|\b(?:buy|shop|store|recharge|top.?up|pay|faka|ka)\b",
    re.IGNORECASE,
)
MOST_A_LISTING = 50


def from_listings(listings: Iterable[Listing]) -> Iterator[Mention]:
    """What sellers' rows, prose and contact claims point at, at most 50 a listing."""
    for listing in listings:
        found = (*_row(listing), *_links(listing), *_handles(listing))
        yield from found[:MOST_A_LISTING]


def link(url: str, label: str, place: str) -> Mention:
    """A link as a mention: a shop when its label or its host says so."""
    shop = _SHOP.search(label) or _SHOP.search(urlsplit(url).netloc)
    return Mention(url, "shop" if shop else "link", label, place)


def _row(listing: Listing) -> Iterator[Mention]:
    if listing.seller and listing.seller.url:
        yield Mention(listing.seller.url, "directory_row", listing.seller.name, listing.key)


def _links(listing: Listing) -> Iterator[Mention]:
    for found in _URL.finditer(listing.text):
        yield link(found[0].rstrip(".,;:!?*_~"), "", listing.key)


def _handles(listing: Listing) -> Iterator[Mention]:
    for fact in listing.facts:
        match fact.value:
            case Contact(platform="telegram", value=name):
                yield Mention(f"telegram:@{name.lstrip('@')}", "handle", "", listing.key)
            case Contact(platform="site", value=url) if url.startswith(("http://", "https://")):
                yield Mention(url, "link", "", listing.key)
            case _:
                pass


def leads_out(target: str, read: Collection[str]) -> bool:
    """Whether a target may be another seller: none of the channels read, and no bystander."""
    return key(target) not in read and not is_bystander(target)
