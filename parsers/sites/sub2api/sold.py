"""A model as one group may buy it, and where what is said of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from market.types import Issue, Level, Unit
from parsers.payload import mapping, pointer

# How the plaza and a fork's list of channels name a price; a snapshot's names say the unit too.
PLAZA = {
    Unit.INPUT: "input_price",
    Unit.OUTPUT: "output_price",
    Unit.CACHE_READ: "cache_read_price",
    Unit.CACHE_WRITE: "cache_write_price",
    Unit.CALL: "per_request_price",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Who may buy: its name and words, the vendor, and the ratio with the place it stands at."""

    name: str
    text: str
    platform: str
    ratio: Decimal | None
    ratio_place: str
    image_ratio: tuple[Decimal | None, str] | None = None  # pictures have a ratio of their own


@dataclass(frozen=True, slots=True)
class Sold:
    """A model where it stands. ``prices`` are its own, ``official`` the seller's copy of a list."""

    name: str
    group: Group
    key: str
    model: Mapping[str, Any]
    at: tuple[str | int, ...]
    prices_at: tuple[str, ...] = ("pricing",)
    official_at: tuple[str, ...] = ("official_pricing",)
    intervals_at: tuple[str, ...] = ("pricing", "intervals")
    fields: Mapping[Unit, str] = field(default_factory=lambda: PLAZA)

    def value(self, *steps: str) -> Any:
        """What stands there in the model, None if nothing does."""
        value: Any = self.model
        for step in steps:
            value = mapping(value).get(step)
        return value

    def issue(self, code: str, message: str, level: Level = Level.INFO) -> Issue:
        """Something to know about it."""
        return Issue(level, code, f"{self.name}: {message}", pointer(*self.at))
