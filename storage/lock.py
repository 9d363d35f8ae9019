"""One holder at a time, by a lock that the kernel or the server frees when its holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from storage.database import Database
from storage.errors import Busy, ReadOnly
from storage.translate import translated


@contextmanager
def lock(database: Database, name: str) -> Iterator[None]:
    """Holds the named lock of this store; raises Busy when somebody else does."""
    holding = _file_lock(database.file, name) if database.file else _advisory_lock(database, name)
    with holding:
        yield


@contextmanager
def _file_lock(database: Path, name: str) -> Iterator[None]:
    path = database.with_name(f"{database.name}.{name}.lock")
    try:
        held = path.open("ab")
    except OSError as problem:
        raise ReadOnly(f"{path} cannot be written: {problem.strerror}; make it so") from problem
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise Busy(_busy(name)) from problem
        yield  # the file stays: removing it would let two hold locks on two files of one name


@contextmanager
def _advisory_lock(database: Database, name: str) -> Iterator[None]:
    take = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
    engine = create_engine(database.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with translated(database.url), engine.connect() as connection:
        if not connection.scalar(take, {"name": f"resalewatch:{name}"}):
            raise Busy(_busy(name))
        yield


def _busy(name: str) -> str:
    return f"another resalewatch holds the lock {name!r}; wait for it to end, or end it"
