"""What is known to have happened in a market: a TOML file, checked entry by entry."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

from alerts.rules import RULES
from market.trends.cells import Cell, parse
from monitor.tables import text_of

EVENTS = ("moved", "gone", "reappeared")
NUMBERS = {"index": "value", "level": "median"}
KINDS = (*RULES, *EVENTS)
WITHIN = 4  # nights, the first on which it could be seen included


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that should be told of: a rule's alert, or a channel's event.

    ``about`` are the things it must name, as alerts do: "channel:heron.example".
    """

    kind: str
    on: date
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Number:
    """The true index (on any base) or median share of list of a cell in a period."""

    what: str  # "index" or "level"
    cell: Cell
    period: date
    value: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened, which kinds are told of completely, and the numbers."""

    happenings: tuple[Happening, ...]
    complete: frozenset[str]  # what is raised of these and not told here is false
    numbers: tuple[Number, ...]
    operators: tuple[frozenset[str], ...]  # channels of one operator each
    within: int  # nights after which an alert is too late


def read_truth(file: Path) -> Truth:
    """Raises ValueError naming the entry and what is wrong with it."""
    try:
        told = tomllib.loads(text_of(file))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from error
    unknown = set(told) - {*KINDS, *NUMBERS, "operator", "complete", "within"}
    if unknown:
        known = ", ".join((*KINDS, *NUMBERS, "operator", "complete", "within"))
        raise ValueError(f"{file}: {', '.join(sorted(unknown))}: none of {known}")
    happened = tuple(_happening(*one) for kind in KINDS for one in _entries(file, told, kind))
    return Truth(
        happenings=happened,
        complete=_complete(file, told, happened),
        numbers=tuple(_number(*one) for what in NUMBERS for one in _entries(file, told, what)),
        operators=tuple(_operator(*one) for one in _entries(file, told, "operator")),
        within=_within(file, told.get("within", WITHIN)),
    )


_Entry = tuple[str, Mapping[str, Any], str]  # what it is of, the table, where it stands


def _entries(file: Path, told: Mapping[str, Any], name: str) -> list[_Entry]:
    listed = told.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError(f"{file}: {name} must be written as [[{name}]] entries")
    return [(name, one, f"{file}, {name} {number}") for number, one in enumerate(listed, 1)]


def _happening(kind: str, entry: Mapping[str, Any], where: str) -> Happening:
    named = {key: value for key, value in entry.items() if key != "on"}
    if not named or not all(isinstance(value, str) for value in named.values()):
        raise ValueError(f"{where}: what it is about must be given as text, like channel = …")
    about = frozenset(f"{key}:{value}" for key, value in named.items())
    return Happening(kind, _day(entry, "on", where), about)


def _number(what: str, entry: Mapping[str, Any], where: str) -> Number:
    key = NUMBERS[what]
    if set(entry) != {"cell", "period", key}:
        raise ValueError(f"{where}: its keys are cell, period and {key}")
    try:
        cell = parse(str(entry["cell"]))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
    value = entry[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < inf:
        raise ValueError(f"{where}: {key} must be a number above 0")
    return Number(what, cell, _day(entry, "period", where), float(value))


def _operator(_: str, entry: Mapping[str, Any], where: str) -> frozenset[str]:
    channels = entry.get("channels")
    texts = isinstance(channels, list) and all(isinstance(one, str) for one in channels)
    if not texts or set(entry) != {"channels"}:
        raise ValueError(f"{where}: its one key is channels, a list of texts")
    return frozenset(channels or ())


def _complete(file: Path, told: Mapping[str, Any], found: tuple[Happening, ...]) -> frozenset[str]:
    """Kinds with an entry are told of completely, unless the file says which ones are."""
    listed = told.get("complete", sorted({one.kind for one in found}))
    if not isinstance(listed, list) or not set(listed) <= set(KINDS):
        raise ValueError(f"{file}: complete must be a list of some of {', '.join(KINDS)}")
    return frozenset(listed)


def _within(file: Path, nights: object) -> int:
    if isinstance(nights, bool) or not isinstance(nights, int) or nights < 1:
        raise ValueError(f"{file}: within must be a number of nights, 1 at least")
    return nights


def _day(entry: Mapping[str, Any], key: str, where: str) -> date:
    day = entry.get(key)
    if type(day) is not date:
        raise ValueError(f"{where}: {key} must be a date like 2026-07-15, without quotes")
    return day
