"""Entities found in a text against those labelled, by the four schemes of SemEval 2013 task 9.1.

Not the gate's measure, which wants every field of a fact right: these give credit for a place that
is nearly right, and for a right kind in a wrong place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["strict", "exact", "partial", "type"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of thing from ``start`` up to but without ``end``, in words or letters."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Met:
    """How what was found met what was labelled, as MUC counts."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def actual(self) -> int:
        """All that was found."""
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def possible(self) -> int:
        """All that was labelled."""
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def precision(self) -> float:
        """Half a point for what is partly right; 0 of nothing."""
        return (self.correct + self.partial / 2) / (self.actual or 1)

    @property
    def recall(self) -> float:
        """The same of what was labelled."""
        return (self.correct + self.partial / 2) / (self.possible or 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1)


def met(labelled: Sequence[Entity], found: Sequence[Entity], scheme: Scheme) -> Met:
    """Each label meets at most one that was found: the same one, or the first that overlaps it."""
    told, left = Met(), list(found)
    waiting = []
    for label in labelled:
        if label in left:
            left.remove(label)
            told.correct += 1
        else:
            waiting.append(label)
    for label in waiting:
        other = next((one for one in left if one.start < label.end and label.start < one.end), None)
        if other is None:
            told.missed += 1
        else:
            left.remove(other)
            verdict = _verdict(label, other, scheme)
            setattr(told, verdict, getattr(told, verdict) + 1)
    told.spurious = len(left)
    return told


def _verdict(label: Entity, other: Entity, scheme: Scheme) -> str:
    same_place = (label.start, label.end) == (other.start, other.end)
    match scheme:
        case "strict":
            return "incorrect"
        case "exact":
            return "correct" if same_place else "incorrect"
        case "partial":
            return "correct" if same_place else "partial"
        case "type":
            return "correct" if label.kind == other.kind else "incorrect"


def tagged(words: Sequence[str]) -> Iterator[Entity]:
    """The entities of a sentence whose words carry B-, I- and O tags."""
    start: int | None = None
    for at, tag in enumerate([*words, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield Entity(words[start][2:], start, at)
            start = None
        if tag.startswith("B-"):
            start = at
