"""A replay reads and judges every night again: it restores, repairs, and sends nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fixtures.market import NIGHTS
from market.types import Outcome
from market.visits import Visited
from monitor import reading
from monitor.house import House
from monitor.nightly import run_night
from monitor.reading import Understood
from monitor.replay import interrupted, replay
from storage.views import Planned

AT = datetime(2026, 8, 6, tzinfo=UTC)


def _memory(house: House) -> list[bytes]:
    return list(house.store.export_canonical())


def _hush(_line: str) -> None:
    """Tell nobody."""


def test_a_replay_leaves_the_memory_as_it_is(rooms: House) -> None:
    """Byte for byte, alerts and leads included; and nothing is owed to anybody."""
    before, sources = _memory(rooms), rooms.store.sources()
    sent = rooms.store.dispatches("done")
    assert any(b'"new_channel"' in line for line in before)
    told: list[str] = []

    assert replay(rooms, told.append) == 3

    assert _memory(rooms) == before
    assert rooms.store.sources() == sources
    assert rooms.store.dispatches("done") == sent
    assert rooms.store.dispatches("pending") == []
    assert [line[:10] for line in told] == [f"{night}" for night in NIGHTS[:3]]


def test_what_was_lost_is_restored(rooms: House) -> None:
    """Readings dropped by hand, alerts and leads with them."""
    before = _memory(rooms)
    rooms.store.forget_readings()
    assert not any(b"price_point" in line for line in _memory(rooms))

    replay(rooms, _hush)

    assert _memory(rooms) == before


def test_what_people_decided_stays(rooms: House) -> None:
    lead = rooms.store.leads()[0]
    seen, aside = rooms.store.alerts()[:2]
    rooms.store.decide(lead.id, "true", reason="bought elsewhere", by="mara", at=AT)
    rooms.store.set_alert_state(seen.id, "acknowledged", by="mara", at=AT)
    end = AT + timedelta(days=9)
    rooms.store.set_alert_state(aside.id, "silenced", by="mara", at=AT, until=end)
    rooms.store.mark("heron-relay.example", "not_resale", by="mara", at=AT)
    before, states = _memory(rooms), rooms.store.alert_states()

    replay(rooms, _hush)

    assert _memory(rooms) == before
    assert rooms.store.alert_states() == states
    assert [one.disposition for one in rooms.store.decisions(lead.id)] == ["true"]


def test_a_better_reader_repairs_alerts_and_leads(
    rooms: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a reader got wrong is no longer accused; what it now sees is, on its own night."""
    newcomer = "bittern-relay.example"
    understand = reading.understand
    good = _memory(rooms)

    def blind(house: House, planned: Planned, visited: Visited, on: Any) -> Understood:
        found = understand(house, planned, visited, on)
        kept = tuple(
            one
            for one in found.sightings
            if newcomer not in (one.seller.url or "" if one.seller else "")
        )
        return Understood(found.reading, kept, found.issues, found.health)

    monkeypatch.setattr(reading, "understand", blind)
    replay(rooms, _hush)
    assert newcomer not in {lead.channel for lead in rooms.store.leads()}

    monkeypatch.setattr(reading, "understand", understand)
    replay(rooms, _hush)
    assert _memory(rooms) == good


def test_an_interrupted_replay_is_finished_before_the_next_night(
    rooms: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next night would take everything it sees for new."""
    before = _memory(rooms)
    monkeypatch.setattr("monitor.replay.judge_night", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        replay(rooms, _hush)
    monkeypatch.undo()
    assert interrupted(rooms.store)

    night = run_night(rooms, NIGHTS[2])

    assert night.ending == "nothing_due"
    assert not interrupted(rooms.store)
    assert _memory(rooms) == before


def _power_cut(*_args: object) -> None:
    raise KeyboardInterrupt


def test_a_night_left_open_is_not_judged_before_its_end(rooms: House) -> None:
    """A replay reads what it fetched and leaves the rest to the night itself."""
    run = rooms.store.open_run(
        on=NIGHTS[3], started_at=AT, code_version="0", settings_digest="", candidate_budget=0
    )
    visit = rooms.store.plan(run.id)[0].visit
    rooms.store.record_visited(run.id, Visited(visit.id, Outcome.UNREACHABLE))
    alerts = rooms.store.alerts()

    replay(rooms, _hush)

    assert [one.on for one in rooms.store.open_runs()] == [NIGHTS[3]]
    assert rooms.store.plan(run.id)[0].state == "remembered"
    assert rooms.store.alerts() == alerts


def test_the_command_counts_nights(run: Any, mine: Any, tmp_path: Path) -> None:
    ended = run("replay", "--json", "--config", mine.config)

    assert (ended.status, ended.json()) == (0, {"nights": 3})
    assert len(ended.err.splitlines()) == 3
