"""A page as it came over the wire, and the page it becomes once nothing secret is left in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from crawler.text import stored
from market.redaction import redact
from market.types import Evidence, Issue, Page
from market.visits import Leak

Headers = tuple[tuple[str, str], ...]

# What adapters and the challenge detector look at; everything else stays in the archive.
_KEPT = {
    "cf-mitigated",
    "content-disposition",
    "content-language",
    "server",
    "x-billing-currency",
    "x-new-api-version",
    "x-oneapi-request-id",
    "x-quota-per-unit",
    "x-wp-total",
    "x-wp-totalpages",
}
# Session values are credentials too.
_COOKIES = {"set-cookie", "set-cookie2", "cookie", "authorization"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer after redirects. ``hops`` are the addresses that redirected, and how."""

    url: str
    asked: str
    status: int
    headers: Headers
    request_headers: Headers
    body: bytes
    at: datetime
    robots: str
    hops: tuple[tuple[str, int], ...] = ()
    rendered: bool = False
    served_digest: str = ""  # of what the server sent, where the body is the browser's
    issues: tuple[Issue, ...] = ()

    def header(self, name: str) -> str:
        """The first header of this name, "" if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Refined:
    """What may be kept: the page without credentials, its headers, and what was taken out."""

    page: Page
    request_headers: Headers
    headers: Headers
    leaks: tuple[Leak, ...]


def refine(fetched: Fetched) -> Refined:
    """Decode and redact: nothing of ``fetched`` itself may reach a disk."""
    body, content_type = stored(fetched.body, fetched.header("content-type"))
    clean = redact(body)
    kept = tuple(pair for pair in fetched.headers if pair[0].lower() not in _COOKIES)
    words, leaks = _redact_all(
        fetched.url,
        fetched.asked,
        *(value for _, value in kept),
        *(value for _, value in fetched.request_headers),
    )
    url, asked, *values = words
    headers = tuple((name, value) for (name, _), value in zip(kept, values, strict=False))
    sent = zip(fetched.request_headers, values[len(kept) :], strict=True)
    digest = hashlib.sha256(clean.body).hexdigest()
    untouched = clean.body is fetched.body
    served = digest if untouched else hashlib.sha256(fetched.body).hexdigest()
    evidence = Evidence(
        url=url,
        fetched_at=fetched.at,
        status=fetched.status,
        content_type=content_type,
        digest=digest,
        served_digest=fetched.served_digest or served,
        robots=fetched.robots,
        asked="" if asked == url else asked,
        headers=tuple((name.lower(), value) for name, value in headers if name.lower() in _KEPT),
        rendered=fetched.rendered,
    )
    request_headers = tuple((name, value) for (name, _), value in sent)
    return Refined(Page(evidence, clean.body), request_headers, headers, clean.leaks + leaks)


def _redact_all(*words: str) -> tuple[list[str], tuple[Leak, ...]]:
    """Several short texts in one pass; NUL can stand in none of them."""
    clean = redact("\0".join(words))
    return clean.body.split("\0"), clean.leaks
