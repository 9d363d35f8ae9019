"""What was published of the market, vintage by vintage. Nothing published is ever changed."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, and_, delete, func, select

from market.trends.cells import Cell, parse
from market.trends.published import Published, Vintage, Weight
from market.wire import decode, encode
from storage.errors import StoreError
from storage.tables import CELL_WEIGHT, PUBLICATION, VINTAGE
from storage.writer import Writer, chunks


class AlreadyPublished(StoreError):
    """Somebody tried to tell a published number anew; that takes a new vintage."""


def vintages(connection: Connection) -> list[Vintage]:
    """Every vintage, oldest first; the last one is the one in use."""
    return [
        Vintage(**row._mapping)
        for row in connection.execute(select(VINTAGE).order_by(VINTAGE.c.id))
    ]


def open_vintage(
    writer: Writer, *, made_on: date, method: str, periods: str, reason: str
) -> Vintage:
    """A new vintage, empty; from now on the one in use."""
    last = writer.connection.scalar(select(func.max(VINTAGE.c.id))) or 0
    vintage = Vintage(last + 1, made_on, method, periods, reason)
    row = {"id": vintage.id, "made_on": made_on, "method": method, "periods": periods}
    writer.add(VINTAGE, [{**row, "reason": reason}])
    return vintage


def publish(writer: Writer, vintage: int, numbers: Iterable[Published]) -> int:
    """Add numbers; those marked provisional take the place of earlier provisional ones of the same
    periods. How many rows that wrote.

    Raises AlreadyPublished where a number differs from what was published.
    """
    before, told = writer.rows, {(str(one.cell), one.period): one for one in numbers}
    _drop_provisional(writer, vintage, {period for _, period in told})
    there = _bodies(writer.connection, vintage, {period for _, period in told})
    rows = {key: _row(vintage, one) for key, one in told.items()}
    for (cell, period), row in rows.items():
        if there.get((cell, period)) not in {None, row["body"]}:
            raise AlreadyPublished(
                f"{cell} of {period} is published in vintage {vintage} already; "
                "other numbers need a new vintage"
            )
    writer.add(PUBLICATION, [row for key, row in rows.items() if key not in there])
    return writer.rows - before


def published(
    connection: Connection,
    vintage: int,
    *,
    cells: Collection[Cell] = (),
    since: date = date.min,
    until: date = date.max,
) -> list[Published]:
    """Numbers of some cells (all, if none is named), by period and cell."""
    found = select(PUBLICATION.c.body).where(
        PUBLICATION.c.vintage == vintage, PUBLICATION.c.period.between(since, until)
    )
    if cells:
        found = found.where(PUBLICATION.c.cell.in_(sorted(map(str, cells))))
    ordered = found.order_by(PUBLICATION.c.period, PUBLICATION.c.cell)
    return [decode(body, Published) for body in connection.scalars(ordered)]


def published_until(connection: Connection, vintage: int) -> date | None:
    """The newest period that is published for good."""
    newest = select(func.max(PUBLICATION.c.period)).where(
        PUBLICATION.c.vintage == vintage, PUBLICATION.c.provisional.is_(False)
    )
    found: date | None = connection.scalar(newest)
    return found


def set_weights(writer: Writer, vintage: int, weights: Iterable[Weight]) -> None:
    """Fix the weights of a year; they are never changed afterwards."""
    rows = [
        {"vintage": vintage, "year": w.year, "cell": str(w.cell), "weight": w.weight, "how": w.how}
        for w in weights
    ]
    writer.add_absent(CELL_WEIGHT, rows)


def weights(connection: Connection, vintage: int) -> list[Weight]:
    """Every year's weights."""
    ordered = select(CELL_WEIGHT).order_by(CELL_WEIGHT.c.year, CELL_WEIGHT.c.cell)
    return [
        Weight(row.year, parse(row.cell), row.weight, row.how)
        for row in connection.execute(ordered.where(CELL_WEIGHT.c.vintage == vintage))
    ]


def _drop_provisional(writer: Writer, vintage: int, periods: Collection[date]) -> None:
    for chunk in chunks(sorted(periods)):
        these = and_(PUBLICATION.c.vintage == vintage, PUBLICATION.c.period.in_(chunk))
        writer.change(delete(PUBLICATION).where(these, PUBLICATION.c.provisional))


def _bodies(
    connection: Connection, vintage: int, periods: Collection[date]
) -> dict[tuple[str, date], str]:
    found: dict[tuple[str, date], str] = {}
    for chunk in chunks(sorted(periods)):
        rows = select(PUBLICATION.c.cell, PUBLICATION.c.period, PUBLICATION.c.body).where(
            PUBLICATION.c.vintage == vintage, PUBLICATION.c.period.in_(chunk)
        )
        found |= {(row.cell, row.period): row.body for row in connection.execute(rows)}
    return found


def _row(vintage: int, one: Published) -> dict[str, object]:
    return {
        "vintage": vintage,
        "cell": str(one.cell),
        "period": one.period,
        "provisional": "provisional" in one.flags,
        "body": encode(one).decode(),
    }
