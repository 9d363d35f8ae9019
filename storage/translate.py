"""Database errors as sentences that say what to do next."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, InterfaceError

from storage.errors import Damaged, ReadOnly, StoreError, Unavailable

# what the database says → what we say; the first that fits
_SENTENCES: tuple[tuple[str, type[StoreError], str], ...] = (
    (
        "database is locked",
        Unavailable,
        "another program keeps {place} locked; end it or wait, then start again",
    ),
    (
        "readonly database",
        ReadOnly,
        "{place} or its folder is read-only; make both writable, then start again",
    ),
    (
        "read-only transaction",
        ReadOnly,
        "{place} only lets us read; use a role and a server that may write",
    ),
    (
        "permission denied",
        ReadOnly,
        "the database role may not do this in {place}; grant it and start again",
    ),
    (
        "unable to open database file",
        Unavailable,
        "{place} cannot be opened; its folder must exist and be writable",
    ),
    ("is full", Unavailable, "the disk of {place} is full; free some space, then start again"),
    (
        "No space left",
        Unavailable,
        "the disk of {place} is full; free some space, then start again",
    ),
    ("disk I/O error", Unavailable, "the disk of {place} fails; check it, then start again"),
    ("not a database", Damaged, "{place} is not a database; move it away or restore a backup"),
    ("malformed", Damaged, "{place} is damaged; restore a backup, or replay the archive"),
    ("no such table", Damaged, "{place} lacks a table; restore a backup"),
)
_GONE = "{place} cannot be reached; start the server or correct [store] url, then start again"


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Raises StoreError for what the world does to a database; our own mistakes pass through."""
    try:
        yield
    except (DatabaseError, InterfaceError) as problem:
        found = _translate(problem, url.render_as_string(hide_password=True))
        if found is None:
            raise
        raise found from problem


def _translate(problem: DatabaseError | InterfaceError, place: str) -> StoreError | None:
    said = f"{problem.orig}"
    for words, kind, sentence in _SENTENCES:
        if words in said:
            return kind(sentence.format(place=place) + _first_line(said))
    if problem.connection_invalidated or _never_connected(problem):
        return Unavailable(_GONE.format(place=place) + _first_line(said))
    return None


def _never_connected(problem: DatabaseError | InterfaceError) -> bool:
    """A failure to connect has no statement."""
    return problem.statement is None


def _first_line(said: str) -> str:
    return f" (the database said: {said.strip().split(os.linesep)[0]})"
