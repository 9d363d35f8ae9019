"""What a provider counts among all providers: fixed for a year, so that no change of the crowd is
taken for a change of price.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from market.trends.cells import Cell
from market.trends.observation import Observation
from market.trends.published import Weight

CAP = 0.25


def first_weights(observations: Iterable[Observation], year: int) -> list[Weight]:
    """By the mean number of operators active in a period, no provider above 25 %.

    Where fewer than four share an access and unit, they count alike: a cap of 25 % has no meaning.
    """
    periods: set[date] = set()
    active: defaultdict[Cell, set[tuple[date, str]]] = defaultdict(set)
    for one in observations:
        periods.add(one.period)
        provider = Cell(one.cell.access, one.cell.unit, one.cell.provider)
        active[provider].add((one.period, one.operator))
    families: defaultdict[Cell | None, dict[Cell, float]] = defaultdict(dict)
    for provider in sorted(active):
        families[provider.parent][provider] = len(active[provider]) / len(periods)
    return [
        Weight(year, provider, weight, "operators")
        for children in families.values()
        for provider, weight in capped(children).items()
    ]


def capped(counts: Mapping[Cell, float]) -> dict[Cell, float]:
    """Shares of the whole, none above the cap; what is cut off goes to the others in proportion."""
    cap = max(CAP, 1 / len(counts))
    total = sum(counts.values())
    shares = {cell: count / total for cell, count in counts.items()}
    while any(share > cap + 1e-12 for share in shares.values()):
        full = {cell for cell, share in shares.items() if share >= cap - 1e-12}
        rest = sum(share for cell, share in shares.items() if cell not in full)
        scale = (1 - cap * len(full)) / rest
        shares = {cell: cap if cell in full else s * scale for cell, s in shares.items()}
    return shares


def in_force(weights: Sequence[Weight], parent: Cell, on: date) -> dict[Cell, float]:
    """The weights of the year, else of the last year that has any; empty where there are none."""
    of_parent = [one for one in weights if one.cell.parent == parent and one.year <= on.year]
    year = max((one.year for one in of_parent), default=None)
    return {one.cell: one.weight for one in of_parent if one.year == year}
