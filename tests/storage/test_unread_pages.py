"""Pages that nobody read are found again by their issues, with the place of their bytes."""

from market_nights import DAYS, capture, channel_source, close, fetch, night, offer, open_run, own

from market.types import Issue, Level
from storage import Store

HOME = "https://a.example/"
CODES = ("orphan", "not_fetched")


def test_a_page_is_told_with_its_visit_and_its_bytes(store: Store) -> None:
    """Issues of other codes, and words that only look like a code, are none of these."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    issues = [
        Issue(Level.WARNING, "orphan", "no adapter owns this page", f"{HOME}pricing"),
        Issue(Level.ERROR, "not_fetched", "the prices are missing", f"{HOME}gone"),
        Issue(Level.INFO, "notxfetched", 'it says "orphan"', HOME),
    ]
    shown = [own(offer(), url=HOME)]
    night(store, DAYS[0], {"a": shown}, issues=issues)

    orphan, missing = store.unread(CODES)

    assert (orphan.on, orphan.name, orphan.target) == (DAYS[0], "a", "source")
    assert (orphan.issue.code, orphan.family) == ("orphan", "new_api")
    assert orphan.capture is not None
    assert orphan.capture.evidence.digest == "d" * 64
    assert (missing.issue.code, missing.capture) == ("not_fetched", None)


def test_the_newest_night_comes_first_and_others_may_be_left_out(store: Store) -> None:
    store.add_sources([channel_source("a")], on=DAYS[0])
    issue = Issue(Level.WARNING, "orphan", "no adapter owns this page", HOME)
    for day in DAYS[:2]:
        night(store, day, {"a": [own(offer(), url=HOME)]}, issues=[issue])

    assert [one.on for one in store.unread(CODES)] == [DAYS[1], DAYS[0]]
    assert [one.on for one in store.unread(CODES, DAYS[1])] == [DAYS[1]]
    assert list(store.unread(("empty",))) == []


def test_a_night_that_was_only_fetched_can_be_asked_too(store: Store) -> None:
    """What a killed night has not read yet is nobody's fault."""
    store.add_sources([channel_source("a")], on=DAYS[0])
    run = open_run(store, DAYS[0])
    (planned,) = store.plan(run.id)
    issue = Issue(Level.WARNING, "orphan", "x", HOME)
    fetch(store, run, planned.visit.id, HOME, captures=(capture(HOME),), issues=(issue,))

    (one,) = store.unread(CODES)
    close(store, run)

    assert (one.outcome, one.capture is not None) == (None, True)
