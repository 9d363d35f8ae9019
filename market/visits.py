"""What the crawler is sent to do, what it brings back, and what reading makes of it."""

from dataclasses import dataclass

from market.types import (
    Evidence,
    Identifier,
    Issue,
    Listing,
    Mention,
    Offer,
    Outcome,
    Seller,
    SourceKind,
)


@dataclass(frozen=True, slots=True)
class Leak:
    """A credential found and removed before storage: enough to revoke it, too little to use it."""

    provider: str
    prefix: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier visit learnt about an address, for a conditional request."""

    url: str
    digest: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One errand for the crawler: a source or candidate and what is known of its pages."""

    id: str
    name: str
    url: str
    kind: SourceKind = SourceKind.CHANNEL
    family: str | None = None
    known: tuple[Known, ...] = ()
    queries: tuple[str, ...] = ()  # tonight's, each in place of "{query}" in the address
    pages: int | None = None  # at most so many are fetched, where less than the crawl allows


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as fetched and archived. ``unchanged``: same digest as known, nothing to read."""

    evidence: Evidence
    warc: str  # file name inside the archive
    offset: int
    unchanged: bool = False
    etag: str = ""
    last_modified: str = ""
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class Visited:
    """How an errand went; captures are in the order they were fetched."""

    visit_id: str
    outcome: Outcome  # READ here means "fetched": understanding comes later
    family: str | None = None
    captures: tuple[Capture, ...] = ()
    requests: int = 0
    bytes: int = 0
    issues: tuple[Issue, ...] = ()
    moved_to: str = ""  # the origin a permanent redirect of the entry page led to
    named_after: int = 0  # requests until it was settled what the site is, robots.txt counted


@dataclass(frozen=True, slots=True)
class Reading:
    """What a visit's pages say, before arithmetic."""

    outcome: Outcome
    family: str | None
    listings: tuple[Listing, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One seller as one visit showed it: what is remembered in one piece.

    ``url`` is the seller's own address where one is known, else the page that spoke of it.
    """

    seller: Seller | None  # None: the visited site itself
    url: str
    listings: tuple[Listing, ...] = ()
    offers: tuple[Offer, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
