"""Operators on the command line: who belongs together, why, and what a person says to it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from market.types import Evidence, Identifier, Listing, Outcome, Source
from market.visits import Capture, Sighting, Visited
from storage import Store

ON, AT = date(2026, 7, 1), datetime(2026, 7, 1, 2, tzinfo=UTC)
KEY = Identifier("turnstile_site_key", "0x4AAA")
SHOPS = {
    "birch": [KEY, Identifier("affiliate_code", "linuxfan")],
    "cedar": [KEY, Identifier("telegram", "owner")],
    "maple": [Identifier("telegram", "@owner")],
    "willow": [Identifier("affiliate_code", "linuxfan")],
}


def _seen(name: str) -> Sighting:
    url = f"https://{name}.example/"
    shown = Listing("site", name, "", url=url, digest="d" * 64)
    return Sighting(None, url, (shown,), identifiers=tuple(SHOPS[name]))


@pytest.fixture
def linked(empty: Any) -> Any:
    """Four shops as one night saw them: three are one operator's."""
    with Store.open(empty.url) as store:
        store.add_sources([Source(name, f"https://{name}.example/") for name in SHOPS], on=ON)
        run = store.open_run(
            on=ON, started_at=AT, code_version="", settings_digest="", candidate_budget=0
        )
        for planned in store.plan(run.id):
            visit = planned.visit
            page = Evidence(visit.url, AT, 200, "text/html", "d" * 64, "d" * 64, "allowed")
            fetched = Visited(visit.id, Outcome.READ, captures=(Capture(page, "a.warc.gz", 0),))
            store.record_visited(run.id, fetched)
            store.remember(
                run.id,
                visit.id,
                on=ON,
                sightings=[_seen(visit.name)],
                outcome=Outcome.READ,
                family="new_api",
                healthy=True,
            )
        store.link_operators(ON, run_id=run.id)
        store.close_run(run.id, closed_at=AT, tally=b"{}")
    return empty


def _groups(run: Any, place: Any) -> list[list[str]]:
    told = run("operators", "list", "--json", "--config", place.config).json()
    return [[member["channel"] for member in one["members"]] for one in told]


def test_operators_are_listed_and_shown(run: Any, linked: Any) -> None:
    assert _groups(run, linked) == [["birch.example", "cedar.example", "maple.example"]]

    [one] = run("operators", "list", "--json", "--config", linked.config).json()
    shown = run("operators", "show", "maple", "--json", "--config", linked.config).json()
    assert (shown["id"], shown["state"]) == (one["id"], "believed")
    assert [tie["shared"][0]["kind"] for tie in shown["ties"]] == ["turnstile_site_key", "telegram"]
    assert {event["kind"] for event in shown["events"]} == {"formed", "joined"}

    table = run("operators", "show", one["id"], "--config", linked.config).out
    assert "turnstile_site_key" in table
    channel = run("channels", "show", "birch", "--json", "--config", linked.config).json()
    assert channel["channel"]["operator"] == one["id"]
    assert one["id"] in run("operators", "list", "--config", linked.config).out
    assert "operators list" in run("operators", "show", "willow", "--config", linked.config).err


def test_the_way_from_one_to_the_other_is_told(run: Any, linked: Any) -> None:
    """Step by step: what the two share, since when, who shows it, how many do."""
    asked = ("channels", "why", "birch", "maple")
    ended = run(*asked, "--config", linked.config)
    assert ended.status == 0
    assert ended.out.startswith("birch.example and maple.example: one operator's\n")
    for word in ("turnstile_site_key", "0x4AAA", "telegram", "owner", "2 of at most 30", "strong"):
        assert word in ended.out

    told = run(*asked, "--json", "--config", linked.config).json()
    assert (told["together"], [step["other"] for step in told["steps"]]) == (
        True,
        ["cedar.example", "maple.example"],
    )
    shared = told["steps"][0]["tie"]["shared"][0]
    assert (shared["sources"], shared["since"]) == (["birch", "cedar"], "2026-07-01")


def test_why_two_are_not_together_is_told_with_its_own_status(run: Any, linked: Any) -> None:
    ended = run("channels", "why", "birch", "willow", "--config", linked.config)
    assert ended.status == 4
    said = " ".join(ended.out.split())
    assert "says nothing of who runs them" in said
    assert "identifies who promotes" in said
    told = run("channels", "why", "cedar", "willow", "--json", "--config", linked.config)
    assert (told.status, told.json()["answer"]) == (4, "nothing_shared")
    assert run("channels", "why", "cedar", "oak", "--config", linked.config).status == 1


def test_a_person_splits_merges_and_confirms(run: Any, linked: Any) -> None:
    said = ("--by", "mara", "--why", "asked them", "--config", linked.config)
    assert run("channels", "apart", "maple", "cedar", *said).out == "maple apart from cedar\n"
    assert _groups(run, linked) == [["birch.example", "cedar.example"]]
    why = run("channels", "why", "maple", "cedar", "--config", linked.config)
    assert (why.status, "said by mara: asked them" in why.out) == (4, True)

    assert run("operators", "merge", "birch", "willow", *said).status == 0
    assert _groups(run, linked) == [["birch.example", "cedar.example", "willow.example"]]
    split = run("operators", "split", "birch", "willow", "--json", *said).json()
    assert split["from"] == ["birch.example", "cedar.example"]

    confirmed = run("operators", "confirm", "birch", "--json", *said).json()
    shown = run("operators", "show", confirmed["operator"], "--json", "--config", linked.config)
    assert shown.json()["state"] == "confirmed"
    assert {one["by"] for one in shown.json()["decisions"]} == {"mara"}
    assert "asked them" in run("operators", "show", "birch", "--config", linked.config).out


def test_what_is_too_large_is_a_question_in_the_list(run: Any, linked: Any) -> None:
    linked.write("[operators]\nchannels_at_most = 2\n")
    told = run("operators", "list", "--json", "--config", linked.config).json()
    assert told[-1]["state"] == "too_large"
    assert "operators merge" in run("operators", "list", "--config", linked.config).out


@pytest.mark.parametrize("width", [80, 200])
def test_tables_of_operators_fit_their_terminal(
    run: Any, linked: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for args in (("operators", "list"), ("operators", "show", "birch")):
        out = run(*args, "--config", linked.config).out
        assert max(map(len, out.splitlines())) <= width
