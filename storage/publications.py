"""Numbers as published, vintage by vintage. What is final is never changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, select

from market.trends.cells import Cell, parse
from market.trends.published import Published, PublishedPeriod
from market.wire import decode, encode
from storage.errors import StoreError
from storage.tables import PUBLICATION, PUBLISHED_PERIOD
from storage.writer import Row, Writer, chunks

_Key = tuple[str, date]  # cell, period


class AlreadyPublished(StoreError):
    """Somebody tried to tell a published number anew; that takes a new vintage."""


def publish(
    writer: Writer,
    vintage: int,
    numbers: Iterable[Published],
    told: Iterable[PublishedPeriod] = (),
) -> int:
    """Add numbers. A provisional one gives way to what is told of its cell and period now, and is
    dropped where ``told`` names the period and nothing is said of the cell any more; what stays as
    it was is not touched. How many rows that wrote.

    Raises AlreadyPublished where a final number differs from what was published.
    """
    before, periods = writer.rows, {one.period: one for one in told}
    wanted = {(str(one.cell), one.period): _row(vintage, one) for one in numbers}
    there = _there(writer.connection, vintage, {period for _, period in wanted} | periods.keys())
    changed = [key for key in wanted.keys() & there.keys() if wanted[key] != there[key]]
    gone = [key for key in there.keys() - wanted.keys() if key[1] in periods]
    stale = [*changed, *(key for key in gone if there[key]["provisional"])]
    for key in (*changed, *gone):
        if not there[key]["provisional"]:
            raise AlreadyPublished(
                f"{key[0]} of {key[1]} is published in vintage {vintage} already; "
                "other numbers need a new vintage"
            )
    _drop(writer, vintage, stale)
    new = wanted.keys() - there.keys() | set(changed)
    writer.add(PUBLICATION, [wanted[key] for key in sorted(new)])
    _keep_periods(writer, vintage, periods)
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
    numbers = [decode(body, Published) for body in connection.scalars(found)]
    return sorted(numbers, key=lambda one: (one.period, one.cell))


def published_cells(connection: Connection, vintage: int) -> list[Cell]:
    """Every cell of which anything was told, in their order."""
    found = select(PUBLICATION.c.cell).where(PUBLICATION.c.vintage == vintage).distinct()
    return sorted(map(parse, connection.scalars(found)))


def published_until(connection: Connection, vintage: int) -> date | None:
    """The newest period that is published for good."""
    newest = select(func.max(PUBLICATION.c.period)).where(
        PUBLICATION.c.vintage == vintage, PUBLICATION.c.provisional.is_(False)
    )
    found: date | None = connection.scalar(newest)
    return found


def published_periods(connection: Connection, vintage: int) -> list[PublishedPeriod]:
    """Every period told so far, oldest first, and how much was read in it."""
    found = select(PUBLISHED_PERIOD).where(PUBLISHED_PERIOD.c.vintage == vintage)
    return [
        PublishedPeriod(row.period, row.final, row.channels, row.usual)
        for row in connection.execute(found.order_by(PUBLISHED_PERIOD.c.period))
    ]


def _there(
    connection: Connection, vintage: int, periods: Collection[date]
) -> dict[_Key, dict[str, object]]:
    found: dict[_Key, dict[str, object]] = {}
    for chunk in chunks(sorted(periods)):
        rows = select(PUBLICATION).where(
            PUBLICATION.c.vintage == vintage, PUBLICATION.c.period.in_(chunk)
        )
        told = connection.execute(rows).mappings()
        found |= {(row["cell"], row["period"]): dict(row) for row in told}
    return found


def _drop(writer: Writer, vintage: int, keys: Sequence[_Key]) -> None:
    this = (PUBLICATION.c.cell == bindparam("of_cell"), PUBLICATION.c.period == bindparam("of"))
    one = delete(PUBLICATION).where(PUBLICATION.c.vintage == vintage, *this)
    writer.change(one, [{"of_cell": cell, "of": period} for cell, period in sorted(keys)])


def _keep_periods(writer: Writer, vintage: int, told: Mapping[date, PublishedPeriod]) -> None:
    there = {one.period: one for one in published_periods(writer.connection, vintage)}
    new = [one for period, one in sorted(told.items()) if there.get(period) != one]
    replaced: list[Row] = [{"of": one.period} for one in new if one.period in there]
    this = PUBLISHED_PERIOD.c.vintage == vintage, PUBLISHED_PERIOD.c.period == bindparam("of")
    writer.change(delete(PUBLISHED_PERIOD).where(*this), replaced)
    writer.add(PUBLISHED_PERIOD, [_period_row(vintage, one) for one in new])


def _period_row(vintage: int, one: PublishedPeriod) -> dict[str, object]:
    row = {"vintage": vintage, "period": one.period, "final": one.final}
    return {**row, "channels": one.channels, "usual": one.usual}


def _row(vintage: int, one: Published) -> dict[str, object]:
    return {
        "vintage": vintage,
        "cell": str(one.cell),
        "period": one.period,
        "provisional": "provisional" in one.flags,
        "body": encode(one).decode(),
    }
