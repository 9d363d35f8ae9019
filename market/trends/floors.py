"""The share of list below which the arbitrage of subscriptions no longer explains a price: what a
plan costs, over the list value of what it yields when it is driven to its limit.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

ANY = "*"
# A share may be rounded down from its grounds, so that rounding never accuses, and by no more.
_ROUNDED = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Floor:
    """One provider's floor from a day on, with its grounds; ``*`` stands for all the others."""

    since: date  # date.min: always
    provider: str
    plan: str
    usd: Decimal  # what the plan costs a month
    list_usd: Decimal  # what it yields a month at list price, driven to its limit
    share: Decimal
    why: str

    def __post_init__(self) -> None:
        """Raises ValueError for a share that its grounds do not bear out."""
        if not (0 < self.usd <= self.list_usd):
            raise ValueError(f"{self.plan}: {self.usd} for {self.list_usd} of list is no floor")
        grounds = self.usd / self.list_usd
        if not grounds * _ROUNDED <= self.share <= grounds:
            raise ValueError(f"{self.plan}: a share of {self.share} is not {grounds:.4f}, rounded")


class Floors:
    """Cost floors by provider and day. Rows are added, never edited: the past keeps its floors."""

    def __init__(self, rows: Iterable[Floor]) -> None:
        """The last of two rows of the same provider and day counts."""
        named = {(row.provider, row.since): row for row in rows}
        self._rows = tuple(named[key] for key in sorted(named))

    @classmethod
    def load(cls) -> "Floors":
        """The floors that are shipped with the program."""
        return Floors(_shipped())

    def replaced(self, rows: Iterable[Floor]) -> "Floors":
        """These with further rows, which win over those of the same provider and day."""
        return Floors((*self._rows, *rows))

    def in_force(self, provider: str, on: date) -> Floor | None:
        """The newest row of the provider on that day, else of all others; None where there is
        neither.
        """
        for name in (provider, ANY):
            told = [row for row in self._rows if row.provider == name and row.since <= on]
            if told:
                return told[-1]
        return None

    def under(self, provider: str, share: float, on: date) -> bool:
        """Whether a share of list lies below the provider's floor of that day."""
        floor = self.in_force(provider, on)
        return floor is not None and share < floor.share

    def on(self, day: date) -> tuple[Floor, ...]:
        """The floors in force on a day, by provider; the one for all others comes last."""
        names = sorted({row.provider for row in self._rows} - {ANY})
        told = [self.in_force(name, day) for name in (*names, ANY)]
        return tuple(dict.fromkeys(row for row in told if row is not None))


def parse_rows(text: str) -> tuple[Floor, ...]:
    """Rows of a floors file. Raises KeyError, ValueError or ArithmeticError for a bad one."""
    return tuple(
        Floor(
            date.fromisoformat(row["from"]) if row["from"] else date.min,
            row["provider"],
            row["plan"],
            Decimal(row["usd_a_month"]),
            Decimal(row["list_usd_a_month"]),
            Decimal(row["share"]),
            row["why"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def _shipped() -> tuple[Floor, ...]:
    return parse_rows((files("market") / "data" / "floors.csv").read_text("utf-8"))
