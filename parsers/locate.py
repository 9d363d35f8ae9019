"""One page: who owns it, what it offers, and how that went. The page is kept whatever happens."""

from dataclasses import dataclass, replace

from market.types import Identifier, Issue, Level, Listing, Mention, Outcome, Page
from parsers.adapter import Adapter, Blocked, Drifted
from parsers.challenge import challenge
from parsers.families import Ambiguous, entries_for, owner
from parsers.icon import favicon, is_icon
from parsers.payload import LARGEST


@dataclass(frozen=True, slots=True)
class Located:
    """What one page gave. ``outcome`` None: the page says nothing about how the visit went."""

    page: Page
    adapter: Adapter | None = None
    outcome: Outcome | None = None
    listings: tuple[Listing, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()


def locate(page: Page) -> Located:
    """Cut a page into listings by the adapter that owns it; Drifted and Blocked become outcomes."""
    if is_icon(page):
        return Located(page, identifiers=(favicon(page),))
    if why := challenge(page):
        return _failed(page, Outcome.BLOCKED, "challenge", why)
    if len(page.body) > LARGEST:
        return _failed(page, Outcome.DRIFTED, "too_large", f"{len(page.body)} bytes")
    try:
        adapter = owner(page)
    except Ambiguous as two:
        return _failed(page, Outcome.DRIFTED, "ambiguous", str(two))
    return _cut(page, adapter) if adapter else _unowned(page)


def _cut(page: Page, adapter: Adapter) -> Located:
    try:
        listings = tuple(_stamped(listing, page) for listing in adapter.listings(page))
        return Located(
            page,
            adapter,
            Outcome.READ,
            listings,
            tuple(adapter.identifiers(page)),
            tuple(adapter.mentions(page)),
        )
    except Drifted as drifted:
        failed = _failed(page, Outcome.DRIFTED, "drifted", str(drifted))
    except Blocked as blocked:
        failed = _failed(page, Outcome.BLOCKED, "blocked", str(blocked))
    return replace(failed, adapter=adapter)


def _stamped(listing: Listing, page: Page) -> Listing:
    return replace(listing, url=page.url, digest=page.evidence.digest)


def _unowned(page: Page) -> Located:
    status = page.evidence.status
    if status in {401, 403, 429}:
        return _failed(page, Outcome.BLOCKED, "refused_by_site", f"HTTP {status}")
    if status >= 500:
        return _failed(page, Outcome.UNREACHABLE, "server_error", f"HTTP {status}")
    if status in {404, 410}:
        return _noted(page, Level.INFO, "not_found", f"HTTP {status}")
    return _unknown(page)


def _unknown(page: Page) -> Located:
    if entries_for(page):
        return _noted(page, Level.INFO, "signpost", "a shell that only says where to ask")
    if not page.body.strip():
        return _noted(page, Level.WARNING, "empty", "an empty body")
    return _noted(page, Level.WARNING, "orphan", "no adapter owns this page")


def _failed(page: Page, outcome: Outcome, code: str, message: str) -> Located:
    return Located(page, outcome=outcome, issues=(Issue(Level.ERROR, code, message, page.url),))


def _noted(page: Page, level: Level, code: str, message: str) -> Located:
    return Located(page, issues=(Issue(level, code, message, page.url),))
