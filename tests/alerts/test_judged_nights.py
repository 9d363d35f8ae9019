"""Nights in a real store: from what was read to what is told, judged twice and delivered."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from alerts.export_jsonl import lead_lines
from alerts.gathering import Books
from alerts.judge import Telling, judge
from alerts.outbox import Delivered, deliver
from alerts.targets import FileTarget
from market.claims import Contact, Stock, Supply
from market.fx import FxRates
from market.pricebook import PriceBook
from market.types import (
    Access,
    Basis,
    Evidence,
    Fact,
    Listing,
    Offer,
    Outcome,
    Seller,
    Source,
    SourceKind,
    Unit,
)
from market.visits import Capture, Leak, Sighting, Visited
from storage import Store
from storage.views import Raised

FIRST = date(2026, 7, 1)
SHOP = "songshu-relay.example"
LIST = "station-list"
BOOK = PriceBook.load()
FX = FxRates.load().with_overrides({"CNY": Decimal(7)})
NOTHING = Raised(alerts=(), leads_new=(), leads_updated=())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that watches one shop and one directory."""
    with Store.open(f"sqlite:///{tmp_path / 'memory.db'}") as opened:
        opened.add_sources(
            [
                Source(SHOP, f"https://{SHOP}/"),
                Source(LIST, "https://list.example/stations.csv", SourceKind.DIRECTORY),
            ],
            on=FIRST,
        )
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> FileTarget:
    """Where everything is told."""
    return FileTarget("inbox", tmp_path / "inbox.jsonl")


def test_a_first_night_is_onboarding(store: Store, target: FileTarget) -> None:
    """One digest per directory, one for the shops a person added; no lead."""
    run = night(store, 0, paid="1.40", stations=("a", "b"))

    judged = raise_all(store, run, 0, target)

    reasons = sorted(alert.reason for alert in store.alerts())
    assert reasons == [
        f"onboarding: 1 shop you added, read for the first time: {SHOP}",
        f"onboarding: 2 channels from {LIST}, read for the first time",
    ]
    assert judged.leads_new == ()


def test_a_new_station_becomes_an_alert_a_lead_and_a_message(
    store: Store, target: FileTarget
) -> None:
    """And judging the same night again adds nothing."""
    raise_all(store, night(store, 0, paid="1.40", stations=("a",)), 0, target)
    run = night(store, 1, paid="1.40", stations=("a", "b"))

    judged = raise_all(store, run, 1, target)

    (new,) = [alert for alert in store.alerts() if alert.id in judged.alerts]
    assert (new.rule, new.entities) == ("new_channel", ("channel:b.example",))
    assert [lead.channel for lead in store.leads()] == ["b.example"]
    assert raise_all(store, run, 1, target) == NOTHING
    assert handed_over(store, target) == Delivered(sent=4)
    told = [json.loads(line) for line in target.path.read_text().splitlines()]
    assert sorted(line["kind"] for line in told) == ["alert", "digest", "digest", "lead"]


def test_a_confirmed_cut_is_told_once_with_its_share_of_list(
    store: Store, target: FileTarget
) -> None:
    """From ¥1.40 to ¥0.98 at 7 to the dollar, official price $3: 4.7 % of list."""
    paid = ["1.40", "1.40", "1.40", "0.98", "0.98", "0.98", "0.98"]
    raised = play(store, target, paid)

    drops = [alert for alert in store.alerts() if alert.rule == "price_drop"]
    assert "; ".join(alert.reason for alert in drops) == (
        f"{SHOP} sells Anthropic at 4.7 % of list since 2026-07-04: claude-sonnet-4-5 in group"
        " claude-max fell from ¥1.40 to ¥0.98 per 1M input tokens (−30 %);"
        " 1 offer fell, read twice"
    )
    assert [len(judged.alerts) for judged in raised] == [2, 0, 0, 0, 1, 0, 0]
    assert store.leads()[0].score == 30 + 15 + 10 + 5 + 15


def test_a_second_cut_within_the_week_is_quiet_and_later_ones_are_not(
    store: Store, target: FileTarget
) -> None:
    """Told on nights 4 and 12; the cut seconded on night 7 falls into the quiet."""
    paid = ["2"] * 3 + ["1.6"] * 3 + ["1.2"] * 5 + ["0.9"] * 3

    raised = play(store, target, paid)

    assert [n for n, judged in enumerate(raised) if judged.alerts] == [0, 4, 12]


def test_an_unhealthy_read_seconds_nothing(store: Store, target: FileTarget) -> None:
    """The night after, read well, does."""
    raised = play(store, target, ["2", "2", "2", "1", "1", "1"], unhealthy={4})

    assert [n for n, judged in enumerate(raised) if judged.alerts] == [0, 5]


def test_a_published_key_is_told_by_its_fingerprint(store: Store, target: FileTarget) -> None:
    """At once, even on a first night."""
    leak = Leak("anthropic", "sk-ant-api03-", "ab" * 32)
    run = night(store, 0, paid="1", leaks=(leak,))

    raise_all(store, run, 0, target)

    assert "leaked_credential" in {alert.rule for alert in store.alerts()}
    assert ("ab" * 32) in "".join(alert.reason for alert in store.alerts())


def test_leads_leave_as_lines_with_handles_only_for_the_privileged(
    store: Store, target: FileTarget
) -> None:
    """The same bytes while nothing changed; signs under a key, nothing without one."""
    play(store, target, ["1.40", "1.40", "1.40", "0.98", "0.98"])
    books = Books(BOOK, FX, day(4))

    plain = b"".join(lead_lines(store, books, privileged=True))
    signed = b"".join(lead_lines(store, books, privileged=False, pseudonym_key="invented"))
    withheld = b"".join(lead_lines(store, books, privileged=False))

    lead = json.loads(plain)
    assert lead["best_offer"]["share_of_list"].startswith("0.0466")
    assert lead["alerts"][0]["rule"] == "price_drop"
    assert lead["evidence"][0]["digest"] == "sheet-0.98"
    assert "songshu_boss" in plain.decode()
    assert "songshu_boss" not in signed.decode() + withheld.decode()
    assert "telegram ~" in signed.decode()
    assert plain == b"".join(lead_lines(store, books, privileged=True))


def play(
    store: Store,
    target: FileTarget,
    paid: list[str],
    unhealthy: frozenset[int] | set[int] = frozenset(),
) -> list[Raised]:
    """Night after night at these prices, each judged."""
    return [
        raise_all(store, night(store, n, paid=price, healthy=n not in unhealthy), n, target)
        for n, price in enumerate(paid)
    ]


def raise_all(store: Store, run: str, number: int, target: FileTarget) -> Raised:
    """Judge one night."""
    return judge(store, run, day(number), [target], BOOK, FX, Telling())


def handed_over(store: Store, target: FileTarget) -> Delivered:
    """One pass of the relay."""
    return deliver(store, [target], clock=lambda: datetime.now(UTC))


def day(number: int) -> date:
    """The date of a night."""
    return FIRST + timedelta(days=number)


def night(
    store: Store,
    number: int,
    *,
    paid: str,
    stations: tuple[str, ...] = ("a",),
    healthy: bool = True,
    leaks: tuple[Leak, ...] = (),
) -> str:
    """One night remembered: what the shop asks, and which stations the directory lists."""
    on = day(number)
    run = store.open_run(
        on=on,
        started_at=datetime.now(UTC),
        code_version="test",
        settings_digest="",
        candidate_budget=0,
    )
    shown = {SHOP: (shop(paid),), LIST: tuple(station(name) for name in stations)}
    for planned in store.plan(run.id):
        name = planned.visit.name
        capture = Capture(evidence(f"sheet-{paid}-{name}"), "night.warc.gz", 0, leaks=leaks)
        store.record_visited(run.id, Visited(planned.visit.id, Outcome.READ, captures=(capture,)))
        store.remember(
            run.id,
            planned.visit.id,
            on=on,
            sightings=shown[name],
            outcome=Outcome.READ,
            family=None,
            healthy=healthy,
        )
    return run.id


def evidence(digest: str) -> Evidence:
    """A page of the shop."""
    return Evidence(
        f"https://{SHOP}/api/pricing",
        datetime(2026, 7, 1, tzinfo=UTC),
        200,
        "application/json",
        digest,
        digest,
        "allowed",
    )


def shop(paid: str) -> Sighting:
    """The shop's own page: one offer, a supply claim, stock and a person to ask."""
    claims = (
        (Supply("满血 Max 号池", "subscription_pool"), "满血 Max 号池"),
        (Stock(Decimal(500)), "库存 500"),
        (Stock(Decimal(0)), "售罄"),  # claims no volume
        (Contact("telegram", "songshu_boss"), "TG @songshu_boss"),
    )
    facts = tuple(Fact(value, quote, place="/data") for value, quote in claims)
    offer = Offer(
        provider="anthropic",
        model="claude-sonnet-4-5",
        listed_as="claude-sonnet-4-5-20250929",
        access=Access.RELAY_API,
        group="claude-max",
        supply="subscription_pool",
        unit=Unit.INPUT,
        paid=Decimal(paid),
        currency="CNY",
        basis=Basis.EXACT,
        digest=f"sheet-{paid}",
        listing="site",
    )
    url = f"https://{SHOP}/"
    listing = Listing("site", "松鼠中转", url=url, digest=f"sheet-{paid}", facts=facts)
    return Sighting(None, url, (listing,), (offer,))


def station(name: str) -> Sighting:
    """One row of the directory."""
    url = f"https://{name}.example/"
    seller = Seller(f"Station {name}", url)
    page = "https://list.example/stations.csv"
    listing = Listing(name, f"Station {name}", url=page, digest="rows", seller=seller)
    return Sighting(seller, url, (listing,))
