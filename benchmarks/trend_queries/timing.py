"""How long a question takes, and by which way the database finds the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import event, text

from benchmarks.trend_queries.questions import Question
from storage import Store


@dataclass(frozen=True, slots=True)
class Timed:
    """What one question took, in milliseconds, and how many things its answer has."""

    words: str
    median: float
    least: float
    busy: (
        float  # the median of this process's own time: what an idle machine takes, but for a server
    )
    answers: int


def timed(store: Store, question: Question, times: int) -> Timed:
    """Asked once before, so that what is timed finds its pages where a second look does."""
    answers, taken, busy = len(question.answer(store)), [], []
    server = _server(store)
    for _ in range(times):
        began, own = perf_counter(), _computed(server)
        question.answer(store)
        taken.append(1000 * (perf_counter() - began))
        busy.append(1000 * (_computed(server) - own))
    return Timed(question.words, median(taken), min(taken), median(busy), answers)


def _computed(server: Path | None) -> float:
    """Seconds of processor time so far."""
    there = int(server.read_text().split()[0]) / 1e9 if server else 0.0
    return process_time() + there


def _server(store: Store) -> Path | None:
    """Where Linux tells how long the process that answers us has computed, if it is at hand."""
    if store.database.lite:
        return None
    with store.database.reading() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    told = Path(f"/proc/{pid}/schedstat")
    return told if told.exists() else None


def plans(store: Store, question: Question) -> Iterator[str]:
    """What the database says of how it answers, statement by statement."""
    explain = "EXPLAIN QUERY PLAN" if store.database.lite else "EXPLAIN (ANALYZE, BUFFERS)"
    with _heard(store) as said:
        question.answer(store)
    with store.database.reading() as connection:
        for statement, parameters in said:
            yield statement.replace("\n", " ")
            rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
            yield from ("    " + str(row[-1]) for row in rows)


@contextmanager
def _heard(store: Store) -> Iterator[list[tuple[str, Any]]]:
    said: list[tuple[str, Any]] = []

    def hear(_c: object, _u: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(store.database.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(store.database.engine, "before_cursor_execute", hear)
