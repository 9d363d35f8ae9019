"""Vintages: which state of the memory published numbers were reckoned from, and by which method."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, select, update

from market.trends.cells import parse
from market.trends.published import Published, PublishedPeriod, Vintage, Weight
from storage.publications import publish
from storage.tables import CELL_WEIGHT, VINTAGE
from storage.writer import Writer

_TOLD = (VINTAGE.c.id, VINTAGE.c.made_on, VINTAGE.c.method, VINTAGE.c.periods, VINTAGE.c.reason)


def vintages(connection: Connection) -> list[Vintage]:
    """Every vintage, oldest first; the last one is the one in use."""
    rows = connection.execute(select(*_TOLD).order_by(VINTAGE.c.id))
    return [Vintage(**row._mapping) for row in rows]


def open_vintage(
    writer: Writer,
    *,
    made_on: date,
    method: str,
    periods: str,
    reason: str,
    weights: Iterable[Weight] = (),
    numbers: Iterable[Published] = (),
    told: Iterable[PublishedPeriod] = (),
) -> Vintage:
    """A new vintage, from now on the one in use, with all there is to tell: whole or not at all."""
    last = writer.connection.scalar(select(func.max(VINTAGE.c.id))) or 0
    vintage = Vintage(last + 1, made_on, method, periods, reason)
    row = {"id": vintage.id, "made_on": made_on, "method": method, "periods": periods}
    writer.add(VINTAGE, [{**row, "reason": reason, "stale": False}])
    set_weights(writer, vintage.id, weights)
    publish(writer, vintage.id, numbers, told)
    return vintage


def stale(connection: Connection, vintage: int) -> bool:
    """Whether what this vintage was reckoned from was dropped since, to be read again."""
    return bool(connection.scalar(select(VINTAGE.c.stale).where(VINTAGE.c.id == vintage)))


def compared(writer: Writer, vintage: int) -> None:
    """What was read again tells the numbers of this vintage: it is stale no longer."""
    once = VINTAGE.c.id == vintage, VINTAGE.c.stale.is_(True)
    writer.change(update(VINTAGE).where(*once).values(stale=False))


def set_weights(writer: Writer, vintage: int, weights: Iterable[Weight]) -> None:
    """Fix the weights of a year; they are never changed afterwards."""
    rows = [
        {"vintage": vintage, "year": w.year, "cell": str(w.cell), "weight": w.weight, "how": w.how}
        for w in weights
    ]
    writer.add_absent(CELL_WEIGHT, rows)


def weights(connection: Connection, vintage: int) -> list[Weight]:
    """Every year's weights, by year and cell."""
    rows = connection.execute(select(CELL_WEIGHT).where(CELL_WEIGHT.c.vintage == vintage))
    found = [Weight(row.year, parse(row.cell), row.weight, row.how) for row in rows]
    return sorted(found, key=lambda one: (one.year, one.cell))
