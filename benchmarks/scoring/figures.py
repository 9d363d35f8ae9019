"""Counts of many listings, and the figures made of them: per kind, per language, over all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.scoring.judge import MONEY, Judged
from benchmarks.scoring.words import Fact

_ATTRIBUTED = ("price", "discount", "multiplier")  # whose provider is asked for


@dataclass(slots=True)
class Counts:
    """Facts of one sort: read as labelled, not read, read in vain."""

    right: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None where nothing was read."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """The share of what was labelled that was read; None where nothing was labelled."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Both in one; None where there was nothing to read and nothing was."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(slots=True)
class Figures:
    """What the gate holds against its floors."""

    listings: int = 0
    kinds: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    languages: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))  # money only
    money: Counts = field(default_factory=Counts)
    other: Counts = field(default_factory=Counts)
    attributed: Counts = field(default_factory=Counts)  # right and missed: of providers asked for
    silent: Counts = field(default_factory=Counts)  # right and false: of listings without a fact

    def overall(self) -> Mapping[str, float | None]:
        """The headline: money, attribution and silence where nothing is on offer."""
        return {
            "money_f1": self.money.f1,
            "money_precision": self.money.precision,
            "money_recall": self.money.recall,
            "provider_accuracy": self.attributed.recall,
            "silent_on_negatives": self.silent.precision,
        }


def figures(judged: Iterable[Judged]) -> Figures:
    """The figures of a corpus."""
    told = Figures()
    for one in judged:
        told.listings += 1
        for kind, outcome in _outcomes(one):
            _count(told, one.language, kind, outcome)
        _providers(told, one)
        if one.empty:
            noisy = any(fact["kind"] in MONEY for fact in one.false)
            told.silent.false += noisy
            told.silent.right += not noisy
    return told


def _outcomes(one: Judged) -> Iterator[tuple[str, str]]:
    yield from ((label["kind"], "right") for label, _ in one.right)
    yield from ((label["kind"], "missed") for label in one.missed)
    yield from ((fact["kind"], "false") for fact in one.false)


def _count(told: Figures, language: str, kind: str, outcome: str) -> None:
    counted = [told.kinds[kind], told.money if kind in MONEY else told.other]
    if kind in MONEY:
        counted.append(told.languages[language])
    for counts in counted:
        setattr(counts, outcome, getattr(counts, outcome) + 1)


def _providers(told: Figures, one: Judged) -> None:
    for label, fact in one.right:
        if _asks_for_provider(label):
            right = label["provider"] == fact.get("provider")
            told.attributed.right += right
            told.attributed.missed += not right


def _asks_for_provider(label: Fact) -> bool:
    return label["kind"] in _ATTRIBUTED and bool(label.get("provider"))
