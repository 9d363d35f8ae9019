"""Lists of stations in JSON: one array, several, objects by name, or an object a line."""

from collections.abc import Iterator
from typing import Any

import orjson

from parsers.payload import mapping, sequence, written
from parsers.sites.directory.cells import (
    MOST_CELLS,
    MOST_ROWS,
    WEB,
    Cell,
    Table,
    table,
    written_cell,
)
from parsers.sites.directory.columns import Kind, column

# {"sites": [{"name": …, "url": …}]}, {"data": {"list": [...]}}, or a bare array.
_LISTS = (
    *("sites", "stations", "relays", "providers", "channels", "data", "items", "list", "results"),
    *("rows", "records"),
)
_DEPTH = 4
_MOST_LISTS = 40


def from_value(value: Any) -> Iterator[Table]:
    """The tables in a decoded document."""
    for name, rows in _lists(value):
        if one := _table(name, rows):
            yield one


def from_lines(body: bytes) -> Iterator[Table]:
    """One object a line; none where a line is anything else."""
    lines = [line for line in body.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if len(lines) < 2:
        return
    rows = []
    for line in lines[: MOST_ROWS + 1]:
        try:
            row = orjson.loads(line.decode("utf-8", "replace"))
        except orjson.JSONDecodeError:
            return
        if not isinstance(row, dict):
            return
        rows.append(row)
    if one := _table("", rows):
        yield one


def _lists(
    value: Any, name: str = "", depth: int = 0
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The first list under a known name; else all lists by category, or an object of objects."""
    if isinstance(value, list):
        rows = value[: MOST_ROWS + 1]
        if rows and set(map(type, rows)) == {dict}:
            yield name, rows
        return
    inner = mapping(value)
    if not inner or depth > _DEPTH:
        return
    for key in _LISTS:
        if found := list(_lists(inner.get(key), key, depth + 1)):
            yield from found
            return
    if named := _by_name(inner):
        yield name, named
        return
    for key, part in list(inner.items())[:_MOST_LISTS]:
        if isinstance(part, list):
            yield from _lists(part, key, depth + 1)


def _by_name(inner: dict[str, Any]) -> list[dict[str, Any]]:
    """{"Heron": {"url": …}, …} as rows that say their name; a key may be their address as well."""
    rows = [{"name": name, **row} for name, row in inner.items() if isinstance(row, dict)]
    if len(rows) < 2 or len(rows) < len(inner):
        return []
    addressed = (any(column(key).kind is Kind.URL for key in row) for row in rows[:20])
    return rows[: MOST_ROWS + 1] if all(addressed) or _addresses(inner) else []


def _addresses(inner: dict[str, Any]) -> bool:
    return all(WEB.fullmatch(name) for name in list(inner)[:20])


def _table(name: str, found: list[dict[str, Any]]) -> Table | None:
    first = dict.fromkeys(key for row in found[:20] for key in row)
    if not any(column(key).kind is Kind.NAME for key in first):
        return None  # most JSON is no list of anybody; leave before looking at every row
    if {"full_name", "stargazers_count"} <= first.keys():
        return None  # repositories a search on GitHub found
    rows = [_flat(row) for row in found]
    head = tuple(dict.fromkeys(key for row in rows for key in row))[:MOST_CELLS]
    cells = [tuple(_value_cell(row.get(key)) for key in head) for row in rows]
    return table("json", head, cells, name)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the objects in it laid out: {"rates": {"plus": 0.1}} is a column rates_plus."""
    if not any(isinstance(value, dict) for value in row.values()):
        return row
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{key}_{name}": inner for name, inner in list(value.items())[:MOST_CELLS]}
        else:
            flat[key] = value
    return flat


def _value_cell(value: Any) -> Cell:
    match value:
        case None | dict():
            return Cell("")
        case list():
            return written_cell(", ".join(written(v) for v in sequence(value) if _scalar(v)))
        case _:
            return written_cell(written(value))


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)
