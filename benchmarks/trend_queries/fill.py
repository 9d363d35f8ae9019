"""Fills an empty store in bulk, past its own way of writing: three years of nights in minutes.

SQLite by executemany over the driver's connection, PostgreSQL by COPY; indexes are built in the
end, statistics gathered.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Index, Table, text

from benchmarks.trend_queries import people, prices, seen, told
from benchmarks.trend_queries.calendar import DAYS, ISO, NIGHT
from benchmarks.trend_queries.prices import Raw
from benchmarks.trend_queries.sellers import Seller
from storage import Store
from storage import tables as t

_BATCH = 20_000


def fill(store: Store, market: Sequence[Seller]) -> dict[str, int]:
    """How many rows were written into which table."""
    indexes = [index for table in (t.PRICE_POINT, t.OBSERVATION) for index in table.indexes]
    engine = store.database.engine
    _each(store, indexes, "drop")
    raw = engine.raw_connection()
    try:
        write = _lite if store.database.lite else _postgres
        counts = {table.name: write(raw, table, rows) for table, rows in _rows(market)}
    finally:
        raw.close()
    _each(store, indexes, "create")
    tidy = "ANALYZE" if store.database.lite else "VACUUM ANALYZE"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if store.database.lite:
            connection.execute(text("PRAGMA analysis_limit = 1000"))  # else it reads every row
        connection.execute(text(tidy))
    return counts


def _rows(market: Sequence[Seller]) -> Iterator[tuple[Table, Iterable[Raw]]]:
    yield t.SOURCE, people.sources(market)
    yield t.CHANNEL, people.channels(market)
    yield t.OPERATOR_MEMBER, people.members(market)
    yield t.APPEARANCE, people.appearances(market)
    yield t.LISTING, people.listings(market)
    yield t.FACT, people.facts(market)
    yield t.EVENT, people.events(market)
    yield t.RUN, people.runs()
    yield t.VISIT, people.visits(market)
    yield t.OFFER, prices.offers(market)
    yield t.PRICE_POINT, prices.price_points(market)
    yield t.OBSERVATION, seen.observations(market)
    yield t.VINTAGE, ((v, NIGHT.isoformat(), "index/1", "week", "first", 0) for v in told.VINTAGES)
    weeks = [(day, int(day != ISO[-1]), len(market), len(market)) for day in ISO]
    yield t.PUBLISHED_PERIOD, ((v, *week) for v in told.VINTAGES for week in weeks)
    yield t.PUBLICATION, told.publications(market)
    yield t.CELL_WEIGHT, _weights(market)


def _weights(market: Sequence[Seller]) -> Iterator[Raw]:
    for vintage in told.VINTAGES:
        for year in sorted({day.year for day in DAYS}):
            for cell in told.cells(market):
                yield vintage, year, str(cell), 1.0, "operators"


def _each(store: Store, indexes: Sequence[Index], what: str) -> None:
    with store.database.writing() as writer:
        for index in indexes:
            getattr(index, what)(writer.connection)


def _lite(raw: Any, table: Table, rows: Iterable[Raw]) -> int:
    cursor, written, walk = raw.cursor(), 0, iter(rows)
    places = ",".join("?" * len(table.columns))
    insert = f"INSERT INTO {_target(table)} VALUES ({places})"  # noqa: S608  # our own names
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA cache_size=-2000000")
    while batch := list(islice(walk, _BATCH)):
        cursor.execute("BEGIN")
        cursor.executemany(insert, batch)
        cursor.execute("COMMIT")
        written += len(batch)
    return written


def _postgres(raw: Any, table: Table, rows: Iterable[Raw]) -> int:
    cursor, written, walk = raw.cursor(), 0, iter(rows)
    cursor.execute("SET synchronous_commit = off")
    with cursor.copy(f"COPY {_target(table)} FROM STDIN") as copy:
        while batch := list(islice(walk, _BATCH)):
            copy.write("".join(map(_line, batch)))
            written += len(batch)
    raw.commit()
    return written


def _target(table: Table) -> str:
    """Its columns by name: a migrated table need not have them in our order."""
    names = ",".join(f'"{column.name}"' for column in table.columns)
    return f'"{table.name}" ({names})'


def _line(row: Raw) -> str:
    """A row as COPY reads it; nothing invented holds a backslash, a tab or a line's end."""
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"
