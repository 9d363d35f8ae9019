"""What a night costs the store: 300 channels with 200,000 offers, generated.

    python -m benchmarks.unchanged_night [--postgres URL] [--channels 300] [--offers 200000]

Four nights: the first; one in which every page is the same; one in which every page differs but
only one price in a hundred does; one more that is the same. Printed for each: rows written,
seconds, and the most memory the process had used by then.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from market.claims import Supply, TopUp
from market.types import (
    Access,
    Basis,
    Evidence,
    Fact,
    Factor,
    Listing,
    Offer,
    Outcome,
    Source,
    Unit,
)
from market.visits import Capture, Sighting, Visited
from storage import Store

FIRST = date(2026, 1, 1)
STARTED = datetime(2026, 1, 1, 2, tzinfo=UTC)
UNITS = (Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE)
NIGHTS = ("first", "unchanged", "1 % of prices changed", "unchanged")


def main() -> None:
    """Plays the nights on SQLite, and on PostgreSQL where a URL is given."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", help="an empty database to play them on as well")
    asked.add_argument("--channels", type=int, default=300)
    asked.add_argument("--offers", type=int, default=200_000)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{Path(folder) / 'bench.db'}"]
        urls += [given.postgres] if given.postgres else []
        for url in urls:
            for line in play(url, given.channels, given.offers // given.channels):
                print(json.dumps(line) if given.json else _told(line))
        size = Path(folder, "bench.db").stat().st_size
        print(f"SQLite file after it all: {size / 1e6:.0f} MB")


def play(url: str, channels: int, each: int) -> Iterator[dict[str, object]]:
    """One line of figures for each night."""
    with Store.open(url) as store:
        names = [f"relay{number:04d}" for number in range(channels)]
        store.add_sources((Source(n, f"https://{n}.example/pricing") for n in names), on=FIRST)
        for number, kind in enumerate(NIGHTS):
            began = time.perf_counter()
            rows = _night(store, FIRST + timedelta(days=number), number, each)
            yield {
                "database": store.database.url.get_backend_name(),
                "night": kind,
                "rows_written": rows,
                "seconds": round(time.perf_counter() - began, 2),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }


def _night(store: Store, on: date, number: int, each: int) -> int:
    run = store.open_run(
        on=on, started_at=STARTED, code_version="bench", settings_digest="", candidate_budget=0
    )
    same = NIGHTS[number] == "unchanged"
    for place, planned in enumerate(store.plan(run.id)):
        visit = planned.visit
        digest = f"{visit.name}-{number - 1 if same else number}".ljust(64, "0")
        capture = Capture(_seen(visit.url, digest), "bench.warc.gz", place, unchanged=same)
        outcome = Outcome.UNCHANGED if same else Outcome.READ
        store.record_visited(run.id, Visited(visit.id, outcome, "new_api", (capture,), 1, 200_000))
        store.remember(
            run.id,
            visit.id,
            on=on,
            sightings=() if same else (_sighting(visit.url, digest, number, each),),
            outcome=outcome,
            family="new_api",
            healthy=True,
        )
    rows = store.tally(run.id).rows_written
    store.close_run(run.id, closed_at=STARTED, tally=b"")
    return rows


def _seen(url: str, digest: str) -> Evidence:
    return Evidence(url, STARTED, 200, "application/json", digest, digest, "allowed")


def _sighting(url: str, digest: str, number: int, each: int) -> Sighting:
    offers = tuple(_offer(place, digest, number) for place in range(each))
    facts = (
        Fact(TopUp(Decimal("7.3"), "CNY", "status.price"), "7.3", place="/data/price"),
        Fact(Supply("官转", "official"), "官转", (0, 2), reader="supply/1"),
    )
    listings = [
        Listing(f"model-{model}", f"model-{model}", url=url, digest=digest)
        for model in range(each // len(UNITS))
    ]
    listings.append(Listing("site", url, "官转", url=url, digest=digest, facts=facts))
    return Sighting(None, url, tuple(listings), offers)


def _offer(place: int, digest: str, number: int) -> Offer:
    """Of a hundred prices one rises on the night that changes."""
    raised = number >= 2 and place % 100 == 7
    ratio = Decimal("1.5") + Decimal(place) / 1000 + (1 if raised else 0)
    model = f"model-{place // len(UNITS)}"
    pointer = f"/data/{place // len(UNITS)}"
    factors = (
        Factor("model_ratio", ratio, f"{pointer}/model_ratio"),
        Factor("usd_per_ratio", Decimal(2)),
        Factor("group_ratio", Decimal("0.3"), "/group_ratio/default"),
        Factor("top_up", Decimal("7.3"), "/data/price"),
    )
    return Offer(
        provider="anthropic",
        model=model,
        listed_as=model,
        access=Access.RELAY_API,
        group="default",
        supply="official",
        unit=UNITS[place % len(UNITS)],
        paid=ratio * Decimal("4.38"),
        currency="CNY",
        basis=Basis.EXACT,
        credit_usd=ratio * Decimal("0.6"),
        factors=factors,
        place=pointer,
        digest=digest,
        listing=model,
    )


def _told(line: dict[str, object]) -> str:
    return (
        f"{line['database']:<11}{line['night']:<24}{line['rows_written']:>9} rows"
        f"{line['seconds']:>8} s{line['peak_mb']:>6} MB"
    )


if __name__ == "__main__":
    main()
