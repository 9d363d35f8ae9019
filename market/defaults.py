"""What software ships with: values that tie nobody to anybody (market/data/defaults.csv).

Pictures are missing there on purpose: which one is a default shows in how many sites have it.
"""

import csv
import io
import re
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from market.prints import fold

_WORD = re.compile(r"[a-z]+|[^\W\da-z_]+|\d+")


def is_default(kind: str, value: str) -> bool:
    """Whether a value of that kind, or a name of kind "name", came with the software; a name is
    also nobody's where it only says what is sold.
    """
    plain = fold(value.strip())
    if kind == "name" and set(_WORD.findall(plain)) <= set(_shipped("word")):
        return True
    return any(fnmatchcase(plain, shipped) for shipped in _shipped(kind) + _shipped(""))


@cache
def _shipped(kind: str) -> tuple[str, ...]:
    text = (files("market") / "data" / "defaults.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return tuple(fold(row["value"]) for row in rows if row["kind"] == kind)
