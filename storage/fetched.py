"""What the crawler brought back: visits, where their bytes are, credentials found in them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select, update

from market.visits import Capture, Visited
from market.wire import decode, encode
from storage.errors import Unknown
from storage.tables import CAPTURE, LEAK, VISIT
from storage.views import LeakView
from storage.writer import Writer


def record(writer: Writer, run_id: str, visited: Visited) -> None:
    """Planned becomes fetched. A visit that is already fetched stays as it was."""
    found = writer.connection.execute(
        select(VISIT.c.state, VISIT.c.on).where(
            VISIT.c.id == visited.visit_id, VISIT.c.run == run_id
        )
    ).first()
    if found is None:
        raise Unknown(f"run {run_id} has no visit {visited.visit_id!r}")
    if found.state != "planned":
        return
    writer.add_absent(CAPTURE, _captures(visited.captures))
    writer.add_absent(LEAK, _leaks(visited.captures, found.on))
    values = {
        "state": "fetched",
        "visited": encode(visited).decode(),
        "pages": len(visited.captures),
        "requests": visited.requests,
        "bytes": visited.bytes,
        "issues": encode(visited.issues).decode(),
        "rows_written": writer.rows + 1,
    }
    writer.change(update(VISIT).where(VISIT.c.id == visited.visit_id).values(**values))


def capture(connection: Connection, digest: str) -> Capture | None:
    """Where the bytes of that digest were first stored."""
    body = connection.scalar(select(CAPTURE.c.body).where(CAPTURE.c.digest == digest))
    return decode(body, Capture) if body is not None else None


def leaks(connection: Connection) -> list[LeakView]:
    """Every credential found so far, as a fingerprint."""
    order = (LEAK.c.sha256, LEAK.c.digest)
    rows = connection.execute(select(LEAK).order_by(*order))
    return [
        LeakView(row.provider, row.prefix, row.sha256, row.url, row.digest, row.first_seen)
        for row in rows
    ]


def _captures(captures: Iterable[Capture]) -> list[dict[str, object]]:
    rows: dict[str, dict[str, object]] = {}
    for one in sorted(captures, key=lambda one: one.unchanged):
        seen = one.evidence
        body = encode(one).decode()
        rows.setdefault(seen.digest, {"digest": seen.digest, "url": seen.url, "body": body})
    return list(rows.values())


def _leaks(captures: Iterable[Capture], on: date) -> list[dict[str, object]]:
    rows = {
        (leak.sha256, one.evidence.digest): {
            "sha256": leak.sha256,
            "digest": one.evidence.digest,
            "provider": leak.provider,
            "prefix": leak.prefix,
            "url": one.evidence.url,
            "first_seen": on,
        }
        for one in captures
        for leak in one.leaks
    }
    return list(rows.values())
