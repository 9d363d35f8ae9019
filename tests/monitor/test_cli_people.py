"""What people say to alerts, leads, channels and sources; ids as short as tables show them."""

from datetime import date, timedelta
from typing import Any

import pytest

from storage import Store

DAY = timedelta(days=1)


def _first(run: Any, place: Any, noun: str) -> dict[str, Any]:
    told: list[dict[str, Any]] = run(noun, "list", "--json", "--config", place.config).json()
    return told[0]


@pytest.mark.parametrize("length", [8, 12, 64])
def test_an_alert_is_acknowledged_by_the_start_of_its_id(run: Any, mine: Any, length: int) -> None:
    alert = _first(run, mine, "alerts")
    args = ("alerts", "ack", alert["id"][:length], "--by", "mara", "--why", "seen")
    ended = run(*args, "--config", mine.config)

    assert (ended.status, ended.out) == (0, f"{alert['id'][:8]}: acknowledged\n")
    after = _first(run, mine, "alerts")
    assert (after["state"], after["decided_by"], after["decided_why"]) == (
        "acknowledged",
        "mara",
        "seen",
    )


def test_silence_ends_by_itself(run: Any, mine: Any) -> None:
    alert = _first(run, mine, "alerts")
    until = f"{date.today() + DAY:%Y-%m-%d}"  # noqa: DTZ011 - the very day does not matter
    told = run(
        "alerts", "silence", alert["id"][:8], "--until", until, "--json", "--config", mine.config
    )
    assert told.json()["until"] == until
    silent = run("alerts", "list", "--state", "silenced", "--json", "--config", mine.config).json()
    assert [(one["id"], one["silent_until"]) for one in silent] == [(alert["id"], until)]

    with Store.open(mine.url) as store:
        [said] = store.alert_states()
        assert said.until is not None
        over, at = said.until - 3 * DAY, said.until - 4 * DAY
        store.set_alert_state(alert["id"], "silenced", by="mara", at=at, until=over)

    assert _first(run, mine, "alerts")["state"] == "open"


@pytest.mark.parametrize("called", ["id", "short", "channel"])
def test_a_lead_is_decided_by_id_or_channel(run: Any, mine: Any, called: str) -> None:
    lead = _first(run, mine, "leads")
    name = {"id": lead["id"], "short": lead["id"][:8], "channel": lead["channel"]}[called]
    ended = run("leads", "decide", name, "true", "--by", "mara", "--config", mine.config, "--json")
    assert ended.json() == {"id": lead["id"], "disposition": "true", "by": "mara", "why": ""}

    shown = run("leads", "show", name, "--json", "--config", mine.config).json()
    assert (shown["status"], shown["disposition"]) == ("done", "true")
    assert [(one["by"], one["disposition"]) for one in shown["decisions"]] == [("mara", "true")]
    assert "mara" in run("leads", "show", name, "--config", mine.config).out


def test_an_ambiguous_start_asks_for_more(run: Any, mine: Any) -> None:
    with Store.open(mine.url) as store:
        ids = [alert.id for alert in store.alerts()]
    letter = max("0123456789abcdef", key=lambda one: sum(i.startswith(one) for i in ids))
    ended = run("alerts", "ack", letter, "--config", mine.config)

    assert ended.status == 1
    assert "give more of the id" in ended.err


def test_leads_are_written_as_lines(run: Any, mine: Any) -> None:
    out = mine.folder / "leads.jsonl"
    ended = run("leads", "export", "--out", str(out), "--config", mine.config, "--json")

    assert ended.json() == {
        "leads": len(out.read_bytes().splitlines()),
        "out": str(out),
        "format": "jsonl",
    }


def test_channels_are_marked_and_merged(run: Any, mine: Any) -> None:
    config = ("--config", mine.config)
    marked = run("channels", "mark", "heron-relay.example", "not_resale", "--json", *config)
    assert marked.json()["status"] == "not_resale"
    run("channels", "merge", "heron-relay.example", "quail-api.example", *config)

    assert run("channels", "merge", "heron-relay.example", "quail-api.example", *config).status == 1
    shown = run("channels", "show", "quail-api.example", "--json", *config).json()
    assert (shown["channel"]["key"], shown["channel"]["status"]) == (
        "heron-relay.example",
        "not_resale",
    )
    assert shown["offers"]
    assert shown["identifiers"]


def test_a_paused_source_is_not_due(run: Any, mine: Any) -> None:
    config = ("--config", mine.config, "--json")

    def due() -> set[str]:
        told = run("sources", "due", "--on", "2026-08-20", *config).json()
        return {one["name"] for one in told}

    assert "heron" in due()
    assert run("sources", "pause", "heron", *config).json() == {"name": "heron", "paused": True}
    assert "heron" not in due()
    run("sources", "pause", "heron", "--resume", *config)
    assert "heron" in due()


def test_sources_are_added_once(run: Any, empty: Any) -> None:
    config = ("--config", empty.config, "--json")
    listed = empty.folder / "list.toml"
    text = '[[source]]\nname = "{}"\nurl = "https://a.example/"\n'
    listed.write_text(text.format("a") + text.format("b"), encoding="utf-8")

    assert run("sources", "load", str(listed), *config).json() == {"sources": 2, "new": 2}
    assert run("sources", "load", str(listed), *config).json() == {"sources": 2, "new": 0}
    args = ("sources", "add", "c", "https://c.example/", "--kind", "forum", "--family", "discourse")
    assert run(*args, *config).json()["new"] is True
    known = run("sources", "list", *config).json()
    assert [one["source"]["name"] for one in known] == ["a", "b", "c"]
