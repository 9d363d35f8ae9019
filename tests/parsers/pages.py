"""Pages made by hand, for tests."""

import hashlib
import json
from datetime import UTC, datetime

from market.types import Evidence, Page

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def page(
    body: object,
    url: str = "https://relay.example/",
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
) -> Page:
    """A page of this body: bytes and text as they are, anything else as JSON."""
    match body:
        case bytes():
            raw = body
        case str():
            raw = body.encode()
        case _:
            raw = json.dumps(body, ensure_ascii=False).encode()
    digest = hashlib.sha256(raw).hexdigest()
    return Page(Evidence(url, NOON, status, "", digest, digest, "allowed", headers=headers), raw)
