"""What each kind of value is worth when two channels share it, and how many may share it before it
says nothing: market/data/linkage.csv, with the reasons.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Strength(StrEnum):
    """STRONG links alone, MEDIUM with another sort of MEDIUM, WEAK never."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table.

    ``sort``: kinds of one sort are one witness and not two (a logo is shown as favicon).
    ``cap``: a value that more channels show is a default of their software, or a crowd's.
    ``vetoes``: a contact or an account that is the seller's alone; two channels that state
    different ones on their own sites are hardly one operator's.
    """

    name: str
    sort: str
    strength: Strength
    cap: int
    vetoes: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds by the names adapters give them; several names may mean one kind."""

    known: Mapping[str, Kind]

    def __getitem__(self, name: str) -> Kind:
        """The kind of that name, or of all that begin like it ("wallet_*"); else it is weak."""
        if name in self.known:
            return self.known[name]
        like = self.known.get(f"{name.partition('_')[0]}_*")
        if like:
            return replace(like, name=name, sort=name if like.sort == like.name else like.sort)
        return Kind(name, name, Strength.WEAK, 8, reason="nobody has said yet what it is worth")

    def capped(self, caps: Mapping[str, int]) -> "Kinds":
        """The same with other caps for some kinds."""
        return Kinds({name: _capped(kind, caps) for name, kind in self.known.items()})


@cache
def shipped() -> Kinds:
    """The kinds of market/data/linkage.csv."""
    text = files("market").joinpath("data/linkage.csv").read_text("utf-8")
    return Kinds({row["kind"]: _kind(row) for row in csv.DictReader(io.StringIO(text))})


def _kind(row: Mapping[str, str]) -> Kind:
    name = row["as"] or row["kind"]
    return Kind(
        name=name,
        sort=row["sort"] or name,
        strength=Strength(row["strength"]),
        cap=int(row["cap"]),
        vetoes=row["vetoes"] == "yes",
        reason=row["reason"],
    )


def _capped(kind: Kind, caps: Mapping[str, int]) -> Kind:
    cap = caps.get(kind.name, kind.cap)
    return Kind(kind.name, kind.sort, kind.strength, cap, kind.vetoes, kind.reason)
