"""What is sold, as code or data has it: the fields of one thing, with those of a part of it
("stock: { available: 3 }") under its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsers.readers.rules.code.frames import Frame, frames
from parsers.readers.rules.code.keys import Key, key
from parsers.readers.rules.code.literals import Piece


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value, as written and as meant."""

    key: Key
    written: Piece
    value: Piece

    @property
    def span(self) -> tuple[int, int]:
        """Both together, in the original text."""
        return self.written.start, self.value.end


@dataclass(frozen=True, slots=True)
class Record:
    """Fields of one thing in the order written, and those of what it is a variant of."""

    frame: Frame
    fields: tuple[Field, ...]
    around: tuple[Field, ...] = ()

    def all(self, *roles: str) -> list[Field]:
        """Its own fields of these roles."""
        return [field for field in self.fields if field.key.role in roles]

    def texts(self, *roles: str) -> list[str]:
        """What its fields of these roles say; those of the thing around it where it has none."""
        own = [field.value.text for field in self.all(*roles)]
        return own or [field.value.text for field in self.around if field.key.role in roles]

    def outer(self, role: str) -> list[str]:
        """What the thing around it says in fields of this role."""
        return [field.value.text for field in self.around if field.key.role == role]


# A literal behind a key or in a row: without one there is nothing to take apart.
_CODED = re.compile(r"""[:=>][ \t]{0,20}(?:["'`\d{(]|-?\d)|["'`]\s{0,40},|\{|=>""")


@lru_cache(maxsize=4)
def records(text: str) -> tuple[Record, ...]:
    """Every frame of the text as a record, parts of one thing together; none in plain prose."""
    return tuple(_records(text)) if _CODED.search(text) else ()


def _records(text: str) -> Iterator[Record]:
    found = list(frames(text))
    parts: dict[int, list[Frame]] = {}
    for frame in found:
        if frame.parent is not None and _is_part(frame):
            parts.setdefault(id(frame.parent), []).append(frame)
    merged = {id(frame) for group in parts.values() for frame in group}
    for frame in found:
        if id(frame) not in merged:
            yield Record(frame, _fields(frame, parts), _around(frame))


def _is_part(frame: Frame) -> bool:
    """ "price: { amount: 5, currency: 'EUR' }" is no thing of its own."""
    if not frame.key or not frame.fields:
        return False
    if any(key(written.text).role == "name" for written, _ in frame.fields):
        return False
    roles = {key(f"{frame.key} {written.text}").role for written, _ in frame.fields}
    return bool(roles - {""})


def _fields(frame: Frame, parts: dict[int, list[Frame]]) -> tuple[Field, ...]:
    own = [Field(key(written.text), written, value) for written, value in frame.fields]
    for part in parts.get(id(frame), ()):
        for written, value in part.fields:
            own.append(Field(key(f"{part.key} {written.text}"), written, value))
    return tuple(own)


_FAR = 4  # frames outwards: product, its list of variants, the variant


def _around(frame: Frame) -> tuple[Field, ...]:
    """Fields of the nearest frame outside that has a name."""
    outer = frame.parent
    for _ in range(_FAR):
        if outer is None:
            break
        fields = tuple(Field(key(written.text), written, value) for written, value in outer.fields)
        if any(one.key.role in ("name", "brand") for one in fields):
            return fields
        outer = outer.parent
    return ()
