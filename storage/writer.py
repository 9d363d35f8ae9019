"""Writes in bulk, and counts every row it touches."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, text
from sqlalchemy import Row as _Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Delete, Insert, Update

Row = Mapping[str, Any]  # to be written
Found = _Row[*tuple[Any, ...]]  # as read
T = TypeVar("T")


def chunks(values: Sequence[T], size: int = 500) -> Iterator[list[T]]:
    """Slices small enough for any database's limit of parameters."""
    walk = iter(values)
    while chunk := list(islice(walk, size)):
        yield chunk


class Writer:
    """One transaction's connection and the number of rows it has written so far."""

    def __init__(self, connection: Connection) -> None:
        """Counts from zero."""
        self.connection = connection
        self.rows = 0

    def alone(self) -> None:
        """Lets others who compare before they write wait for the end of this transaction.

        SQLite has one writer anyway.
        """
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(text("SELECT pg_advisory_xact_lock(7264525378)"))

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Inserts rows that are known to be new."""
        if rows:
            self.connection.execute(insert(table), list(rows))
            self.rows += len(rows)

    def add_absent(self, table: Table, rows: Sequence[Row]) -> int:
        """Inserts the rows whose key is not there yet; says how many those were."""
        if not rows:
            return 0
        key = table.primary_key.columns.values()[0]
        statement = self.inserting(table).on_conflict_do_nothing().returning(key)
        # what comes back was written: psycopg does not say how many rows an executemany inserted
        return self._count(len(self.connection.execute(statement, list(rows)).all()))

    def inserting(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """The dialect's INSERT, the one that knows ON CONFLICT."""
        lite = self.connection.dialect.name == "sqlite"
        return sqlite.insert(table) if lite else postgresql.insert(table)

    def change(self, statement: Insert | Update | Delete, rows: Sequence[Row] | None = None) -> int:
        """Runs one statement, or one per row of parameters; says how many rows it touched."""
        if rows is None:
            return self._count(self.connection.execute(statement).rowcount)
        if not rows:
            return 0
        return self._count(self.connection.execute(statement, list(rows)).rowcount)

    def _count(self, touched: int) -> int:
        self.rows += max(touched, 0)
        return max(touched, 0)
