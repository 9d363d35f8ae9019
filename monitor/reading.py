"""READ and REMEMBER for one visit: archived pages → listings → offers → the store."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from market.pricing import offers
from market.types import Issue, Level, Listing, Outcome, Page, Seller, SourceKind
from market.visits import Capture, Reading, Sighting, Visit, Visited
from monitor.health import Verdict, verdict
from monitor.house import House
from parsers.read import read_visit
from storage.views import Planned

UNDERSTOOD = {Outcome.READ, Outcome.UNCHANGED}
LISTERS = (SourceKind.DIRECTORY, SourceKind.FORUM, SourceKind.FEED, SourceKind.SEARCH)


@dataclass(frozen=True, slots=True)
class Understood:
    """A visit's reading, cut into one sighting per seller, priced, and judged."""

    reading: Reading
    sightings: tuple[Sighting, ...]
    issues: tuple[Issue, ...]
    health: Verdict


def read_and_remember(house: House, run_id: str, planned: Planned, on: date) -> None:
    """Read what one visit brought and remember it, in one transaction.

    Whatever goes wrong with one source is recorded as that source's issue: the night goes on.
    """
    visited = planned.visited
    if visited is None:
        return
    understood = _understand_or_record(house, planned, visited, on)
    house.store.remember(
        run_id,
        planned.visit.id,
        on=on,
        sightings=understood.sightings,
        mentions=understood.reading.mentions,
        issues=(*visited.issues, *understood.issues),
        outcome=understood.reading.outcome,
        family=understood.reading.family,
        healthy=understood.health.healthy,
        limits=house.settings.discover.limits(),
    )


def _understand_or_record(house: House, planned: Planned, visited: Visited, on: date) -> Understood:
    try:
        return understand(house, planned, visited, on)
    except Exception:  # noqa: BLE001 - the one broad border: a source may break, a night may not
        issue = Issue(Level.ERROR, "reader_crashed", traceback.format_exc(limit=-6))
        return _nothing(Outcome.DRIFTED, visited.family, (issue,))


def understand(house: House, planned: Planned, visited: Visited, on: date) -> Understood:
    """What a visit says, without storing anything."""
    if visited.outcome not in UNDERSTOOD:
        return _nothing(visited.outcome, visited.family)
    same = bool(visited.captures) and all(capture.unchanged for capture in visited.captures)
    if same and not _partial(visited):
        return _nothing(Outcome.UNCHANGED, visited.family)
    reading = read_visit(_pages(house, visited.captures), planned.visit.family)
    if reading.outcome is not Outcome.READ:
        return Understood(reading, (), reading.issues, Verdict(healthy=False))
    if planned.visit.queries:
        return _led(visited, reading)
    found, issues = sightings(house, planned.visit, reading, on, visited.moved_to)
    count = sum(len(sighting.listings) for sighting in found)
    health = verdict(count, planned.counts)
    if not health.healthy:
        reading = replace(reading, outcome=Outcome.DRIFTED)
        issues = (*issues, Issue(Level.ERROR, "source_suspect", health.reason, planned.visit.url))
    if _partial(visited):
        health = Verdict(healthy=False, reason="not every page was fetched")
    return Understood(reading, tuple(found), (*reading.issues, *issues), health)


def _led(visited: Visited, reading: Reading) -> Understood:
    """A search is asked something else every night: it leads to sellers and lists none, so that
    what it does not show tonight ends nothing. Finding nobody is an answer.
    """
    missing = _partial(visited)
    health = Verdict(not missing, "not every page was fetched" if missing else "")
    return Understood(reading, (), reading.issues, health)


def _partial(visited: Visited) -> bool:
    """Whether a page is missing that is not simply gone: what it listed may still be on offer."""
    return any(issue.level is Level.ERROR for issue in visited.issues)


def sightings(
    house: House, visit: Visit, reading: Reading, on: date, moved_to: str = ""
) -> tuple[list[Sighting], tuple[Issue, ...]]:
    """One sighting per seller of a reading, with priced offers; and what could not be priced."""
    found: list[Sighting] = []
    # Also of what is nobody's: a row that names no one, a thread in which nobody sells.
    issues = [issue for listing in reading.listings for issue in listing.issues]
    for seller, listings in _by_seller(reading.listings, visit.kind):
        sheet = offers(listings, house.book, house.fx, on)
        issues += sheet.issues
        found.append(
            Sighting(
                seller=seller,
                url=_origin(moved_to or visit.url) if seller is None else seller.url or visit.url,
                listings=tuple(listings),
                offers=sheet.offers,
                identifiers=reading.identifiers if seller is None else (),
            )
        )
    return found, tuple(issues)


def _by_seller(
    listings: Iterable[Listing], kind: SourceKind
) -> list[tuple[Seller | None, list[Listing]]]:
    """Listings grouped by who sells. A place that only lists others never sells in its own name."""
    groups: dict[Seller | None, list[Listing]] = {}
    if kind is SourceKind.CHANNEL:
        groups[None] = []  # the identifiers of a shop count even when its shelves are empty
    for listing in listings:
        if listing.seller is None and kind is not SourceKind.CHANNEL:
            continue
        groups.setdefault(listing.seller, []).append(listing)
    return list(groups.items())


def _pages(house: House, captures: Iterable[Capture]) -> list[Page]:
    """Pages of a visit; one that was not sent again is taken from where its bytes first lay."""
    pages = []
    for capture in captures:
        where = house.store.capture(capture.evidence.digest) if capture.unchanged else capture
        stored = house.archive.page(where or capture)
        pages.append(Page(capture.evidence, stored.body))
    return pages


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _nothing(outcome: Outcome, family: str | None, issues: tuple[Issue, ...] = ()) -> Understood:
    unchanged = outcome is Outcome.UNCHANGED
    return Understood(Reading(outcome, family), (), issues, Verdict(healthy=unchanged))


def in_reading_order(visits: Iterable[Planned]) -> list[Planned]:
    """Places that list others first, then shops, then strangers; by name.

    The order in which pages happened to arrive must not decide what is remembered.
    """
    return sorted(
        visits,
        key=lambda p: (p.target == "candidate", p.visit.kind not in LISTERS, p.visit.name),
    )
