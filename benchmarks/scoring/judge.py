"""One listing: which labels were met, which were missed, what was read in vain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.scoring.same import close, same
from benchmarks.scoring.words import Fact, contact

MONEY = ("price", "discount", "multiplier", "volume", "bonus", "coupon")
OTHER = ("supply", "contact", "payment")
SCORED = frozenset(MONEY + OTHER)


@dataclass(frozen=True, slots=True)
class Judged:
    """How the reading of one listing came out. ``empty``: its readers labelled nothing at all."""

    id: str
    language: str
    empty: bool
    right: tuple[tuple[Fact, Fact], ...]  # label, and what was read for it
    missed: tuple[Fact, ...]
    false: tuple[Fact, ...]


def judge(listing: Fact, facts: Iterable[Fact]) -> Judged:
    """The labels of a listing against the facts read in it."""
    labels = [label for label in listing["facts"] if label["kind"] in SCORED]
    read = with_face_values([fact for fact in facts if fact.get("kind") in SCORED])
    right, missed, left = matched([one for one in labels if not one.get("optional")], read)
    # What only one of two careful people saw is right, but nobody has to see it.
    _, _, left = matched([one for one in labels if one.get("optional")], left)
    false = [one for one in left if not one.get("told") and not _of_the_heading(one, listing)]
    return Judged(
        id=str(listing["id"]),
        language=str(listing.get("lang", "?")),
        empty=not listing["facts"],
        right=tuple(right),
        missed=tuple(missed),
        false=tuple(false),
    )


def matched(
    labels: Iterable[Fact], read: Sequence[Fact]
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Pairs of label and fact, labels nothing was read for, facts nothing was labelled for.

    A fact answers one label. The first that fits is taken: rules are equalities, but for the
    tolerances.
    """
    left, pairs, missed = list(read), [], []
    for label in labels:
        at = next((at for at, fact in enumerate(left) if same(label, fact)), None)
        if at is None:
            missed.append(label)
        else:
            pairs.append((label, left.pop(at)))
    return pairs, missed, left


def with_face_values(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, and the face value of each price as a volume that nobody else has told.

    "9.9 CNY for 150 USD of usage" answers a labelled volume of 150 USD; unasked, it counts not.
    """
    known = [fact.get("amount") for fact in facts if fact.get("kind") == "volume"]
    told: list[Fact] = []
    for fact in facts:
        value, unit = _face(fact)
        if fact.get("kind") != "price" or not isinstance(value, int | float):
            continue
        if not any(close(amount, value) for amount in known):
            known.append(value)
            told.append(
                {"kind": "volume", "amount": value, "unit": unit, "period": "total", "told": True}
            )
    return [*facts, *told]


def _face(fact: Fact) -> tuple[Any, Any]:
    value = fact.get("face_value", fact.get("face_value_usd"))
    if isinstance(value, dict):
        return value.get("amount"), value.get("unit")
    return value, fact.get("face_value_unit")


def _of_the_heading(fact: Fact, listing: Fact) -> bool:
    """A contact that stands in the heading only was not asked for, and is not wrong either."""
    if fact.get("kind") != "contact":
        return False
    value = contact(fact)[1]
    heading = (listing.get("context") or "").lower()
    return value not in listing["text"].lower() and value in heading
