"""The doctor names what is wrong with each thing a night needs, and what to do about it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.doctor import Finding, examine
from monitor.settings import load
from storage import Store

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def _found(tmp_path: Path, **sections: Any) -> dict[str, Finding]:
    store = {"url": f"sqlite:///{tmp_path / 'x.db'}", "archive": tmp_path / "archive"}
    reports = {"folder": tmp_path / "report"}
    chosen = load(**{"store": store, "reports": reports, **sections})
    return {finding.check: finding for finding in examine(chosen, NOW)}


def test_every_need_is_checked(tmp_path: Path) -> None:
    found = _found(tmp_path, crawl={"contact": "mailto:abuse@ops.example"})

    assert list(found) == [
        *("database", "archive", "report", "disk", "clock", "schedule", "contact", "identity"),
        *("browser", "price book", "exchange rates", "weights", "targets"),
    ]
    assert {finding.grade for finding in found.values()} <= {"ok", "warning"}
    assert "(+mailto:abuse@ops.example)" in found["identity"].message


FILE = "a file where a folder should be"
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("database", "warning", "`resalewatch sources load FILE`", {}),
    (
        "database",
        "error",
        "cannot be reached; start the server",
        {"store": {"url": "postgresql://u:hush@127.0.0.1:1/x"}},
    ),
    ("database", "error", "not a database URL", {"store": {"url": "nonsense"}}),
    ("archive", "error", "name another in settings", {"store": {"archive": FILE}}),
    ("report", "error", "name another in settings", {"reports": {"folder": FILE}}),
    ("schedule", "error", "never comes", {"schedule": {"cron": "0 2 31 2 *"}}),
    ("contact", "error", "set crawl.contact", {}),
    ("contact", "warning", "neither a mail address", {"crawl": {"contact": "us"}}),
    ("browser", "ok", "switched off", {"crawl": {"browser": False}}),
    ("price book", "error", "cannot be read", {"market": {"prices": "/nowhere.csv"}}),
    ("exchange rates", "error", "cannot be read", {"market": {"fx": "/nowhere.csv"}}),
    ("weights", "error", "cannot be read", {"trends": {"weights": "/nowhere.csv"}}),
    ("targets", "warning", "`resalewatch leads list`", {}),
    (
        "targets",
        "error",
        "is no http(s) address",
        {"alerts": {"targets": [{"name": "d", "kind": "webhook", "url": "x", "secret": "y"}]}},
    ),
]


@pytest.mark.parametrize(("check", "grade", "said", "sections"), CASES)
def test_what_is_wrong_is_said(
    tmp_path: Path, check: str, grade: str, said: str, sections: dict[str, Any]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    store = {"url": f"sqlite:///{tmp_path / 'x.db'}", "archive": tmp_path / "archive"}
    told = {
        name: {key: file if value == FILE else value for key, value in section.items()}
        for name, section in sections.items()
    }
    found = _found(tmp_path, **{**told, "store": {**store, **told.get("store", {})}})[check]

    assert found.grade == grade, found
    assert said in found.message
    assert "hush" not in found.message


def test_old_rates_and_nights_ahead_of_the_clock_are_seen(tmp_path: Path) -> None:
    rates = tmp_path / "fx.csv"
    rates.write_text("date,CNY\n2026-06-01,7\n", encoding="utf-8")
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        ahead: date = (NOW + timedelta(days=9)).date()
        store.open_run(
            on=ahead, started_at=NOW, code_version="", settings_digest="", candidate_budget=0
        )
    found = _found(tmp_path)

    assert found["clock"].grade == "warning"
    assert f"{ahead}" in found["clock"].message


def test_the_command_fails_where_something_is_broken(run: Any, empty: Any) -> None:
    """Without a contact nothing but loopback is fetched: that is an error."""
    ended = run("doctor", "--json", "--config", empty.config)
    assert ended.status == 1
    told = {one["check"]: one["grade"] for one in ended.json()}
    assert told["contact"] == "error"

    shown = run("doctor", "--config", empty.config)
    assert (shown.status, "set crawl.contact" in shown.out) == (1, True)
