"""Rows of code under a list of their columns: "INSERT INTO goods (name, price) VALUES ('...', 5)",
or "(sku, title, price RUB)" in the words above; and CSV, whose first line lists them.
"""

import re
from collections.abc import Sequence

from parsers.readers.rules.code.keys import key
from parsers.readers.rules.code.literals import Piece
from parsers.readers.rules.code.records import Field, Record

_LIST = re.compile(r"\(([^()\n]{5,400})\)")
_PRICED = frozenset({"price", "sale", "costs"})
_MOST = 40  # lists looked at; a listing has one or two

Columns = tuple[str, ...]


def columns_in(*texts: str) -> Columns:
    """The first list of columns in these texts that has a price and a name of what is sold."""
    for text in texts:
        for count, found in enumerate(_LIST.finditer(text)):
            names = tuple(name.strip(" \t\"'`[]") for name in found[1].split(","))
            roles = {key(name).role for name in names}
            if len(names) > 1 and _PRICED & roles and {"name", "code"} & roles:
                return names
            if count > _MOST:
                break
    return ()


def under(columns: Columns, record: Record) -> Record | None:
    """The row as a record with these columns as keys; None where it has not as many values."""
    values: Sequence[Piece] = record.frame.values
    if not columns or len(values) != len(columns) or record.fields:
        return None
    told = zip(columns, values, strict=True)
    fields = (Field(key(name), value, value) for name, value in told)
    return Record(record.frame, tuple(fields))
