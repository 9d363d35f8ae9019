"""Domain values as JSON and back, the same bytes for the same value. Decimals and times travel as
strings.
"""

from typing import TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="string")


def encode(value: object) -> bytes:
    """Canonical UTF-8 JSON (sorted keys, no spaces) of a dataclass, list, dict or plain value."""
    return _ENCODER.encode(value)


def decode(raw: bytes | str, kind: type[T]) -> T:
    """A value of ``kind``; raises ValueError saying where the JSON does not fit."""
    return msgspec.json.decode(raw, type=kind)


def plain(value: object) -> object:
    """The value as dicts, lists, strings and numbers, for tables and ``--json``."""
    return msgspec.to_builtins(value)
