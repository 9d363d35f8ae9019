"""Nights over the generated web through the real store: its score, its door, its limits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from unittest.mock import patch

from benchmarks.discovery import pages
from benchmarks.discovery.web import Kind, Site, Web, words
from market.candidates import Part, Score, Traces, score
from market.channel import key
from market.frontier import Limits
from market.types import Access, Basis, Listing, Mention, Offer, Outcome, Source, SourceKind, Unit
from market.visits import Sighting, Visited
from storage import Store

FIRST = date(2026, 1, 1)
_STARTED = datetime(2026, 1, 1, 2, tzinfo=UTC)
_OFFER = Offer(
    *("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5", Access.RELAY_API, "default"),
    *("unknown", Unit.INPUT, Decimal("0.44"), "USD", Basis.EXACT),
)
# Requests of one visit: robots.txt, the page, guesses, and what the page's owner wants.
_COST = {
    **dict.fromkeys(Kind, 3),
    Kind.SELLER: 4,
    Kind.DEAD: 1,
    Kind.GROUP: 2,
    Kind.FARM: 6,
    Kind.BLOG: 4,
}
Judge = Callable[[Traces], Score]


@dataclass(slots=True)
class Found:
    """What the nights brought."""

    visits: int = 0
    requests: int = 0
    sellers: set[int] = field(default_factory=set)
    by_night: list[int] = field(default_factory=list)
    waiting: int = 0

    @property
    def per_thousand(self) -> float:
        """Sellers found per 1,000 requests to strangers."""
        return 1000 * len(self.sellers) / max(1, self.requests)


class Nights:
    """A web, its sources, and who is behind each channel's key."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.known = {str(key(self.web.site(n).url)): n for n in range(self.web.pages)}
        sellers = web.some(Kind.SELLER, 6, "operator")
        self.sources = {
            "list0": SourceKind.DIRECTORY,
            "list1": SourceKind.DIRECTORY,
            "forum": SourceKind.FORUM,
            "feed": SourceKind.FEED,
            "search": SourceKind.SEARCH,
        }
        self.shops = {str(key(one.url)): one for one in sellers}
        operators = {one.number for one in sellers}
        numbers = (n for n in web.ranges[Kind.SELLER] if n not in operators)
        self.reachable = {n for n in numbers if not web.site(n).refuses}

    def add_sources(self, store: Store) -> None:
        """The operator's list."""
        listed = [Source(n, f"https://{n}.example/", kind) for n, kind in self.sources.items()]
        shops = [Source(name, one.url) for name, one in self.shops.items()]
        store.add_sources([*listed, *shops], on=FIRST)

    def told(self, source: str, night: int) -> list[Mention]:
        """What a source of the operator's names that night; lists grow, threads come and go."""
        web, when = self.web, f"{source}/{night}"
        few = max(1, web.pages // 20_000)
        if self.sources[source] is SourceKind.DIRECTORY:
            sites = [one for n in range(night + 1) for one in self._added(f"{source}/{n}", few)]
            return pages.rows(sites)
        share = {"forum": 2, "feed": 1, "search": 1}[source]
        about = [
            *web.some(Kind.SELLER, share, when),
            *web.some(Kind.BLOG, 3 * few, when),
            *web.some(Kind.THREAD, 2 * few, when),
            *web.some(Kind.ORDINARY, 4 * few, when),
            *web.some(Kind.FARM, few, when),
        ]
        dice = web.dice("told", when)
        return pages.posts([(one, words(one, dice)) for one in about])

    def _added(self, what: str, few: int) -> list[Site]:
        some = self.web.some
        first = 4 if what.endswith("/0") else 1
        listed = [*some(Kind.SELLER, first * few, what), *some(Kind.DEAD, few, what)]
        return [*listed, *some(Kind.LIST, few // 4, what), *some(Kind.ORDINARY, 2 * few, what)]

    def run(self, url: str, nights: int, budget: int, limits: Limits) -> Found:
        """So many nights with so many visits to strangers each."""
        found = Found()
        with Store.open(url) as store:
            self.add_sources(store)
            for night in range(nights):
                self._night(store, night, budget, limits, found)
                found.by_night.append(len(found.sellers))
            found.waiting = len(store.candidates(FIRST + timedelta(days=nights), limits))
        return found

    def _night(self, store: Store, night: int, budget: int, limits: Limits, found: Found) -> None:
        on = FIRST + timedelta(days=night)
        run = store.open_run(
            on=on,
            started_at=_STARTED,
            code_version="bench",
            settings_digest="",
            candidate_budget=budget,
            limits=limits,
        )
        for planned in store.plan(run.id):
            visit = planned.visit
            if planned.target == "candidate":
                outcome, told = self._asked(self.web.site(self.known[visit.name]), found)
            else:
                outcome, told = self._again(visit.name, night)
            store.record_visited(run.id, Visited(visit.id, Outcome.READ))
            sells = outcome is Outcome.READ and visit.kind is SourceKind.CHANNEL
            store.remember(
                run.id,
                visit.id,
                on=on,
                sightings=[_sold(visit.url)] if sells else (),
                mentions=told,
                outcome=outcome,
                family="page",
                healthy=outcome in {Outcome.READ, Outcome.UNCHANGED},
                limits=limits,
            )
        store.close_run(run.id, closed_at=_STARTED, tally=b"{}")

    def _asked(self, site: Site, found: Found) -> tuple[Outcome, list[Mention]]:
        found.visits += 1
        found.requests += 1 if site.refuses else _COST[site.kind]
        if site.kind is Kind.DEAD or site.refuses:
            return Outcome.UNREACHABLE if site.kind is Kind.DEAD else Outcome.BLOCKED, []
        told = pages.mentions(self.web, site)
        if site.kind is not Kind.SELLER:
            return Outcome.NOT_RESALE, told
        if site.number in self.reachable:
            found.sellers.add(site.number)
        return Outcome.READ, told

    def _again(self, name: str, night: int) -> tuple[Outcome, list[Mention]]:
        """A source: lists are read every night, a shop's page stays as it is."""
        if name in self.sources:
            return Outcome.READ, self.told(name, night)
        if name in self.shops and night == 0:
            return Outcome.READ, pages.mentions(self.web, self.shops[name])
        return Outcome.UNCHANGED, []


def _sold(url: str) -> Sighting:
    return Sighting(None, url, (Listing("site", "x", "x", url=url, digest="d" * 64),), (_OFFER,))


def wordless(traces: Traces) -> Score:
    """The score without the points for words: what is left if every name lies or says nothing."""
    parts = tuple(part for part in score(traces).parts if part.name != "words")
    return Score(sum(part.points for part in parts), parts)


def breadth_first(traces: Traces) -> Score:
    """Who was found first is asked first; of one night's, in no order."""
    return _as_score(1_000_000 * traces.waited + _chance(traces.key))


def at_random(traces: Traces) -> Score:
    """In no order at all."""
    return _as_score(_chance(traces.key))


def _as_score(points: int) -> Score:
    return Score(points, (Part("order", points, "the order"),))


def _chance(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=2).digest(), "big")


@contextmanager
def judged_by(judge: Judge | None) -> Iterator[None]:
    """Another order in the place of the score; every limit stays as it is."""
    if judge is None:
        yield
        return
    with patch("storage.frontier.score", judge), patch("storage.candidates.score", judge):
        yield
