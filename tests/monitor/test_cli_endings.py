"""However a command is misused, it ends with a sentence and a status, never with a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

USAGE, FAILED, PARTIAL, NOTHING = 2, 1, 3, 4

WRONG = [
    ("nightly --on 2026-13-40", USAGE, "2026-13-40"),
    ("nightly", NOTHING, "Nothing is due"),
    ("nightly --dry-run", NOTHING, "Nothing is due"),
    ("sources due", NOTHING, "Nothing is due"),
    ("sources load /nowhere.toml", USAGE, "/nowhere.toml cannot be read"),
    ("sources load {folder}", USAGE, "cannot be read"),
    ("sources add x ftp://a.example", USAGE, "not an http(s) address"),
    ("sources add x http://[::1", USAGE, "not an http(s) address"),
    ("sources add x http://a.example:99999/", USAGE, "not an http(s) address"),
    ("sources add x http://a.example --kind shop", USAGE, "kind 'shop' is none of channel"),
    ("sources add x http://a.example --family shop", USAGE, "family 'shop' is none of"),
    ("sources add x http://a.example --cadence -1d", USAGE, "cadence '-1d'"),
    ("sources pause nobody", FAILED, "`resalewatch sources list`"),
    ("channels list --status great", USAGE, "'great' is not one of"),
    ("channels show nobody", FAILED, "`resalewatch channels list`"),
    ("channels mark nobody gone", FAILED, "`resalewatch channels list`"),
    ("channels mark nobody great", USAGE, "'great' is not one of"),
    ("channels merge nobody noone", FAILED, "`resalewatch channels list`"),
    ("alerts list --rule nothing", USAGE, "'nothing' is none of"),
    ("alerts list --state closed", USAGE, "'closed' is not one of"),
    ("alerts ack 0000", FAILED, "`resalewatch alerts list`"),
    ("alerts silence 0000 --until 2001-01-01", USAGE, "is over; name a day to come"),
    ("alerts silence 0000 --until soon", USAGE, "'soon' does not match"),
    ("leads show 0000", FAILED, "`resalewatch leads list`"),
    ("leads decide 0000 true --by mara", FAILED, "`resalewatch leads list`"),
    ("leads decide 0000 perhaps --by mara", USAGE, "'perhaps' is not one of"),
    ("leads decide 0000 true", USAGE, "--by"),
    ("leads export --out {folder}/no/where.jsonl", FAILED, "No such file or directory"),
    ("leads export --out {folder}/none.jsonl", NOTHING, "0 leads"),
    ("export", USAGE, "--canonical"),
    ("replay", NOTHING, "0 nights"),
    ("report", NOTHING, "`resalewatch nightly` runs one"),
    ("deliver", NOTHING, "[[alerts.targets]]"),
    ("probe relay.example", USAGE, "not an http(s) address"),
    ("probe http://127.0.0.1:1/ --fx CNY=7", USAGE, "not like USDCNY=6.80"),
    ("probe http://127.0.0.1:1/ --fx USDCNY=-7", USAGE, "not like USDCNY=6.80"),
    ("probe http://127.0.0.1:1/ --fx USDCNY=NaN", USAGE, "not like USDCNY=6.80"),
    ("fixture relay.example --family page --case a", USAGE, "not an http(s) address"),
    ("fixture http://127.0.0.1:1/ --family ../x --case a", USAGE, "is no name"),
    ("fixture http://10.0.0.1/ --family page --case a --root {folder}", PARTIAL, "refused"),
    ("prices refresh --litellm {config} --out {folder}/p.csv", USAGE, "is not litellm's"),
    ("fx refresh {config} --out {folder}/fx.csv", USAGE, "is not the ECB's"),
    ("demo --folder {folder}", USAGE, "is not a demo's folder"),
    ("tomorrow", USAGE, "No such command 'tomorrow'"),
]


@pytest.mark.parametrize(("line", "status", "said"), WRONG, ids=[row[0] for row in WRONG])
def test_a_command_ends_in_a_sentence(
    run: Any, empty: Any, monkeypatch: pytest.MonkeyPatch, line: str, status: int, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # so that no sentence is folded
    args = line.format(folder=empty.folder, config=empty.config).split()
    takes_none = args[:2] == ["fx", "refresh"] or args[0] in {"demo", "tomorrow"}
    ended = run(*args, *(() if takes_none else ("--config", empty.config)))

    assert ended.status == status, ended
    assert said in ended.out + ended.err
    assert "Traceback" not in ended.out + ended.err


SETTINGS = [
    ("no toml", USAGE, "is not TOML"),
    ('[store]\nurl = "nonsense"', USAGE, "not a database URL"),
    ('[store]\nurl = "mysql://x"', USAGE, "must be sqlite:///FILE"),
    ('[store]\nurl = "sqlite://"', USAGE, "must name a file"),
    (
        '[store]\nurl = "sqlite:////nowhere/x.db"\narchive = "{folder}/a"',
        FAILED,
        "cannot be opened",
    ),
    (
        '[store]\nurl = "postgresql://u:hush@127.0.0.1:1/x"\narchive = "{folder}/a"',
        FAILED,
        "cannot be reached; start the server",
    ),
    ('[store]\nurl = "sqlite:///{config}"\narchive = "{folder}/a"', FAILED, "is not a database"),
    ('[store]\nurl = "sqlite:///{folder}/x.db"\narchive = "{config}"', FAILED, "[store] archive"),
    ('[stroe]\nurl = "x"', USAGE, "setting stroe: there is no such setting"),
    ('[store]\nurk = "x"', USAGE, "setting store.urk: there is no such setting"),
    ("[crawl]\nhost_delay_seconds = -1", USAGE, "setting crawl.host_delay_seconds"),
    ('[crawl]\nallow_networks = ["home"]', USAGE, "setting crawl.allow_networks: 'home'"),
    ('[crawl]\nconnect_to = ["real.com=127.0.0.1:80"]', USAGE, "reserved names"),
    ('[schedule]\ncron = "nightly"', USAGE, "is not like '0 2 * * *'"),
    ('[schedule]\ntimezone = "Mars"', USAGE, "'Mars' is no time zone"),
    ('[schedule]\ntimezone = "America"', USAGE, "'America' is no time zone"),
    ('[[alerts.targets]]\nname = "desk"\nkind = "mail"', USAGE, "alerts.targets.0.kind"),
    ('[[alerts.targets]]\nname = "desk"\nkind = "file"', USAGE, "a file without a path"),
]


@pytest.mark.parametrize(("text", "status", "said"), SETTINGS, ids=[row[2] for row in SETTINGS])
def test_a_bad_setting_is_named(
    run: Any, tmp_path: Path, text: str, status: int, said: str
) -> None:
    config = tmp_path / "resalewatch.toml"
    told = text.replace("{folder}", str(tmp_path)).replace("{config}", str(config))
    config.write_text(told, encoding="utf-8")
    ended = run("sources", "list", "--config", str(config))

    assert ended.status == status, ended
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "hush" not in ended.err
    assert ended.out == ""


def test_settings_that_are_not_there(run: Any) -> None:
    ended = run("sources", "list", "--config", "/nowhere.toml")

    assert (ended.status, ended.err) == (USAGE, "resalewatch: no settings file at /nowhere.toml\n")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RESALEWATCH_CRAWLER__BROWSER", "1", "no section 'crawler'"),
        ("RESALEWATCH_CRAWL__ALLOW_NETWORKS", "home", "lists are given as JSON"),
        ("RESALEWATCH_CRAWL__HOST_DELAY_SECONDS", "slow", "crawl.host_delay_seconds"),
    ],
)
def test_a_bad_setting_in_the_environment_is_named(
    run: Any, empty: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = run("sources", "list", "--config", empty.config)

    assert ended.status == USAGE
    assert said in ended.err


@pytest.mark.parametrize("table", ["prices", "fx"])
def test_a_table_that_is_none_is_named(run: Any, tmp_path: Path, table: str) -> None:
    file = tmp_path / "table.csv"
    config = tmp_path / "resalewatch.toml"
    config.write_text(f'[market]\n{table} = "{file}"\n', encoding="utf-8")
    for text in ("", "date,CNY\nyesterday,7\n", "date,CNY\n2026-08-03,much\n", "a,b\n1,2\n"):
        file.write_text(text, encoding="utf-8")
        ended = run("probe", "http://127.0.0.1:1/", "--config", str(config))
        assert (ended.status, str(file) in ended.err) == (USAGE, True), ended


def test_a_store_of_a_newer_version_is_left_alone(run: Any, empty: Any) -> None:
    import sqlite3  # noqa: PLC0415 - only here is the schema tampered with

    run("sources", "list", "--config", empty.config)
    with sqlite3.connect(empty.folder / "resalewatch.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    ended = run("sources", "list", "--config", empty.config)

    assert ended.status == FAILED
    assert "install the newer version" in ended.err


def test_a_reader_that_has_seen_enough_ends_the_command(played: Any) -> None:
    """``resalewatch export --canonical | head -c 1``"""
    command = [sys.executable, "-m", "monitor.cli", "export", "--canonical"]
    export = subprocess.Popen(
        [*command, "--config", played.config],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert export.stdout is not None
    export.stdout.close()
    _, err = export.communicate()

    assert err == b""
    assert export.returncode == FAILED
