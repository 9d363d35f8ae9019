"""Records read back out of WARC files: one by its offset, or all to find where a torn file ends."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 16


class Torn(Exception):
    """The bytes at this place are not a whole record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its own headers (lower-case names) and its block."""

    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """The record's WARC-Type."""
        return self.headers.get("warc-type", "")

    @property
    def payload(self) -> bytes:
        """The block without the HTTP headers a response starts with."""
        if self.kind != "response":
            return self.block
        return self.block.partition(b"\r\n\r\n")[2]


def record_at(path: Path, offset: int) -> Record:
    """The record that starts at ``offset``; nothing before it is read."""
    with path.open("rb") as file:
        file.seek(offset)
        return _parse(_member(file))


def whole_length(path: Path) -> int:
    """How many bytes from the start are whole records; what follows was being written."""
    with path.open("rb") as file:
        whole = 0
        try:
            for end in _ends(file):
                whole = end
        except Torn:
            return whole
    return whole


def _ends(file: BinaryIO) -> Iterator[int]:
    size = file.seek(0, 2)
    end = 0
    while end < size:
        file.seek(end)
        sink = _Length()
        end += _inflate(file, sink)
        yield end


class _Length(BytesIO):
    """Swallows what it is given: only the length of the compressed side matters."""

    def write(self, data: object, /) -> int:
        return 0


def _member(file: BinaryIO) -> bytes:
    sink = BytesIO()
    _inflate(file, sink)
    return sink.getvalue()


def _inflate(file: BinaryIO, sink: BytesIO) -> int:
    """Decompress exactly one member into ``sink``; return its compressed length."""
    unpacker = zlib.decompressobj(31)
    taken = 0
    while not unpacker.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            raise Torn("the file ends inside a record")
        try:
            sink.write(unpacker.decompress(chunk))
        except zlib.error as error:
            raise Torn(str(error)) from error
        taken += len(chunk) - len(unpacker.unused_data)
    return taken


def _parse(raw: bytes) -> Record:
    head, found, rest = raw.partition(b"\r\n\r\n")
    version, _, lines = head.decode("utf-8", "replace").partition("\r\n")
    if not found or not version.startswith("WARC/1."):
        raise Torn("no WARC record starts here")
    pairs = (line.partition(":") for line in lines.split("\r\n"))
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = int(headers.get("content-length", "-1"))
    if length < 0 or len(rest) < length:
        raise Torn("the record is shorter than it says")
    return Record(headers, rest[:length])
