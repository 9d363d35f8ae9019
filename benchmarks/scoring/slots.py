"""Facts read nearly right: a missed label beside a false fact about the same thing, and the field
in which they differ. A fact that is wrong in one field counts as missed and as false; this says
which field to mend.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.scoring.judge import Judged
from benchmarks.scoring.same import close
from benchmarks.scoring.words import Fact, unit

# What two readings of one claim agree on, by kind, from the strictest; the rest is what may differ.
_SAME_CLAIM = {
    "price": (("model", "per"), ("amount",), ("provider", "per"), ("per", "currency")),
    "discount": (("model",), ("provider",)),
    "multiplier": (("model",), ("provider",)),
    "volume": (("amount",), ("unit", "period")),
    "bonus": (("amount",), ("for",)),
    "coupon": ((),),
}
_FIELDS = {
    "price": ("amount", "currency", "per"),
    "discount": ("off",),
    "multiplier": ("value",),
    "volume": ("amount", "unit", "period"),
    "bonus": ("amount", "unit", "period"),
    "coupon": ("off",),
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """As MUC counts: right, wrong in some field, missing, spurious."""

    correct: int
    incorrect: tuple[tuple[Fact, Fact], ...]
    missing: tuple[Fact, ...]
    spurious: tuple[Fact, ...]

    @property
    def precision(self) -> float:
        """Of what was read; what is wrong counts against it."""
        return self.correct / (self.correct + len(self.incorrect) + len(self.spurious) or 1)

    @property
    def recall(self) -> float:
        """Of what was labelled; what is wrong counts against it, too."""
        return self.correct / (self.correct + len(self.incorrect) + len(self.missing) or 1)


def aligned(one: Judged) -> Aligned:
    """The misses and false facts of a listing, those that speak of one claim in pairs."""
    missing, spurious = list(one.missed), list(one.false)
    pairs = []
    for label in one.missed:
        fact = _other_reading(label, spurious)
        if fact is not None:
            pairs.append((label, fact))
            missing.remove(label)
            spurious.remove(fact)
    return Aligned(len(one.right), tuple(pairs), tuple(missing), tuple(spurious))


def wrong_fields(pairs: Iterable[tuple[Fact, Fact]]) -> Counter[str]:
    """How often which field of a claim was read wrongly, as "price.currency"."""
    return Counter(
        f"{label['kind']}.{name}"
        for label, fact in pairs
        for name in _FIELDS.get(label["kind"], ())
        if not _agree(label, fact, name)
    )


def _other_reading(label: Fact, spurious: list[Fact]) -> Fact | None:
    for names in _SAME_CLAIM.get(label["kind"], ()):
        for fact in spurious:
            same_kind = fact.get("kind") == label["kind"]
            if same_kind and all(_agree(label, fact, name) for name in names):
                return fact
    return None


def _agree(label: Fact, fact: Fact, name: str) -> bool:
    one, other = label.get(name), fact.get(name)
    if name == "per":
        return unit(one) == unit(other)
    if name in ("amount", "off", "value"):
        return close(one, other)
    return bool(one == other)
