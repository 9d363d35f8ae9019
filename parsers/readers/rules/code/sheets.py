"""CSV: a first line of keys, then a line for each thing with as many values."""

import re
from collections.abc import Iterator

from parsers.readers.rules.code.frames import Frame
from parsers.readers.rules.code.keys import Key, key
from parsers.readers.rules.code.literals import Piece
from parsers.readers.rules.code.records import Field, Record

_VALUES = {
    sign: re.compile(rf'[ \t]*"(?P<quoted>(?:[^"\n]|"")*)"[ \t]*|(?P<bare>[^{sign}"\n]*)')
    for sign in ",;"
}
_COLUMNS = 60
_LINE = 4_000  # characters of a line


def sheet(text: str, above: str) -> Iterator[Record]:
    """The lines below one of keys that name goods and their price; the keys may stand above."""
    head, sign = _keys(above.rpartition("\n")[2])
    start = 0
    for line in text.split("\n"):
        found, parted = _keys(line)
        if found:
            head, sign = found, parted
        elif head:
            values = list(_values(line, start, sign))
            if len(values) == len(head):
                told = zip(head, values, strict=True)
                yield Record(Frame(), tuple(Field(one, value, value) for one, value in told))
        start += len(line) + 1


def _keys(line: str) -> tuple[tuple[Key, ...], str]:
    """The keys of a line of nothing else and the sign between them; none where it is no such."""
    sign = ";" if ";" in line else ","
    if sign not in line:
        return (), sign
    names = [piece.text for piece in _values(line, 0, sign)]
    found = tuple(key(name) for name in names)
    roles = {one.role for one in found}
    known = sum(1 for one in found if one.role)
    priced = bool({"price", "sale", "in"} & roles)
    return found if priced and "name" in roles and 2 * known > len(found) else (), sign


def _values(line: str, start: int, sign: str) -> Iterator[Piece]:
    """The values of a line, parted by this sign."""
    at = 0
    for _ in range(_COLUMNS if len(line) <= _LINE else 0):
        found = _VALUES[sign].match(line, at)
        if found is None:
            return
        name = "quoted" if found["quoted"] is not None else "bare"
        low, high = found.span(name)
        yield Piece("string", start + low, start + high, found[name].strip())
        if found.end() >= len(line) or line[found.end()] != sign:
            return
        at = found.end() + 1
