"""Prices are intervals: a new one only when something changed, none while a source is doubted."""

from datetime import date
from decimal import Decimal

import pytest
from market_nights import DAYS, channel_source, directory, fetch, night, offer, open_run, own, row

from market.types import Factor, Offer, Outcome, Unit
from storage import RunOutOfOrder, Store, StoreError
from storage.views import OfferView

Shown = tuple[Offer, ...] | Outcome


def _play(store: Store, nights: list[Shown], *, unhealthy: frozenset[int] = frozenset()) -> None:
    store.add_sources([channel_source()], on=DAYS[0])
    for number, shown in enumerate(nights):
        found = shown if isinstance(shown, Outcome) else [own(*shown)]
        night(store, DAYS[number], {"songshu": found}, healthy=number not in unhealthy)


def _points(store: Store) -> list[tuple[str, int, int | None]]:
    views = sorted(store.price_points(DAYS[0], DAYS[-1], list(Unit)), key=_place)
    return [(str(v.offer.paid), v.valid_from.day, v.valid_to and v.valid_to.day) for v in views]


def _place(view: OfferView) -> tuple[str, date]:
    return (view.offer.model, view.valid_from)


CUT = offer(paid="0.40")
SAME = offer(paid="0.440", factors=(Factor("model_ratio", Decimal("1.50"), "/moved/on/the/page"),))

CASES = {
    "a price that stays is one interval": ([(offer(),), (SAME,), (offer(),)], [("0.44", 1, None)]),
    "a cut ends one interval and begins the next": (
        [(offer(),), (offer(),), (CUT,)],
        [("0.44", 1, 3), ("0.4", 3, None)],
    ),
    "a price that comes back is a third interval": (
        [(offer(),), (CUT,), (offer(),)],
        [("0.44", 1, 2), ("0.4", 2, 3), ("0.44", 3, None)],
    ),
    "an offer that comes back begins anew": (
        [(offer(),), (), (), (offer(),)],
        [("0.44", 1, 2), ("0.44", 4, None)],
    ),
    "a failed visit ends nothing": (
        [(offer(),), Outcome.UNREACHABLE, Outcome.DRIFTED, (offer(),)],
        [("0.44", 1, None)],
    ),
    "an unchanged page keeps everything": (
        [(offer(),), Outcome.UNCHANGED, (CUT,)],
        [("0.44", 1, 3), ("0.4", 3, None)],
    ),
}


@pytest.mark.parametrize("says", [name for name, case in CASES.items() if case[1]])
def test_one_offer_over_some_nights(says: str, store: Store) -> None:
    """Intervals as (paid, first day, first day without)."""
    nights, expected = CASES[says]

    _play(store, list(nights))

    assert _points(store) == expected


def test_an_offer_that_a_page_no_longer_shows_ends(store: Store) -> None:
    """The other stays."""
    _play(store, [(offer("a"), offer("z")), (offer("z"),)])

    assert _points(store) == [("0.44", 1, 2), ("0.44", 1, None)]
    assert [view.offer.model for view in store.offers_on(DAYS[0])] != ["z"]
    assert [view.offer.model for view in store.offers_on(DAYS[1])] == ["z"]


def test_a_suspect_read_adds_and_changes_but_ends_nothing(store: Store) -> None:
    """Silence is our fault until shown otherwise."""
    _play(store, [(offer("a"), offer("z")), (offer("a", "0.40"),)], unhealthy=frozenset({1}))

    assert _points(store) == [("0.44", 1, 2), ("0.4", 2, None), ("0.44", 1, None)]
    assert store.unhealthy_sources(DAYS[1]) == {"songshu"}
    (state,) = store.sources()
    assert (state.last_read, state.failures, state.reads) == (DAYS[0], 1, 1)


def test_a_source_withdraws_only_what_it_showed_itself(store: Store) -> None:
    """A directory that drops a row says nothing of the shop's own price list."""
    store.add_sources([channel_source(), directory()], on=DAYS[0])
    listed = row("Songshu", "https://songshu.example/", offer(paid="0.5"))
    night(store, DAYS[0], {"songshu": [own(offer())], "lists": [listed]})

    night(store, DAYS[1], {"songshu": [own(offer())], "lists": []})

    assert [view.source for view in store.offers_on(DAYS[1])] == ["songshu"]


def test_a_second_read_of_one_date_rewrites_that_date(store: Store) -> None:
    """No interval of no length, and an offer back the same day never left."""
    fast = channel_source()
    store.add_sources([type(fast)(fast.name, fast.url, fast.kind, None, "12h")], on=DAYS[0])
    for shown in (offer(), offer(paid="0.40")), (offer(paid="0.41"),), (), (offer(paid="0.41"),):
        night(store, DAYS[0], {"songshu": [own(*shown[:1])]})

    assert _points(store) == [("0.41", 1, None)]
    assert [run.id for run in store.runs()] == [f"2026-07-01{n}" for n in (".4", ".3", ".2", "")]


def test_an_older_read_after_a_newer_one_is_refused(store: Store) -> None:
    """Whoever wants to rewrite the past replays it."""
    store.add_sources([channel_source()], on=DAYS[0])
    stale = open_run(store, DAYS[0])
    (planned,) = store.plan(stale.id)
    fetch(store, stale, planned.visit.id, planned.visit.url)
    night(store, DAYS[1], {"songshu": [own(offer())]})

    with pytest.raises(RunOutOfOrder, match="resalewatch replay"):
        store.remember(
            stale.id,
            planned.visit.id,
            on=DAYS[0],
            sightings=[own(offer())],
            outcome=Outcome.READ,
            family=None,
            healthy=True,
        )


def test_a_visit_is_remembered_once(store: Store) -> None:
    """The second time its tally comes back and nothing is written."""
    store.add_sources([channel_source()], on=DAYS[0])
    run = open_run(store, DAYS[0])
    (planned,) = store.plan(run.id)
    fetch(store, run, planned.visit.id, planned.visit.url)
    said = {"on": DAYS[0], "outcome": Outcome.READ, "family": None, "healthy": True}

    first = store.remember(run.id, planned.visit.id, sightings=[own(offer())], **said)
    before = list(store.export_canonical())
    second = store.remember(run.id, planned.visit.id, sightings=[own(CUT)], **said)

    assert second == first
    assert list(store.export_canonical()) == before


def test_what_was_not_fetched_cannot_be_remembered(store: Store) -> None:
    """The order of a night's steps is kept."""
    store.add_sources([channel_source()], on=DAYS[0])
    run = open_run(store, DAYS[0])
    (planned,) = store.plan(run.id)

    with pytest.raises(StoreError, match="record_visited comes first"):
        store.remember(
            run.id,
            planned.visit.id,
            on=DAYS[0],
            sightings=[],
            outcome=Outcome.READ,
            family=None,
            healthy=True,
        )


HUGE = [Decimal("1E+999999999"), Decimal("NaN"), Decimal("1E-50"), Decimal("Infinity")]


@pytest.mark.parametrize("paid", HUGE, ids=str)
def test_a_number_no_price_can_have_is_an_issue(store: Store, paid: Decimal) -> None:
    """Named, not stored; the offers beside it are."""
    store.add_sources([channel_source()], on=DAYS[0])

    tally = night(store, DAYS[0], {"songshu": [own(offer("a", str(paid)), offer("b"))]})["songshu"]

    assert (tally.offers_new, tally.issues) == (1, 1)
    assert [one.issue.code for one in store.issues("2026-07-01")] == ["absurd_amount"]


def test_of_two_prices_for_one_offer_the_cheaper_is_kept_and_the_other_named(store: Store) -> None:
    """Whichever came first."""
    store.add_sources([channel_source()], on=DAYS[0])

    night(store, DAYS[0], {"songshu": [own(offer(), CUT)]})
    tally = night(store, DAYS[1], {"songshu": [own(CUT, offer())]})["songshu"]

    assert (tally.offers_unchanged, tally.issues) == (1, 1)
    assert _points(store) == [("0.4", 1, None)]


def test_hostile_text_is_stored_as_far_as_it_can_be(store: Store) -> None:
    """NUL is the one character PostgreSQL has no place for."""
    store.add_sources([channel_source()], on=DAYS[0])
    nasty = offer("a\0b", listed_as="\u202ea\0b", group="组" * 5000)

    night(store, DAYS[0], {"songshu": [own(nasty)]})
    tally = night(store, DAYS[1], {"songshu": [own(nasty)]})["songshu"]

    (view,) = store.offers_on(DAYS[1])
    assert view.offer.model == "a\ufffdb"
    assert tally.offers_unchanged == 1


def test_decimals_come_back_exactly(store: Store) -> None:
    """In one spelling, whatever the database keeps them as."""
    store.add_sources([channel_source()], on=DAYS[0])
    sums = ["0.1000", "1E+3", "12345678901234567890.123456789012345678", "0.00", "-0"]

    night(store, DAYS[0], {"songshu": [own(*(offer(f"m{n}", s) for n, s in enumerate(sums)))]})

    found = sorted(store.offers_on(DAYS[0]), key=lambda view: view.offer.model)
    assert [str(view.offer.paid) for view in found] == [
        "0.1",
        "1000",
        "12345678901234567890.123456789012345678",
        "0",
        "0",
    ]
