"""Rows as CSV that a spreadsheet may open, and as Parquet. A file is there whole or not at all."""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType, UnionType
from typing import get_args, get_type_hints

import duckdb

from market.wire import encode
from reports.exports.rows import Row
from reports.legible import brief
from reports.whole import whole

_COLUMNS = [field.name for field in fields(Row)]
_TYPES = {int: "BIGINT", float: "DOUBLE", str: "VARCHAR", bool: "BOOLEAN", date: "DATE"}
_FORMULA = ("=", "+", "-", "@")


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """UTF-8 with a heading; what is empty is empty. Text that a spreadsheet would run as a formula
    is put behind an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    text = out.getvalue()
    whole(path, lambda unfinished: unfinished.write_text(text, "utf-8", newline="\n"))


def _cell(value: object) -> object:
    """Repeats a float exactly, and never a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = brief(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return value


def write_parquet(rows: Sequence[Row], path: Path) -> None:
    """Typed columns in the order of the rows: dates, doubles, whole numbers, booleans."""
    with (
        TemporaryDirectory() as folder,
        duckdb.connect(config={"autoinstall_known_extensions": False}) as database,
    ):
        lines = Path(folder) / "rows.json"
        lines.write_bytes(b"".join(encode(row) + b"\n" for row in rows))
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _types().items())
        told = f"read_json('{_quoted(lines)}', format='nd', columns={{{columns}}})"
        whole(path, lambda unfinished: database.execute(_copy(told, unfinished)))


def _copy(told: str, path: Path) -> str:
    return f"COPY (FROM {told}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _types() -> dict[str, str]:
    return {name: _TYPES[_plain(kind)] for name, kind in get_type_hints(Row).items()}


def _plain(kind: object) -> type:
    """The type of a column, whether or not it may be empty."""
    named = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    [found] = [one for one in named if one is not NoneType]
    assert isinstance(found, type)  # noqa: S101  (of our own dataclass)
    return found
