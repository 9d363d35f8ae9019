"""A page as one record of a WARC file tells it alone, for whoever knows the file and no store."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

from market.types import Evidence, Page
from storage.archive import Missing, Tampered
from storage.warc_reading import Record, Torn, record_at

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")


def page_at(path: Path, offset: int) -> Page:
    """The page that starts at this offset of a WARC file.

    Raises Missing for another kind of record, Tampered where there is no whole one.
    """
    try:
        record = record_at(path, offset)
    except Torn as error:
        raise Tampered(f"{path.name} at {offset}: {error}") from error
    if record.kind not in {"response", "resource"}:
        raise Missing(f"{path.name} at {offset} is a {record.kind or 'nameless'} record")
    return Page(_evidence(record), record.payload)


def _evidence(record: Record) -> Evidence:
    head = b"" if record.kind == "resource" else record.block.partition(b"\r\n\r\n")[0]
    status = _STATUS.match(head)
    headers = tuple(_headers(head))
    digest = hashlib.sha256(record.payload).hexdigest()
    return Evidence(
        url=record.headers.get("warc-target-uri", "").strip("<>"),
        fetched_at=_when(record.headers.get("warc-date", "")),
        status=int(status[1]) if status else 200,
        content_type=dict(headers).get("content-type", record.headers.get("content-type", "")),
        digest=digest,
        served_digest=digest,
        robots="",
        headers=headers,
        rendered=record.kind == "resource",
    )


def _headers(head: bytes) -> list[tuple[str, str]]:
    lines = head.decode("utf-8", "replace").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines if ":" in line)
    return [(name.strip().lower(), value.strip()) for name, _, value in pairs]


def _when(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
