"""Prices as what they are worth: a reading that tells the same value in other words is right here.

Beside the figure of exact claims, never instead of it: the wrong currency is a factor of seven.
"""

from collections.abc import Mapping, Sequence

from benchmarks.scoring.figures import Counts
from benchmarks.scoring.words import Fact, unit


def by_worth(
    labels: Sequence[Fact],
    read: Sequence[Fact],
    per_dollar: Mapping[str, float],
    within: float = 0.01,
) -> Counts:
    """Prices of the same thing in the same unit that agree to ``within`` in US dollars.

    Raises KeyError for a currency without a rate.
    """
    told, left = Counts(), list(read)
    for label in labels:
        other = next((fact for fact in left if _same(label, fact, per_dollar, within)), None)
        if other is None:
            told.missed += 1
        else:
            left.remove(other)
            told.right += 1
    told.false = len(left)
    return told


def _same(label: Fact, fact: Fact, per_dollar: Mapping[str, float], within: float) -> bool:
    if (label["model"], unit(label["per"])) != (fact["model"], unit(fact["per"])):
        return False
    one, other = (told["amount"] / per_dollar[told["currency"]] for told in (label, fact))
    return bool(abs(one - other) <= within * one)
