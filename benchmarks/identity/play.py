"""The invented market's nights through the real store: directories, own sites, no network."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from benchmarks.identity.lists import Directory, Shown
from benchmarks.identity.world import Channel, Epoch, World
from market.claims import Contact
from market.types import (
    Access,
    Basis,
    Evidence,
    Identifier,
    Listing,
    Offer,
    Outcome,
    Seller,
    Source,
    SourceKind,
    Unit,
)
from market.visits import Capture, Sighting, Visited
from storage import Store
from storage.addresses import host_of, own_site
from storage.views import Planned

FIRST = date(2026, 5, 1)
STARTED = datetime(2026, 5, 1, 2, tzinfo=UTC)
OUTAGES = 50  # one own-site visit in so many finds nobody there that night


@dataclass(slots=True)
class Seen:
    """What one night showed to us, by truth: channel → the addresses it was seen under."""

    on: date
    channels: dict[int, set[str]] = field(default_factory=dict)
    keys: dict[str, set[int]] = field(default_factory=dict)  # what the store may call it → truth
    urls: set[str] = field(default_factory=set)  # what keying by URL would have kept
    lists: dict[str, set[int]] = field(default_factory=dict)  # directories read → whom they show
    silent: set[int] = field(default_factory=set)  # whose own pages did not answer

    def add(self, channel: int, host: str, keys: set[str], url: str) -> None:
        """One sighting."""
        site = own_site(host) or ""
        keys = {key for key in (*keys, host, site) if key}
        self.channels.setdefault(channel, set()).add(site)
        self.urls.add(url)
        for key in keys:
            self.keys.setdefault(key, set()).add(channel)


@dataclass(slots=True)
class Stage:
    """A store and the market it is shown."""

    store: Store
    world: World
    lists: dict[str, Directory]
    budget: int
    hosts: dict[str, Channel] = field(default_factory=dict)
    told: dict[str, object] = field(default_factory=dict)  # source → what it last showed

    def __post_init__(self) -> None:
        """Hosts are never used twice, so an address says whose it is."""
        for channel in self.world.channels:
            self.hosts |= {host_of(one.host): channel for one in channel.epochs if one.host}


def play(stage: Stage, known: int) -> Iterator[Seen]:
    """Every night in turn; ``known`` own sites are sources from the start."""
    sources = [
        Source(name, f"https://{name}.lists.example/", SourceKind.DIRECTORY) for name in stage.lists
    ]
    early = [one.epochs[0].host for one in stage.world.channels if one.epochs[0].start == 0]
    sources += [Source(host, f"https://{host}/") for host in [h for h in early if h][:known]]
    stage.store.add_sources(sources, on=FIRST)
    for night in range(stage.world.nights):
        yield _night(stage, night)


def _night(stage: Stage, night: int) -> Seen:
    store, on = stage.store, FIRST + timedelta(days=night)
    run = store.open_run(
        on=on,
        started_at=STARTED,
        code_version="",
        settings_digest="",
        candidate_budget=stage.budget,
    )
    seen = Seen(on)
    for planned in store.plan(run.id):
        outcome, found, moved = _shown(stage, planned, night, seen)
        visit = planned.visit
        capture = _capture(visit.url, unchanged=outcome is Outcome.UNCHANGED)
        store.record_visited(
            run.id, Visited(visit.id, outcome, "new_api", (capture,), 2, 9, moved_to=moved)
        )
        store.remember(
            run.id,
            visit.id,
            on=on,
            sightings=found,
            outcome=outcome,
            family="new_api",
            healthy=outcome is not Outcome.UNREACHABLE,
        )
    store.settle(run.id)
    store.close_run(run.id, closed_at=STARTED, tally=b"{}")
    return seen


_Answer = tuple[Outcome, list[Sighting], str]
_NOBODY: _Answer = (Outcome.UNREACHABLE, [], "")


def _shown(stage: Stage, planned: Planned, night: int, seen: Seen) -> _Answer:
    name = planned.visit.name
    if name in stage.lists:
        return _listed(stage, stage.lists[name], night, seen)
    return _own(stage, name, host_of(planned.visit.url), night, seen)


def _listed(stage: Stage, one: Directory, night: int, seen: Seen) -> _Answer:
    if night in one.lost:
        return _NOBODY
    rows = one.rows(night)
    seen.lists[one.name] = {row.channel for row in rows}
    for row in rows:
        host = host_of(row.url)
        keys = {f"name:{one.name}:{row.name}"}
        keys |= {f"telegram:@{row.telegram}"} if row.telegram else set()
        seen.add(row.channel, host, keys, row.url or f"{one.name}:{row.name}")
    if stage.told.get(one.name) == rows:
        return Outcome.UNCHANGED, [], ""
    stage.told[one.name] = rows
    return Outcome.READ, [_row(row) for row in rows], ""


def _row(row: Shown) -> Sighting:
    contacts = (Contact("telegram", f"@{row.telegram}"),) if row.telegram else ()
    seller = Seller(row.name, row.url, contacts)
    page = "https://lists.example/"
    key = host_of(row.url) or row.name
    listing = Listing(key, row.name, row.text, url=page, digest="d" * 64, seller=seller)
    return Sighting(seller, row.url or page, (listing,))


def _own(stage: Stage, source: str, host: str, night: int, seen: Seen) -> _Answer:
    """A site of a channel: itself, a redirect to where it went, or nobody."""
    channel = stage.hosts.get(host)
    if channel is None:
        return _NOBODY
    seen.silent.add(channel.number)  # until it answers, below
    if (channel.number * 7 + night * 13) % OUTAGES == 0:
        return _NOBODY
    epoch, moved = channel.at(night), ""
    if not channel.up(host, night):
        if epoch is None or not epoch.redirects or epoch.host == host:
            return _NOBODY
        moved = f"https://{epoch.host}"
    elif epoch is None or epoch.host != host:
        epoch = next(one for one in channel.epochs if one.host == host)
    shown = epoch.host if moved else host
    seen.silent.discard(channel.number)
    seen.add(channel.number, shown, set(), f"https://{shown}/")
    if stage.told.get(source) == (epoch, moved):
        return Outcome.UNCHANGED, [], moved
    stage.told[source] = (epoch, moved)
    return Outcome.READ, [_site(channel, epoch, shown)], moved


def _site(channel: Channel, epoch: Epoch, host: str) -> Sighting:
    identifiers = [
        Identifier(kind, value, strong=kind != "favicon_mmh3") for kind, value in epoch.pairs
    ]
    for platform, value in (("telegram", channel.telegram), ("qq", channel.qq)):
        if value:
            identifiers.append(Identifier(platform, value))
    listing = Listing("site", epoch.name, epoch.advert, url=f"https://{host}/", digest="d" * 64)
    return Sighting(None, f"https://{host}/", (listing,), (_OFFER,), tuple(identifiers))


_OFFER = Offer(
    provider="anthropic",
    model="claude-sonnet-4-5",
    listed_as="claude-sonnet-4-5",
    access=Access.RELAY_API,
    group="default",
    supply="unknown",
    unit=Unit.INPUT,
    paid=Decimal("0.44"),
    currency="USD",
    basis=Basis.EXACT,
    digest="d" * 64,
)


def _capture(url: str, *, unchanged: bool) -> Capture:
    seen = Evidence(url, STARTED, 200, "text/html", "d" * 64, "d" * 64, "allowed")
    return Capture(seen, "bench.warc.gz", 0, unchanged)
