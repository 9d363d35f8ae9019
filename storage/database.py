"""The engine and its transactions: the only code that knows which database is behind the URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import WrongUrl
from storage.translate import translated
from storage.writer import Writer

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",  # with WAL a killed process loses nothing; a power cut the last commits
    "busy_timeout=30000",
    "cache_size=-64000",
    "temp_store=MEMORY",
)


class Database:
    """Short transactions over SQLite or PostgreSQL, with errors that say what to do."""

    def __init__(self, url: str) -> None:
        """Connects on first use, not here."""
        self.url = _checked(url)
        self.lite = self.url.get_backend_name() == "sqlite"
        self.engine = _lite_engine(self.url) if self.lite else _postgres_engine(self.url)
        self._reads = {"reading": True} if self.lite else {"isolation_level": "REPEATABLE READ"}

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(self.url.database or "") if self.lite else None

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: all of it or, on any error or kill, nothing."""
        with translated(self.url), self.engine.begin() as conn:
            yield Writer(conn)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: what is written meanwhile is not seen."""
        with translated(self.url), self.engine.connect() as conn:
            yield conn.execution_options(**self._reads)

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()


def _checked(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as problem:
        raise WrongUrl(f"[store] url is not a database URL: {url!r} ({problem})") from problem
    backend = parsed.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise WrongUrl(f"[store] url must be sqlite:///FILE or postgresql+psycopg://…, not {url!r}")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise WrongUrl("[store] url must name a file: sqlite:///resalewatch.db")
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _lite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # BEGIN is ours: the driver's own comes too late
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        # IMMEDIATE: two writers queue at the start instead of failing in the middle
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgres_engine(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
