"""Nights as the store gets to see them: sources, visits and sightings made by hand."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from market.claims import Contact, Supply, TopUp
from market.types import (
    Access,
    Basis,
    Evidence,
    Fact,
    Factor,
    Identifier,
    Issue,
    Listing,
    Mention,
    Offer,
    Outcome,
    Seller,
    Source,
    SourceKind,
    Unit,
)
from market.visits import Capture, Sighting, Visited
from storage import Store
from storage.views import Run, Tally

DAYS = [date(2026, 7, day) for day in range(1, 31)]
STARTED = datetime(2026, 7, 1, 2, tzinfo=UTC)


def channel_source(name: str = "songshu") -> Source:
    """A source that sells in its own name."""
    return Source(name, f"https://{name}.example/pricing", SourceKind.CHANNEL)


def directory(name: str = "lists") -> Source:
    """A source that lists others."""
    return Source(name, f"https://{name}.example/stations.csv", SourceKind.DIRECTORY)


def offer(model: str = "claude-sonnet-4-5", paid: str = "0.44", **other: object) -> Offer:
    """An offer of a relay, in dollars."""
    values: dict[str, object] = {
        "provider": "anthropic",
        "model": model,
        "listed_as": model,
        "access": Access.RELAY_API,
        "group": "default",
        "supply": "unknown",
        "unit": Unit.INPUT,
        "paid": Decimal(paid),
        "currency": "USD",
        "basis": Basis.EXACT,
        "factors": (Factor("model_ratio", Decimal("1.5"), "/data/0/model_ratio"),),
        "digest": "d" * 64,
    }
    return Offer(**{**values, **other})  # type: ignore[arg-type]


def listing(key: str = "site", text: str = "官转 1:1", digest: str = "d" * 64) -> Listing:
    """A listing with two facts and one rate-free text."""
    facts = (
        Fact(TopUp(Decimal(1), "CNY", "text"), "1:1", (3, 6), reader="top_up/1"),
        Fact(Supply("官转", "official"), "官转", (0, 2), reader="supply/1"),
    )
    return Listing(key, key, text, url="https://songshu.example/", digest=digest, facts=facts)


def own(
    *offers: Offer,
    url: str = "https://songshu.example/pricing",
    identifiers: Sequence[Identifier] = (),
    listings: Sequence[Listing] = (),
) -> Sighting:
    """The visited site speaking of itself."""
    return Sighting(None, url, tuple(listings) or (listing(),), offers, tuple(identifiers))


def row(
    name: str,
    url: str | None = None,
    *offers: Offer,
    contacts: Iterable[Contact] = (),
    identifiers: Sequence[Identifier] = (),
) -> Sighting:
    """One row of a directory."""
    seller = Seller(name, url, tuple(contacts))
    page = "https://lists.example/"
    shown = Listing(name, name, f"{name} 0.5", url=page, digest="d" * 64, seller=seller)
    return Sighting(seller, url or "https://lists.example/", (shown,), offers, tuple(identifiers))


def capture(url: str, digest: str = "d" * 64, unchanged: bool = False) -> Capture:
    """A page as the crawler stored it."""
    seen = Evidence(url, STARTED, 200, "application/json", digest, digest, "allowed")
    return Capture(seen, "2026-07-01.warc.gz", 0, unchanged, etag='"1"')


def open_run(store: Store, on: date, budget: int = 0) -> Run:
    """The night's run."""
    return store.open_run(
        on=on,
        started_at=STARTED,
        code_version="test",
        settings_digest="0",
        candidate_budget=budget,
    )


def fetch(store: Store, run: Run, visit_id: str, url: str, **other: object) -> None:
    """The crawler brings a page back for a visit."""
    values: dict[str, object] = {"captures": (capture(url),), "requests": 2, "bytes": 9, **other}
    store.record_visited(run.id, Visited(visit_id, Outcome.READ, **values))  # type: ignore[arg-type]


def close(store: Store, run: Run) -> None:
    """The night is over."""
    store.close_run(run.id, closed_at=STARTED, tally=b"{}")


def night(
    store: Store,
    on: date,
    shown: dict[str, Sequence[Sighting] | Outcome],
    *,
    healthy: bool = True,
    mentions: Sequence[Mention] = (),
    issues: Sequence[Issue] = (),
    moved_to: str = "",
    budget: int = 0,
) -> dict[str, Tally]:
    """A whole night: each due source shows its sightings, or ends otherwise."""
    run = open_run(store, on, budget)
    tallies = {}
    for planned in store.plan(run.id):
        name = planned.visit.name
        found = shown.get(name, Outcome.UNREACHABLE)
        fetch(store, run, planned.visit.id, planned.visit.url, moved_to=moved_to)
        read = not isinstance(found, Outcome)
        tallies[name] = store.remember(
            run.id,
            planned.visit.id,
            on=on,
            sightings=() if isinstance(found, Outcome) else found,
            mentions=mentions if read else (),
            issues=issues if read else (),
            outcome=found if isinstance(found, Outcome) else Outcome.READ,
            family="new_api",
            healthy=healthy,
        )
    store.settle(run.id)
    close(store, run)
    return tallies
