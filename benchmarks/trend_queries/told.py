"""Published numbers of an invented market: every cell, every week, in two vintages."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import exp
from random import Random

from benchmarks.trend_queries.calendar import DAYS, LAST
from benchmarks.trend_queries.prices import Raw
from benchmarks.trend_queries.seen import leaves
from benchmarks.trend_queries.sellers import Seller
from market.trends.cells import Cell
from market.trends.published import Change, Excluded, Level, Parts, Published
from market.wire import encode

VINTAGES = (1, 2)


def cells(market: Sequence[Seller]) -> list[Cell]:
    """All there are: leaves, and the wider cells that hold them."""
    found = {cell for seller in market for cell, _ in leaves(seller)}
    for leaf in list(found):
        found |= {
            Cell(leaf.access, leaf.unit, leaf.provider, leaf.tier),
            Cell(leaf.access, leaf.unit, leaf.provider, supply=leaf.supply),
            Cell(leaf.access, leaf.unit, leaf.provider),
            Cell(leaf.access, leaf.unit),
        }
    return sorted(found)


def publications(market: Sequence[Seller]) -> Iterator[Raw]:
    """Rows of ``publication``."""
    every = cells(market)
    for vintage in VINTAGES:
        for period in DAYS:
            dice = Random(f"{period} {1 if period < DAYS[-60] else vintage}")
            for cell in every:
                one = _number(cell, period, dice)
                body = encode(one).decode()
                provisional = int("provisional" in one.flags)
                yield vintage, str(cell), period.isoformat(), provisional, body


def _number(cell: Cell, period: date, dice: Random) -> Published:
    level = dice.gauss(-1.0, 0.2)
    change = dice.gauss(0, 0.02)
    middle = exp(level)
    return Published(
        cell,
        period,
        Level(
            12, 14, 3_000, middle, middle * 0.9, middle * 1.1, middle * 1.01,
            middle * 0.8, middle * 1.2, middle * 0.4, middle * 1.9,
        ),
        matched=11,
        moved=Parts(level / 4, 0.01, -0.002),
        link=Parts(change, 0.0, 0.001),
        change=Change(4, change, change - 0.06, change + 0.06, 10),
        dummy=change + 0.001,
        excluded=Excluded(40, 1, 1, 2, 0, 3),
        flags=("provisional",) if period == LAST else (),
    )  # fmt: skip
