"""What lists say to people on narrow and wide terminals, and to programs."""

import re
from typing import Any

import pytest
from rich.cells import cell_len

LISTS = [
    ("sources", "list"),
    ("sources", "due", "--on", "2026-08-06"),
    ("channels", "list"),
    ("channels", "list", "--status", "confirmed"),
    ("channels", "show", "heron-relay.example"),
    ("alerts", "list"),
    ("alerts", "list", "--rule", "new_channel", "--since", "2026-08-05"),
    ("leads", "list"),
    ("leads", "show", "bittern-relay.example"),
    ("prices", "disagreements"),
    ("coverage",),
    ("ask", "region"),
    ("ask", "model"),
    ("ask", "cheapest"),
    ("ask", "dispersion"),
    ("nightly", "--dry-run", "--on", "2026-08-06"),
]


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("args", LISTS, ids=" ".join)
def test_a_table_fits_its_terminal(
    run: Any, played: Any, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ended = run(*args, "--config", played.config)

    assert (ended.status, ended.err) == (0, "")
    assert len(ended.out.splitlines()) > 2
    assert max(cell_len(line) for line in ended.out.splitlines()) <= width


@pytest.mark.parametrize("args", [("sources", "list"), ("channels", "list"), ("alerts", "list")])
def test_keys_and_dates_are_never_broken_in_two(
    run: Any, played: Any, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(*args, "--config", played.config).out
    told = run(*args, "--config", played.config, "--json").json()

    for one in told:
        key = one.get("key") or one.get("id", "")[:8] or one["source"]["name"]
        assert re.search(rf"^{re.escape(key)}\b", shown, re.MULTILINE), key


@pytest.mark.parametrize("args", LISTS, ids=" ".join)
def test_a_list_is_json_for_programs(run: Any, played: Any, args: tuple[str, ...]) -> None:
    told = run(*args, "--config", played.config, "--json").json()

    assert told


SHAPES = [
    (
        ("alerts", "list"),
        {"id", "rule", "on", "channel", "reason", "severity", "state", "entities", "evidence"},
    ),
    (
        ("channels", "list"),
        {"key", "name", "status", "url", "first_seen", "last_seen", "aliases", "offers", "sources"},
    ),
    (
        ("leads", "list"),
        {"id", "channel", "score", "parts", "evidence", "status", "disposition", "opened_on"},
    ),
]


@pytest.mark.parametrize(("args", "keys"), SHAPES, ids=[shape[0][0] for shape in SHAPES])
def test_every_entry_has_the_same_flat_keys(
    run: Any, played: Any, args: tuple[str, ...], keys: set[str]
) -> None:
    told = run(*args, "--config", played.config, "--json").json()

    assert all(set(one) == set(told[0]) and keys <= set(one) for one in told)
    for one in told:
        for key in ("on", "first_seen", "opened_on"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.get(key, "2026-08-03")), one


def test_an_alert_names_its_channel(run: Any, played: Any) -> None:
    told = run("alerts", "list", "--rule", "new_channel", "--config", played.config, "--json")

    new = told.json()
    assert "bittern-relay.example" in {alert["channel"] for alert in new}
    assert all(f"channel:{alert['channel']}" in alert["entities"] for alert in new)


def test_an_empty_store_says_what_to_do(run: Any, empty: Any) -> None:
    for noun in ("sources", "channels", "alerts", "leads"):
        ended = run(noun, "list", "--config", empty.config)
        assert ended.status == 0
        assert len(ended.out.splitlines()) == 1
        assert run(noun, "list", "--config", empty.config, "--json").json() == []


def test_the_settings_may_be_named_before_the_command(run: Any, played: Any) -> None:
    before = run("--config", played.config, "channels", "list", "--json")

    assert before.json() == run("channels", "list", "--json", "--config", played.config).json()


@pytest.mark.parametrize("topic", ["lag", "survival", "volume", "payment"])
def test_what_is_asked_is_answered_in_words_and_for_programs(
    run: Any, played: Any, topic: str
) -> None:
    assert run("ask", topic, "--config", played.config).out
    assert run("ask", topic, "--config", played.config, "--json").json()


def test_what_nobody_can_ask_is_refused(run: Any, played: Any, empty: Any) -> None:
    assert "'colour' is none of" in run("ask", "colour", "--config", played.config).err
    assert "no night yet" in run("ask", "region", "--config", empty.config).err
