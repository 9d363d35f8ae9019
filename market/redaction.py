"""Takes credentials out of text before it is stored. Provider, prefix and SHA-256 are kept: enough
for the provider to find and revoke a key, too little to use it.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from market.credentials import SHAPES, Shape
from market.visits import Leak

Body = TypeVar("Body", str, bytes)

_LITERALS = tuple(dict.fromkeys(literal for shape in SHAPES for literal in shape.literals))
# Every credential holds a run of twenty of these; what stands before a run can name it.
_LONG = b"w" * 20
_BEFORE = 24
_RUNS = bytes(
    ord("w") if chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in "-_+/=") else ord(" ")
    for byte in range(256)
)
_ENOUGH_VARIETY = 6  # sk-xxxxxxxxxxxxxxxxxxxxxxxx is a placeholder
_ENCODED = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")


@dataclass(frozen=True, slots=True)
class Redacted(Generic[Body]):
    """A body without credentials (the very same object if it had none), and what was taken out."""

    body: Body
    leaks: tuple[Leak, ...] = ()


def redact(body: Body) -> Redacted[Body]:
    """Replaces every credential by ``[REDACTED:provider:prefix:digest]``.

    The replacement holds nothing that JSON or HTML would read as syntax. Redacting again changes
    nothing.
    """
    if isinstance(body, str):
        raw = body.encode("utf-8", "surrogatepass")
        text, leaks = _redact(raw)
        return Redacted(text.decode("utf-8", "surrogatepass") if leaks else body, leaks)
    text, leaks = _redact(body)
    return Redacted(text if leaks else body, leaks)


def _redact(raw: bytes) -> tuple[bytes, tuple[Leak, ...]]:
    runs = _long_runs(raw)
    present = {literal for literal in _LITERALS if literal in runs}
    encoded = any(mark in runs for mark in _ENCODED_MARKS)
    leaks: list[Leak] = []
    for shape in SHAPES if present else ():
        if not present.isdisjoint(shape.literals):
            raw = _replace(raw, shape, leaks)
    if encoded:
        raw = _replace_encoded(raw, leaks)
    return raw, tuple(dict.fromkeys(leaks))


def _long_runs(raw: bytes) -> bytes:
    """Only the parts a credential could be in: a page is mostly words."""
    mapped = raw.translate(_RUNS)
    pieces = []
    at = mapped.find(_LONG)
    while at >= 0:
        end = mapped.find(b" ", at)
        end = len(raw) if end < 0 else end
        pieces.append(raw[max(0, at - _BEFORE) : end])
        at = mapped.find(_LONG, end)
    return b"\n".join(pieces)


def _replace(raw: bytes, shape: Shape, leaks: list[Leak]) -> bytes:
    pieces, end = [], 0
    for start, stop in _secrets(raw, shape):
        leak = _leak(shape, raw[start:stop])
        leaks.append(leak)
        pieces += [raw[end:start], _mark(leak)]
        end = stop
    return b"".join([*pieces, raw[end:]]) if pieces else raw


def _secrets(raw: bytes, shape: Shape) -> Iterator[tuple[int, int]]:
    group = "secret" if "secret" in shape.pattern.groupindex else 0
    for found in shape.pattern.finditer(raw):
        if len(set(found[group][-20:])) >= _ENOUGH_VARIETY and _digit(found[group], shape):
            yield found.span(group)


def _digit(secret: bytes, shape: Shape) -> bool:
    """sk-LoadingIndicatorContainer is a class name: a key without any digit is none."""
    return shape.provider != "generic" or any(48 <= byte <= 57 for byte in secret)


def _leak(shape: Shape, secret: bytes) -> Leak:
    prefix = shape.literals[0].decode() if secret.startswith(shape.literals[0]) else ""
    return Leak(shape.provider, prefix, hashlib.sha256(secret).hexdigest())


def _mark(leak: Leak) -> bytes:
    return f"[REDACTED:{leak.provider}:{leak.prefix}:{leak.sha256[:12]}]".encode()


def _replace_encoded(raw: bytes, leaks: list[Leak]) -> bytes:
    """Base64 runs that hide a credential go as a whole."""
    pieces, end = [], 0
    for found in _ENCODED.finditer(raw):
        inner = _redact_plain(_decoded(found[0]))
        if inner:
            leaks += inner
            pieces += [raw[end : found.start()], _mark(inner[0])]
            end = found.end()
    return b"".join([*pieces, raw[end:]]) if pieces else raw


def _redact_plain(text: bytes) -> list[Leak]:
    leaks: list[Leak] = []
    for shape in SHAPES:
        if any(literal in text for literal in shape.literals):
            text = _replace(text, shape, leaks)
    return leaks


def _decoded(run: bytes) -> bytes:
    bare = run.rstrip(b"=")
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        return b""


def _marks(start: bytes) -> Iterator[bytes]:
    """What base64 makes of a credential's beginning, at each of the three alignments."""
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + start)
        first, last = -(-shift * 8 // 6), (shift + len(start)) * 8 // 6
        yield encoded[first:last]


_ENCODED_STARTS = (b"sk-ant-", b"sk-proj", b"sk-or-v1", b"AIzaSy", b"xai-", b"AKIA", b"gsk_")
_ENCODED_MARKS = (
    base64.b64encode(b"sk-"),  # the short ones only where a line begins with them
    *(mark for start in _ENCODED_STARTS for mark in _marks(start)),
)
