"""Where the rows of a price list stand in a document, and what each is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from market.names import resolve
from parsers.links import on_the_web
from parsers.payload import mapping, words

MOST_ROWS = 5_000
_LONGEST = 200  # characters of a name
_UNIT = 60  # of what says a unit
_SAMPLE = 60  # keys that say whether an object is keyed by models
_LISTS = ("data", "models", "list", "items", "prices", "pricing", "result", "rows", "groups")
_NAMES = ("model_id", "model", "model_name", "modelName", "id", "slug", "name")
_SAID = (
    "unit",
    "currency",
    "price_unit",
    "priceUnit",
    "pricing_unit",
    "billing_unit",
    "token_unit",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``around``: what the objects it stands in say of unit and money."""

    name: str
    values: dict[str, Any]
    steps: tuple[str | int, ...]
    around: str = ""


def rows(document: Any, most: int = MOST_ROWS) -> list[Row]:
    """The rows of the first list of objects, or object keyed by models, that the document holds."""
    tables = (list(islice(table, most)) for table in _tables(document, (), ""))
    return next((found for found in tables if any(row.name for row in found)), [])


def said(values: dict[str, Any]) -> str:
    """What an object says of unit and money in fields of their own."""
    return " ".join(filter(None, (words(values.get(key))[:_UNIT] for key in _SAID)))


def _tables(value: Any, steps: tuple[str | int, ...], around: str) -> Iterator[Iterator[Row]]:
    if isinstance(value, list):
        yield _listed(value, steps, around)
    told = mapping(value)
    if told and len(steps) <= 2:
        heard = f"{around} {said(told)}".strip()
        yield _keyed(told, steps, heard)
        for key in _LISTS:
            if isinstance(told.get(key), list | dict):
                yield from _tables(told[key], (*steps, key), heard)


def _listed(items: list[Any], steps: tuple[str | int, ...], around: str) -> Iterator[Row]:
    for at, item in enumerate(items):
        values = mapping(item)
        yield Row(_name(values), values, (*steps, at), around)


def _keyed(told: dict[str, Any], steps: tuple[str | int, ...], around: str) -> Iterator[Row]:
    """Rows under their models' names; an object of other things has none that resolve."""
    first = [key[:_LONGEST] for key in islice(told, _SAMPLE)]
    if sum(resolve(key) is not None for key in first) * 2 < len(first):
        return
    for key, value in told.items():
        if isinstance(value, dict) and len(key) <= _LONGEST:
            yield Row(key, value, (*steps, key), around)


def _name(values: dict[str, Any]) -> str:
    """The first name that is a model's, else the plainest there is."""
    told = [words(values.get(key)) for key in _NAMES]
    named = [name for name in told if 0 < len(name) <= _LONGEST]
    known = [name for name in named if resolve(name)]
    plain = [name for name in named if name == words(values.get("name"))]
    return next(iter((*known, *plain, *named)), "")


def links(row: Row) -> Iterator[str]:
    """Addresses among a row's own values."""
    for value in row.values.values():
        if isinstance(value, str) and on_the_web(value):
            yield value


def inner(row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """The row itself, then what its fields of prices hold."""
    yield "", row.values
    for key in ("pricing", "price", "prices", "cost", "costs", "rates"):
        if isinstance(row.values.get(key), dict):
            yield key, row.values[key]
    for key, value in row.values.items():
        if key.startswith(("price_", "pricing_", "cost_")) and isinstance(value, dict):
            yield key, value


def foreign(row: Row) -> bool:
    """Whether it bears a key that other software's sheets have, or a vendor list's."""
    told = [values for _, values in inner(row)]
    hub = any(values.get("type") in ("tokens", "times") for values in told)
    return hub or any(not _FOREIGN.isdisjoint(values) for values in told)


_FOREIGN = frozenset(
    {
        *("model_ratio", "quota_type", "channel_type", "group_price", "rate_multiplier"),
        *("litellm_provider", "extra_ratios", "monitorList", "billing_mode", "variants"),
    }
)
