"""How far a night goes into the unknown: where a candidate is visited, when, and how many are."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from market.channel import ground, key

_TELEGRAM = re.compile(r"@[a-z]\w{3,31}")
_SITE = "site"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a night goes into the unknown. Counts are of candidates unless they say otherwise."""

    depth: int = 3  # candidates between a source and a candidate
    new_a_source: int = 100  # in one visit
    new_a_stranger: int = 20  # the same of a candidate that sells nothing and leads on
    new_a_night: int = 2_000
    waiting_a_source: int = 500
    waiting_a_ground: int = 20  # under one domain or IP address
    waiting_of_strangers: int = 5_000  # all that no source has mentioned
    waiting_days: int = 90  # without a visit or a new mention
    visits_a_ground: int = 3  # a night, under one domain or IP address
    visits_a_platform: int = 6  # a night
    rest_days: int = 7  # after a visit that found nothing; doubled from the third on
    pages: int = 6  # of one visit
    queries: int = 4  # of one search in one night


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Place:
    """What sort of place a channel stands on, and whether a stranger can look at it there."""

    label: str
    visited: bool
    points: int
    why: str


def place(channel: str) -> Place:
    """The platform a channel's key names, else a site of its own."""
    return _places().get(channel.partition(":")[0]) or _places()[_SITE]


def due_on(visits: int, last: date | None, limits: Limits) -> date | None:
    """When a candidate may be visited again: after three visits for nothing it rests longer and
    longer, a year at most. None: at once.
    """
    if last is None:
        return None
    days = limits.rest_days * 2 ** min(max(0, visits - 2), 8)
    return last + timedelta(days=min(days, max(365, limits.rest_days)))


@lru_cache(maxsize=20_000)
def door(channel: str, url: str) -> str:
    """Where a candidate is visited, "" where nobody without an account can look: most handles,
    invitations and bots. Public Telegram channels have a preview.
    """
    label, _, name = channel.partition(":")
    if label == "telegram":
        public = _TELEGRAM.fullmatch(name) and not name.endswith("bot")
        return f"https://t.me/s/{name.removeprefix('@')}" if public else ""
    return url if place(channel).visited and url.startswith(("http://", "https://")) else ""


@lru_cache(maxsize=20_000)
def ground_of(target: str) -> str:
    """The ground of whoever is reached at an address."""
    return ground(str(key(target)))


@cache
def _places() -> dict[str, Place]:
    text = (files("market") / "data" / "places.csv").read_text("utf-8")
    return {
        row["label"]: Place(row["label"], row["visited"] == "yes", int(row["points"]), row["why"])
        for row in csv.DictReader(io.StringIO(text))
    }
