"""A run's plan is frozen when it is opened, and taken up again after a kill."""

from datetime import date, timedelta

import pytest
from market_nights import (
    DAYS,
    STARTED,
    capture,
    channel_source,
    close,
    directory,
    fetch,
    night,
    offer,
    open_run,
    own,
)

from market.types import Issue, Level, Outcome, Source, SourceKind
from market.visits import Leak, Visited
from storage import Store, StoreError, Unknown

SHOWN = [own(offer())]


def test_places_that_list_others_are_read_before_channels(store: Store) -> None:
    """By kind, then by name: results do not depend on who answers first."""
    store.add_sources([channel_source("b"), channel_source("a"), directory("z")], on=DAYS[0])

    plan = store.plan(open_run(store, DAYS[0]).id)

    assert [one.visit.name for one in plan] == ["z", "a", "b"]
    assert [one.visit.id for one in plan][:1] == ["2026-07-01/source/z"]
    assert {one.state for one in plan} == {"planned"}


def test_an_open_run_of_the_date_is_resumed_with_its_plan(store: Store) -> None:
    """A source added meanwhile waits for the next night."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    run = open_run(store, DAYS[0])
    store.add_sources([channel_source("b")], on=DAYS[0])

    again = open_run(store, DAYS[0])

    assert (again.id, again.resumed, run.resumed) == (run.id, True, False)
    assert [one.visit.name for one in store.plan(again.id)] == ["a"]
    assert [one.id for one in store.open_runs()] == [run.id]


def test_a_second_run_of_a_date_has_an_id_of_its_own(store: Store) -> None:
    """And nothing to do, unless it is due several times a day."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    close(store, open_run(store, DAYS[0]))

    second = open_run(store, DAYS[0])

    assert second.id == "2026-07-01.2"
    assert store.plan(second.id) == []


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [("1d", [1, 2, 3, 4, 5]), ("2d", [1, 3, 5]), ("12h", [1, 2, 3, 4, 5]), ("48h", [1, 3, 5])],
)
def test_the_cadence_counts_from_the_last_plan(
    store: Store, cadence: str, expected: list[int]
) -> None:
    """In nights."""
    store.add_sources([Source("a", "https://a.example/", cadence=cadence)], on=DAYS[0])

    due = [day.day for day in DAYS[:5] if "a" in night(store, day, {"a": SHOWN})]

    assert due == expected


def test_a_failure_is_due_again_the_next_night(store: Store) -> None:
    """Whatever the cadence; a success waits its turn."""
    store.add_sources([Source("a", "https://a.example/", cadence="7d")], on=DAYS[0])
    night(store, DAYS[0], {"a": Outcome.UNREACHABLE})

    assert [source.name for source in store.due(DAYS[0])] == []
    assert [source.name for source in store.due(DAYS[1])] == ["a"]
    night(store, DAYS[1], {"a": SHOWN})
    assert [source.name for source in store.due(DAYS[2])] == []


@pytest.mark.parametrize("cadence", ["", "d", "0d", "1w", "-1d", "1.5d"])
def test_a_cadence_nobody_understands_is_refused_when_it_is_given(
    store: Store, cadence: str
) -> None:
    """Not at two in the morning."""
    with pytest.raises(StoreError, match="whole days nor whole hours"):
        store.add_sources([Source("a", "https://a.example/", cadence=cadence)], on=DAYS[0])


def test_a_paused_source_is_not_due(store: Store) -> None:
    """Until it is resumed."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    store.pause("a", True)
    assert store.due(DAYS[0]) == []

    store.pause("a", False)

    assert [source.name for source in store.due(DAYS[0])] == ["a"]
    with pytest.raises(Unknown, match="sources list"):
        store.pause("nobody", True)


def test_a_source_added_again_keeps_its_past(store: Store) -> None:
    """Its address and cadence are the new ones."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    night(store, DAYS[0], {"a": SHOWN})

    added = store.add_sources(
        [Source("a", "https://aa.example/", SourceKind.CHANNEL, None, "3d")], on=DAYS[5]
    )

    (state,) = store.sources()
    assert (added, state.added_on, state.reads) == (0, DAYS[0], 1)
    assert (state.source.url, state.source.cadence) == ("https://aa.example/", "3d")


def test_a_visit_knows_the_pages_of_the_last_healthy_one(store: Store) -> None:
    """What a doubtful read brought is asked for in full again."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    night(store, DAYS[0], {"a": SHOWN})
    night(store, DAYS[1], {"a": SHOWN}, healthy=False)

    (planned,) = store.plan(open_run(store, DAYS[2]).id)

    (known,) = planned.visit.known
    assert (known.url, known.etag) == ("https://a.example/pricing", '"1"')
    assert planned.visit.family is None  # after a failure nothing is taken for granted
    assert (planned.reads, planned.counts) == (1, (1,))


def test_a_visit_recorded_twice_is_recorded_once(store: Store) -> None:
    """A resumed crawl may repeat itself."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    run = open_run(store, DAYS[0])
    (planned,) = store.plan(run.id)
    fetch(store, run, planned.visit.id, "https://a.example/")
    fetch(store, run, planned.visit.id, "https://a.example/", requests=99)

    (planned,) = store.plan(run.id)

    assert planned.visited is not None
    assert (planned.state, planned.visited.requests) == ("fetched", 2)
    with pytest.raises(Unknown):
        store.record_visited(run.id, Visited("nothing", Outcome.READ))


def test_bytes_are_found_where_they_were_first_stored(store: Store) -> None:
    """A page that did not change points to them by its digest; leaks are kept as fingerprints."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    leak = Leak("anthropic", "sk-ant", "ab" * 32)
    for day, unchanged in ((DAYS[0], False), (DAYS[1], True)):
        run = open_run(store, day)
        page = capture("https://a.example/", "e" * 64, unchanged)
        page = type(page)(page.evidence, f"{day}.warc.gz", 7, unchanged, leaks=(leak,))
        visit = store.plan(run.id)[0].visit.id
        store.record_visited(run.id, Visited(visit, Outcome.READ, captures=(page,)))
        close(store, run)

    found = store.capture("e" * 64)

    assert found is not None
    assert found.warc == "2026-07-01.warc.gz"
    assert store.capture("0" * 64) is None
    assert [(one.sha256, one.first_seen) for one in store.leaks()] == [("ab" * 32, DAYS[0])]


def test_a_night_in_figures(store: Store) -> None:
    """Counted from rows: asked twice, it says the same."""
    store.add_sources([channel_source("a"), channel_source("b"), directory()], on=DAYS[0])
    issue = Issue(Level.WARNING, "unset_ratio", "37.5")
    shown = {"a": [own(offer(), url="https://a.example/")], "lists": Outcome.BLOCKED}
    night(store, DAYS[0], shown, issues=[issue])

    tally = store.tally("2026-07-01")

    sources = tally.sources
    assert (sources.due, sources.read, sources.blocked, sources.unreachable) == (3, 1, 1, 1)
    assert (tally.pages, tally.requests, tally.bytes, tally.issues) == (3, 6, 27, 1)
    assert (tally.channels_new, tally.channels_known, tally.offers_new) == (1, 0, 1)
    assert tally.rows_written > 0
    assert store.tally("2026-07-01") == tally
    assert [(one.source, one.issue.code) for one in store.issues("2026-07-01")] == [
        ("a", "unset_ratio")
    ]
    assert [(one.source, one.outcome, one.failures) for one in store.health(DAYS[0])] == [
        ("a", Outcome.READ, 0),
        ("b", Outcome.UNREACHABLE, 1),
        ("lists", Outcome.BLOCKED, 1),
    ]


def test_a_closed_run_stays_as_it_is(store: Store) -> None:
    """Closing it again does not touch its tally."""
    run = open_run(store, date(2026, 7, 1))
    store.close_run(run.id, closed_at=STARTED, tally=b"first")
    store.close_run(run.id, closed_at=STARTED + timedelta(days=1), tally=b"second")

    (closed,) = store.runs(1)

    assert (closed.tally, closed.closed_at, closed.state) == (b"first", STARTED, "closed")
    with pytest.raises(Unknown, match="no run"):
        store.close_run("1999-01-01", closed_at=STARTED, tally=b"")
