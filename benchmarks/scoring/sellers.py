"""Listings by seller: those that share an address or a handle, or are nearly the same text, belong
together, so that no fold is read with what another fold taught about the same seller.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

_SHARED = {"github.com", "t.me", "linux.do", "x.com", "discord.gg", "registry.npmmirror.com"}
_HOST = re.compile(r"https?://([\w.-]+)")
_NOT_WORDS = re.compile(r"[\s\d.]+")
_SAME = 0.35  # Jaccard of shingles above which two texts are one advert
_SHINGLE = 4  # characters
_SMALL = 4  # listings; larger groups are dealt out first
_SEED = 7

Listing = dict[str, Any]


def folds(listings: Sequence[Listing], many: int = 5) -> list[list[Listing]]:
    """The listings in so many parts of nearly one size, a seller in one part; always the same."""
    groups = sorted(by_seller(listings), key=lambda group: (-len(group), group[0]["id"]))
    small = [group for group in groups if len(group) <= _SMALL]
    random.Random(_SEED).shuffle(small)
    parts: list[list[Listing]] = [[] for _ in range(many)]
    for group in [group for group in groups if len(group) > _SMALL] + small:
        min(parts, key=len).extend(group)
    return parts


def by_seller(listings: Sequence[Listing]) -> list[list[Listing]]:
    """The listings in groups, each in the order of the corpus."""
    leader = {one["id"]: one["id"] for one in listings}
    for one, other in _pairs(listings):
        leader[_led_by(leader, other)] = _led_by(leader, one)
    groups: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        groups[_led_by(leader, listing["id"])].append(listing)
    return list(groups.values())


def _led_by(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def _pairs(listings: Sequence[Listing]) -> Iterator[tuple[str, str]]:
    """Ids of listings of one seller."""
    seen: dict[tuple[str, str], str] = {}
    for listing in listings:
        for way in _reached(listing):
            yield listing["id"], seen.setdefault(way, listing["id"])
    texts = {listing["id"]: shingles(listing["text"]) for listing in listings}
    for one, other in combinations(texts, 2):
        if alike(texts[one], texts[other]) > _SAME:
            yield one, other


def _reached(listing: Listing) -> Iterator[tuple[str, str]]:
    for fact in listing["facts"]:
        if fact["kind"] == "contact":
            yield fact["platform"], fact["value"].lower()
    for host in _HOST.findall(listing["text"]):
        name = host.lower().removeprefix("www.")
        if name not in _SHARED:
            yield "site", name


def shingles(text: str) -> frozenset[str]:
    """Runs of four letters, whatever the numbers between them."""
    words = _NOT_WORDS.sub("", text.lower())
    return frozenset(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their shingles that two texts have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0
