"""Observations of the invented sellers: week by week, each ratio they show in each cell."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log
from random import Random

from benchmarks.trend_queries.calendar import ISO, WEEKS
from benchmarks.trend_queries.prices import Raw
from benchmarks.trend_queries.sellers import Group, Seller
from market.trends.cells import INPUT, OUTPUT, TOKENS, Cell

_MEASURES = (TOKENS, INPUT, OUTPUT)
_YUAN = tuple(accumulate(Random(week).gauss(0, 0.002) for week in range(WEEKS)))


def observations(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``observation``, oldest week first."""
    cells = {seller.number: list(leaves(seller)) for seller in market}
    for week in range(WEEKS):
        for seller in market:
            if seller.begin <= week < seller.end:
                for cell, group in cells[seller.number]:
                    yield _row(week, cell, seller, group)


def leaves(seller: Seller) -> Iterator[tuple[Cell, Group]]:
    """Its cells, each with the group whose ratio stands for it: the first of that supply."""
    by_supply = {group.supply: group for group in reversed(seller.groups)}
    kinds = sorted({(ware.provider, ware.tier, ware.unit) for ware in seller.wares})
    units = {unit: (unit,) for *_, unit in kinds if not unit.startswith("1m_")}
    for supply, group in sorted(by_supply.items()):
        for provider, tier in dict.fromkeys(kind[:2] for kind in kinds):
            for measure in next(iter(units.values()), _MEASURES):
                yield Cell(seller.access, measure, provider, tier, supply), group


def _row(week: int, cell: Cell, seller: Seller, group: Group) -> Raw:
    at = bisect_right(group.changes, week, key=lambda change: change[0]) - 1
    ratio = log(group.changes[max(at, 0)][1])
    return (
        ISO[week], cell.access, cell.unit, cell.provider, cell.tier, cell.supply, seller.key,
        ratio, 0.0, _YUAN[week], ratio, len(seller.wares), 7, 0, len(seller.wares), "CNY",
    )  # fmt: skip
