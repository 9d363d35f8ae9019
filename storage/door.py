"""Turns a function over a connection into a method of the store: one call, one transaction."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from storage.database import Database
from storage.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")


class House(Protocol):
    """Whatever has a database."""

    @property
    def database(self) -> Database:
        """The one it has."""
        ...


def asks(question: Callable[Concatenate[Connection, P], T]) -> Callable[Concatenate[House, P], T]:
    """A method that reads one snapshot."""

    @wraps(question)
    def method(self: House, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.database.reading() as connection:
            return question(connection, *args, **kwargs)

    return method


def streams(
    question: Callable[Concatenate[Connection, P], Iterator[T]],
) -> Callable[Concatenate[House, P], Iterator[T]]:
    """A method that hands out one snapshot piece by piece."""

    @wraps(question)
    def method(self: House, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with self.database.reading() as connection:
            yield from question(connection, *args, **kwargs)

    return method


def writes(action: Callable[Concatenate[Writer, P], T]) -> Callable[Concatenate[House, P], T]:
    """A method that changes everything it should, or nothing."""

    @wraps(action)
    def method(self: House, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.database.writing() as writer:
            return action(writer, *args, **kwargs)

    return method
