"""How interesting a channel is to a fraud team, 0 to 100: named parts, each with its reason.

Points, not a probability. A change of any number here is a new SCORE_VERSION.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from alerts.wording import count, percent
from market.judgement import ScorePart
from market.spoken import provider_name

SCORE_VERSION = "1"

# Fully driven subscription pools cost 1.4 % to 5 % of list: under that, no arbitrage explains it.
COST_FLOOR = Decimal("0.014")

_DEPTH = (
    (Decimal("0.05"), 30),
    (Decimal("0.10"), 25),
    (Decimal("0.20"), 20),
    (Decimal("0.40"), 12),
    (Decimal("0.70"), 5),
)
_SUPPLY = {
    "trial_or_education": 15,
    "subscription_pool": 15,
    "reverse": 15,
    "ide_client": 12,
    "mixed": 8,
    "cloud": 6,
    "official": 2,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a channel is scored by. ``shares``: per provider, the median share of list."""

    last_seen: date | None
    sources: int
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    supply: Mapping[str, str] = field(default_factory=dict)  # origin → the seller's words
    volumes: tuple[str, ...] = ()  # the seller's words
    contacts: tuple[str, ...] = ()  # platforms


def score(picture: Picture, on: date) -> tuple[ScorePart, ...]:
    """Every part, those worth nothing included, so that two scores can be laid side by side."""
    return tuple(_parts(picture, on))


def total(parts: tuple[ScorePart, ...]) -> int:
    """The sum of the parts, 0 to 100."""
    return sum(part.points for part in parts)


def _parts(picture: Picture, on: date) -> Iterator[ScorePart]:
    yield _depth(picture)
    yield _floor(picture)
    yield _supply(picture)
    yield _volume(picture)
    yield _sources(picture)
    yield _contact(picture)
    yield _recency(picture, on)


def _deepest(picture: Picture) -> tuple[str, Decimal] | None:
    return min(picture.shares.items(), key=lambda one: (one[1], one[0]), default=None)


def _depth(picture: Picture) -> ScorePart:
    deepest = _deepest(picture)
    if deepest is None:
        return ScorePart("discount_depth", 0, "no price that can be set against list")
    provider, share = deepest
    points = next((points for limit, points in _DEPTH if share <= limit), 0)
    return ScorePart(
        "discount_depth",
        points,
        f"{provider_name(provider)} at {percent(share)} of list (median of its offers)",
    )


def _floor(picture: Picture) -> ScorePart:
    deepest = _deepest(picture)
    under = deepest is not None and deepest[1] < COST_FLOOR
    why = "under" if under else "not under"
    return ScorePart(
        "below_cost_floor",
        15 if under else 0,
        f"{why} the {percent(COST_FLOOR)} of list that a fully driven subscription costs",
    )


def _supply(picture: Picture) -> ScorePart:
    best = max(picture.supply.items(), key=lambda one: (_SUPPLY.get(one[0], 0), one), default=None)
    if best is None:
        return ScorePart("supply_claim", 0, "says nothing about where the access comes from")
    origin, words = best
    return ScorePart(
        "supply_claim", _SUPPLY.get(origin, 0), f"claims {origin.replace('_', ' ')}: “{words[:80]}”"
    )


def _volume(picture: Picture) -> ScorePart:
    if not picture.volumes:
        return ScorePart("volume_claim", 0, "claims no stock or volume")
    return ScorePart("volume_claim", 10, f"claims “{picture.volumes[0][:80]}”")


def _sources(picture: Picture) -> ScorePart:
    points = 10 if picture.sources >= 3 else 5 if picture.sources == 2 else 0
    return ScorePart("sources", points, f"shown by {count(picture.sources, 'source')}")


def _contact(picture: Picture) -> ScorePart:
    if not picture.contacts:
        return ScorePart("contact", 0, "no way to reach the seller read")
    return ScorePart("contact", 5, f"reached through {', '.join(picture.contacts)}")


def _recency(picture: Picture, on: date) -> ScorePart:
    if picture.last_seen is None:
        return ScorePart("recency", 0, "never read on offer")
    days = (on - picture.last_seen).days
    points = 15 if days <= 1 else 8 if days <= 7 else 0
    return ScorePart("recency", points, f"last seen {picture.last_seen.isoformat()}")
