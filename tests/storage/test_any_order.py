"""Any order of the same sightings leaves the same memory, on either database."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from market_nights import DAYS, channel_source, directory, fetch, offer, open_run, own, row

from market.claims import Contact
from market.types import Identifier, Mention, Outcome
from market.visits import Sighting
from storage import Store

SHOPS = ("birch", "cedar", "maple", "willow")
LISTS = ("lists", "tables", "threads")
Night = dict[str, list[Sighting]]


def _shown(draw: st.DrawFn) -> Night:
    found: Night = {}
    for shop in draw(st.lists(st.sampled_from(SHOPS), unique=True)):
        paid = draw(st.lists(st.sampled_from(["0.4", "0.5"]), max_size=3))
        offers = (offer(f"m{place}", price) for place, price in enumerate(paid))
        found[shop] = [own(*offers, url=f"https://{shop}.example/")]
    for name in draw(st.lists(st.sampled_from(LISTS), unique=True)):
        shops = draw(st.lists(st.sampled_from(SHOPS), unique=True))
        found[name] = [
            row(
                draw(st.sampled_from([shop, shop.title()])),
                f"https://{shop}.example/?aff={name}",
                offer(paid="0.45"),
                contacts=[Contact("telegram", f"@{shop}")],
                identifiers=[Identifier("turnstile_site_key", shop)],
            )
            for shop in shops
        ]
    return found


nights = st.lists(st.composite(_shown)(), min_size=1, max_size=4)


def _play(url: str, shown: Sequence[Night], order: random.Random) -> list[bytes]:
    with Store.open(url) as store:
        sources = [channel_source(shop) for shop in SHOPS] + [directory(name) for name in LISTS]
        store.add_sources(sources, on=DAYS[0])
        for day, found in zip(DAYS, shown, strict=False):
            run = open_run(store, day)
            plan = store.plan(run.id)
            order.shuffle(plan)
            for planned in plan:
                sightings = found.get(planned.visit.name)
                fetch(store, run, planned.visit.id, planned.visit.url)
                store.remember(
                    run.id,
                    planned.visit.id,
                    on=day,
                    sightings=order.sample(sightings, len(sightings)) if sightings else (),
                    mentions=[Mention("https://oak.example/", "link")] if sightings else (),
                    outcome=Outcome.UNREACHABLE if sightings is None else Outcome.READ,
                    family=None,
                    healthy=True,
                )
            store.settle(run.id)
            store.close_run(run.id, closed_at=run.started_at, tally=b"")
        return list(store.export_canonical())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shown=nights, one=st.randoms(use_true_random=False), other=st.integers())
def test_the_order_within_a_night_does_not_matter(
    shown: list[Night], one: random.Random, other: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Visits and the rows of a page in any order: the same export, byte for byte."""
    folder = tmp_path_factory.mktemp("orders")

    first = _play(f"sqlite:///{folder / 'one.db'}", shown, one)
    second = _play(f"sqlite:///{folder / 'other.db'}", shown, random.Random(other))

    assert first == second
    assert first == sorted(first)


@pytest.mark.postgres
def test_both_databases_export_the_same_bytes(postgres_url: str, tmp_path: Path) -> None:
    """Numbers, dates and the order of text are spelt alike."""
    shop = [own(offer("é", "0.10"), offer("z\u00df", "1E+2"), url="https://cedar.example/")]
    rows = [row("Ünder", "https://under.example/", offer()), row("zed"), row("Äther")]
    shown: list[Night] = [{"cedar": shop, "lists": rows}, {"lists": rows[1:]}]

    lite = _play(f"sqlite:///{tmp_path / 'store.db'}", shown, random.Random(1))

    assert lite == _play(postgres_url, shown, random.Random(2))
    assert lite == sorted(lite)
