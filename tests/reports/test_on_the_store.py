"""The report out of the real store, the real price book and the real rates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from market.claims import Contact
from market.fx import FxRates
from market.judgement import Alert, EvidenceRef, Severity
from market.pricebook import PriceBook
from market.types import (
    Access,
    Basis,
    Evidence,
    Fact,
    Issue,
    Level,
    Listing,
    Offer,
    Outcome,
    Source,
    Unit,
)
from market.visits import Capture, Sighting, Visited
from reports import report, summary
from storage import Store

NIGHTS = [date(2026, 7, day) for day in (1, 2, 3, 4)]
CLOCK = datetime(2026, 7, 1, 2, tzinfo=UTC)
DIGEST = "d" * 64
SHOPS = ("banyan", "hupo", "kedou", "lantern", "qingyun", "songshu")
BOOK, RATES = PriceBook.load(), FxRates.load()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six shops at 10% of list over four nights; one cuts by half, another is down at the end."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('store')}/market.db") as opened:
        shops = [Source(name, f"https://{name}.example/pricing") for name in SHOPS]
        opened.add_sources(shops, on=NIGHTS[0])
        for on in NIGHTS:
            _play(opened, on)
        yield opened


def _play(store: Store, on: date) -> None:
    run = store.open_run(
        on=on, started_at=CLOCK, code_version="t", settings_digest="0", candidate_budget=0
    )
    for planned in store.plan(run.id):
        name, url = planned.visit.name, planned.visit.url
        down = name == "kedou" and on == NIGHTS[-1]
        seen = Evidence(url, CLOCK, 200, "application/json", DIGEST, DIGEST, "allowed")
        fetched = Visited(planned.visit.id, Outcome.READ, captures=(Capture(seen, "w", 0),))
        store.record_visited(run.id, fetched)
        store.remember(
            run.id,
            planned.visit.id,
            on=on,
            sightings=() if down else (_sheet(name, url, on),),
            mentions=(),
            issues=(Issue(Level.WARNING, "unset_ratio", "gpt-5.2: the default ratio"),),
            outcome=Outcome.UNREACHABLE if down else Outcome.READ,
            family="new_api",
            healthy=not down,
        )
    store.raise_alerts(run.id, _alerts(on), (), ())
    store.close_run(run.id, closed_at=CLOCK, tally=b"{}")


def _sheet(name: str, url: str, on: date) -> Sighting:
    level = Decimal("0.05") if name == "qingyun" and on >= NIGHTS[2] else Decimal("0.1")
    offers = tuple(
        Offer(
            "anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5", Access.RELAY_API, "default",
            "unknown", unit, listed * level, "USD", Basis.EXACT, digest=DIGEST,
        )
        for unit, listed in ((Unit.INPUT, 3), (Unit.OUTPUT, 15))
    )  # fmt: skip
    contact = Fact(Contact("telegram", "@invented"), "@invented", (0, 9), reader="contact/1")
    return Sighting(None, url, (Listing("site", name, "@invented", facts=(contact,)),), offers)


def _alerts(on: date) -> tuple[Alert, ...]:
    if on != NIGHTS[-1]:
        return ()
    cut = EvidenceRef("https://qingyun.example/api/pricing", DIGEST, "0.05", "/data/0", on)
    return (
        Alert("a1", "price_drop", ("channel:qingyun.example",), on, Severity.WARN,
              "Price drop: qingyun.example", "50% below its own reference", (cut,)),
    )  # fmt: skip


def test_the_store_answers_everything_a_report_asks(store: Store) -> None:
    found = report.read(store, BOOK, RATES, NIGHTS[-1], str(NIGHTS[-1]))
    (cell,) = found.market.cells

    assert [night.operators if night else None for night in cell.nights] == [6, 6, 6, 5]
    assert cell.tonight.median == pytest.approx(0.1)
    assert [(move.channel, move.changed, move.of) for move in found.market.moves] == [
        ("qingyun.example", 2, 2)
    ]
    assert [line.name for line in found.night.sources if not line.healthy] == ["kedou"]
    assert [(group.code, group.count) for group in found.night.issues] == [("unset_ratio", 6)]
    assert [alert.title for alert in found.night.alerts] == ["Price drop: qingyun.example"]


def test_the_first_night_is_onboarding(store: Store) -> None:
    found = report.read(store, BOOK, RATES, NIGHTS[0], str(NIGHTS[0]))

    assert len(found.market.newcomers) == 6
    assert all(new.onboarding and new.contacts == 1 for new in found.market.newcomers)


def test_writing_twice_leaves_the_same_bytes_and_nothing_else(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out" / "night.html"
    for _ in range(2):
        written = report.write(store, BOOK, RATES, NIGHTS[-1], path, str(NIGHTS[-1]))

        assert written == path
        assert path.read_bytes().startswith(b"<!doctype html>")
    again = tmp_path / "again.html"
    report.write(store, BOOK, RATES, NIGHTS[-1], again, str(NIGHTS[-1]))

    assert again.read_bytes() == path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


def test_the_summary_comes_from_the_store_as_well(store: Store) -> None:
    lines = summary.lines(store, BOOK, RATES, NIGHTS[-1], str(NIGHTS[-1]))

    assert lines[0] == "resalewatch, night of 2026-07-04"
    assert any("the median of 5 operators asks 10% of the official price" in line for line in lines)
    assert "the deepest cut is 50%, by qingyun.example on Anthropic" in " ".join(lines)


def test_an_offer_in_a_currency_without_a_rate_is_left_out_not_fatal() -> None:
    compare = report.comparison(BOOK, RATES)
    offer = _sheet("songshu", "https://songshu.example/", NIGHTS[0]).offers[0]

    assert compare(offer, NIGHTS[0]) is not None
    assert compare(replace(offer, currency="XTS"), NIGHTS[0]) is None
