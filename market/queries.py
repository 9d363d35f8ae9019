"""What searches are asked: shipped lists by name, and which of them are asked on which date."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest

SLOT = "{query}"  # of an address: where the query goes
NAMED = "@"  # "@relay" is the shipped list of that name


def expanded(queries: Sequence[str]) -> tuple[str, ...]:
    """Every query of an operator's list, once, with named lists put in place of their names.

    Raises ValueError for a name nobody knows.
    """
    found = chain.from_iterable(
        shipped(one.removeprefix(NAMED)) if one.startswith(NAMED) else (one,) for one in queries
    )
    return tuple(dict.fromkeys(found))


def asked_on(
    queries: Sequence[str], on: date, at_most: int, cadence_days: float = 1
) -> tuple[str, ...]:
    """The queries of that date: the list is gone through in turns of ``at_most``, each asked once
    before the first is asked again, whatever the cadence in days.
    """
    whole = expanded(queries)
    if len(whole) <= at_most:
        return whole
    turn = int(on.toordinal() // max(1, cadence_days))
    first = turn * at_most % len(whole)
    return (whole + whole)[first : first + at_most]


def shipped(name: str) -> tuple[str, ...]:
    """A list that comes with us, its languages taking turns. Raises ValueError naming those there
    are.
    """
    lists = _lists()
    if name not in lists:
        raise ValueError(f"no list of queries is called {name!r}; there are {', '.join(lists)}")
    return lists[name]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    by_list: dict[str, dict[str, list[str]]] = {}
    text = (files("market") / "data" / "queries.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        by_language = by_list.setdefault(row["list"], {})
        by_language.setdefault(row["language"], []).append(row["query"])
    return {
        name: tuple(one for turn in zip_longest(*spoken.values()) for one in turn if one)
        for name, spoken in by_list.items()
    }
