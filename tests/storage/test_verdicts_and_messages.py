"""Alerts are raised once, leads keep what people decided, messages are owed until delivered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from market_nights import DAYS, STARTED, open_run

from market.judgement import Alert, Dispatch, EvidenceRef, Lead, ScorePart, Severity
from storage import Store, Unknown
from storage.views import Raised

ALERT = Alert(
    id="a1",
    rule="new_channel",
    entities=("channel:songshu.example",),
    on=DAYS[0],
    severity=Severity.WARN,
    title="Songshu is new",
    reason="first listed tonight",
    evidence=(EvidenceRef("https://songshu.example/", "d" * 64, "官转", "text", DAYS[0]),),
)
LEAD = Lead(
    id="l1",
    channel="songshu.example",
    name="Songshu",
    opened_on=DAYS[0],
    updated_on=DAYS[0],
    score=40,
    score_version="1",
    parts=(ScorePart("discount", 40, "88 % below list"),),
    alerts=("a1",),
    evidence=(),
)
LEASE = timedelta(minutes=10)


def owed(number: int, target: str = "hook", entity: str = "songshu.example") -> Dispatch:
    """A message."""
    return Dispatch(f"m{number}", target, entity, "alert", f'{{"n":{number}}}')


def test_what_is_raised_again_is_not_new(store: Store) -> None:
    """Neither alert nor lead nor message."""
    run = open_run(store, DAYS[0])

    assert store.raise_alerts(run.id, [ALERT], [LEAD], [owed(1)]) == Raised(("a1",), ("l1",), ())
    assert store.raise_alerts(run.id, [ALERT], [LEAD], [owed(1)]) == Raised((), (), ())

    assert store.alerts() == [ALERT]
    assert store.leads() == [LEAD]
    assert len(store.claim_dispatches(STARTED, LEASE, 9)) == 1
    assert store.tally(run.id).alerts == {"new_channel": 1}
    assert (store.tally(run.id).leads_new, store.tally(run.id).leads_updated) == (1, 0)


def test_a_lead_is_rewritten_only_where_it_differs_and_keeps_what_people_said(
    store: Store,
) -> None:
    """A later date alone is no news; its opening day stays."""
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [LEAD], [])
    store.decide("l1", "true", by="mara", reason="bought and checked", at=STARTED)
    later = open_run(store, DAYS[1])
    dated = replace(LEAD, opened_on=DAYS[1], updated_on=DAYS[1])

    assert store.raise_alerts(later.id, [], [dated], []) == Raised((), (), ())
    assert store.raise_alerts(later.id, [], [replace(dated, score=55)], []) == Raised(
        (), (), ("l1",)
    )

    found = store.lead("l1")
    assert found == replace(LEAD, score=55, updated_on=DAYS[1], status="done", disposition="true")
    assert store.tally(later.id).leads_updated == 1


def test_decisions_are_added_never_edited(store: Store) -> None:
    """The lead shows the last."""
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [LEAD], [])
    for disposition in ("false", "benign"):
        store.decide("l1", disposition, by="mara", reason=f"it is {disposition}", at=STARTED)

    assert [one.disposition for one in store.decisions("l1")] == ["false", "benign"]
    assert store.leads()[0].disposition == "benign"
    with pytest.raises(Unknown, match="leads list"):
        store.decide("nobody", "true", by="mara", at=STARTED)
    with pytest.raises(Unknown, match="disposition"):
        store.decide("l1", "perhaps", by="mara", at=STARTED)


def test_a_person_silences_an_alert(store: Store) -> None:
    """With who, why and until when; raising it again does not wake it."""
    run = open_run(store, DAYS[0])
    store.raise_alerts(run.id, [ALERT], [], [])
    store.set_alert_state(
        "a1", "silenced", by="mara", reason="known", until=STARTED + LEASE, at=STARTED
    )
    store.raise_alerts(run.id, [ALERT], [], [])

    assert [alert.state for alert in store.alerts(rule="new_channel")] == ["silenced"]
    assert store.alerts(state="open") == []
    assert store.alerts(since=DAYS[1]) == []
    (state,) = store.alert_states()
    assert (state.by, state.until) == ("mara", STARTED + LEASE)
    with pytest.raises(Unknown, match="alerts list"):
        store.set_alert_state("a9", "open", by="mara", at=STARTED)


def test_a_message_is_leased_to_one_sender(store: Store) -> None:
    """Until the lease ends; then it is owed again, under the same id."""
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [], [owed(1)])

    assert store.claim_dispatches(STARTED, LEASE, 9) == [owed(1)]
    assert store.claim_dispatches(STARTED, LEASE, 9) == []
    assert store.claim_dispatches(STARTED + LEASE, LEASE, 9) == [owed(1)]


def test_messages_about_one_thing_keep_their_order_at_each_target(store: Store) -> None:
    """The second waits for the first; other things and other targets do not."""
    messages = [owed(1), owed(2), owed(3, entity="other.example"), owed(4, target="mail")]
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [], messages)

    assert [one.id for one in store.claim_dispatches(STARTED, LEASE, 9)] == ["m1", "m3", "m4"]
    store.dispatch_failed("m1", STARTED, STARTED + LEASE, "500")
    assert store.claim_dispatches(STARTED, LEASE, 9) == []
    (again,) = [one for one in store.claim_dispatches(STARTED + LEASE, LEASE, 9) if one.id == "m1"]
    assert again.attempts == 1
    store.dispatch_done("m1", STARTED)

    assert [one.id for one in store.claim_dispatches(STARTED, LEASE, 9)] == ["m2"]


def test_a_dead_letter_blocks_nobody_and_can_be_revived(store: Store) -> None:
    """It keeps its id and says what went wrong."""
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [], [owed(1), owed(2)])
    store.claim_dispatches(STARTED, LEASE, 9)

    store.dispatch_failed("m1", STARTED, None, "410 gone")

    assert [(one.id, error) for one, error in store.dispatches("dead")] == [("m1", "410 gone")]
    assert [one.id for one in store.claim_dispatches(STARTED, LEASE, 9)] == ["m2"]
    store.dispatch_done("m2", STARTED)
    store.revive_dispatch("m1")
    assert store.claim_dispatches(STARTED, LEASE, 9) == [owed(1)]
    with pytest.raises(Unknown):
        store.dispatch_done("m9", STARTED)


def test_a_late_failure_does_not_undo_a_delivery(store: Store) -> None:
    """Two senders, one of them slow: delivered stays delivered."""
    store.raise_alerts(open_run(store, DAYS[0]).id, [], [], [owed(1)])
    store.dispatch_done("m1", STARTED)

    store.dispatch_failed("m1", STARTED, None, "lease ran out")

    assert [one.id for one, _ in store.dispatches("done")] == ["m1"]
