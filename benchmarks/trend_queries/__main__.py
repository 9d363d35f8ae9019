"""Prints how long what people ask of trends takes, on SQLite and PostgreSQL.

    python -m benchmarks.trend_queries --points 1000000 10000000

Each question is asked ten times over; the median is told. --plans says how each is answered.
Ten million points take some ten minutes and eight gigabytes for each database.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks.trend_queries import places
from benchmarks.trend_queries.fill import fill
from benchmarks.trend_queries.questions import EDITION, Question, dashboard
from benchmarks.trend_queries.sellers import Seller, resident, sellers
from benchmarks.trend_queries.timing import plans, timed
from storage import Store


def main() -> None:
    """Fills, asks and clears away, for each number of points and each database."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--points", type=int, nargs="+", default=[1_000_000])
    asked.add_argument("--on", nargs="+", choices=("sqlite", "postgres"), default=["sqlite"])
    asked.add_argument("--postgres", help="URL of a server to make a database on; else pip's own")
    asked.add_argument("--times", type=int, default=10)
    asked.add_argument("--edition", action="store_true", help="time what editions read as well")
    asked.add_argument("--plans", action="store_true")
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = asked.parse_args()
    for points in given.points:
        market = list(sellers(points))
        for kind in given.on:
            with _place(kind, given) as url, Store.open(url) as store:
                print(f"\n{kind}, {_filled(store, market)}", flush=True)
                questions = dashboard(resident(market)) + (EDITION if given.edition else ())
                for line in told(store, questions, given.times, explained=given.plans):
                    print(line, flush=True)


def _place(kind: str, given: argparse.Namespace) -> AbstractContextManager[str]:
    if kind == "sqlite":
        return places.lite(given.folder)
    if given.postgres:
        return places.named(given.postgres)
    return places.postgres(given.folder)


def _filled(store: Store, market: Sequence[Seller]) -> str:
    began = time.perf_counter()
    counts = fill(store, market)
    told_of = ("price_point", "offer", "observation", "publication", "visit")
    words = ", ".join(f"{counts[name]:,} {name}s" for name in told_of)
    return f"{words}; filled in {time.perf_counter() - began:.0f} s"


def told(
    store: Store, questions: Sequence[Question], times: int, *, explained: bool
) -> Iterator[str]:
    """A line for each question, and their sum."""
    answered = []
    yield f"{'milliseconds':45} {'median':>9} {'least':>9} {'own time':>9}   answers"
    for question in questions:
        one = timed(store, question, times)
        answered.append(one)
        yield _line(one.words, one.median, one.least, one.busy) + f" {one.answers:9,}"
        if explained:
            yield from (f"        {line}" for line in plans(store, question))
    sums = (sum(getattr(one, name) for one in answered) for name in ("median", "least", "busy"))
    yield _line("together", *sums)


def _line(words: str, *figures: float) -> str:
    return " ".join([f"{words:45}", *(f"{figure:9.1f}" for figure in figures)])


if __name__ == "__main__":
    main()
