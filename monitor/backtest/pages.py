"""A snapshot as if it had just been fetched: redacted, archived, and told of as a visit."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from crawler.fetched import Fetched, refine
from market.types import Outcome
from market.visits import Capture, Visit, Visited
from monitor.backtest.snapshots import CONTENT_TYPES
from storage.archive import ArchiveWriter

_NOON = time(12, tzinfo=UTC)


def visited(writer: ArchiveWriter, visit: Visit, path: Path, on: date) -> Visited:
    """The visit that brought this page, at noon of ``on``; OSError for a bad file."""
    capture = _archived(writer, visit, path, on)
    return Visited(
        visit_id=visit.id,
        outcome=Outcome.READ,
        captures=(capture,),
        requests=0,
        bytes=path.stat().st_size,
    )


def _archived(writer: ArchiveWriter, visit: Visit, path: Path, on: date) -> Capture:
    fetched = Fetched(
        url=visit.url,
        asked=visit.url,
        status=200,
        headers=(("content-type", CONTENT_TYPES[path.suffix.lower()]),),
        request_headers=(),
        body=path.read_bytes(),
        at=datetime.combine(on, _NOON),
        robots="allowed",
    )
    clean = refine(fetched)
    evidence, leaks = clean.page.evidence, clean.leaks
    same = next((one for one in visit.known if one.digest == evidence.digest), None)
    warc, offset = writer.write(
        evidence, (), clean.headers, clean.page.body, unchanged_from=same, leaks=leaks
    )
    return Capture(evidence, warc, offset, unchanged=same is not None, leaks=leaks)
