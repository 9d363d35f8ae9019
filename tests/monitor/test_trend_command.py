"""What ``trend`` and ``vintages`` say to people, to programs, to spreadsheets and in pictures."""

import csv
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import duckdb
import pytest
import told_market
from rich.cells import cell_len

from monitor.house import opened
from monitor.publishing import publish_night
from monitor.settings import StoreSettings, load

CLAUDE, GPT = "relay_api/tokens/anthropic", "relay_api/tokens/openai"
WEEKS = [f"{week}" for week in told_market.WEEKS]


def _opened(folder: Path) -> Any:
    url = f"sqlite:///{folder / 'resalewatch.db'}"
    return opened(load(store=StoreSettings(url=url, archive=folder / "archive")))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Settings of a place where eleven weeks are published; to look at only."""
    folder = tmp_path_factory.mktemp("told")
    with _opened(folder) as house:
        told_market.tell(house)
    url, archive = f"sqlite:///{folder / 'resalewatch.db'}", folder / "archive"
    config = folder / "resalewatch.toml"
    config.write_text(f'[store]\nurl = "{url}"\narchive = "{archive}"\n', encoding="utf-8")
    return str(config)


VIEWS = [
    ("trend",),
    ("trend", "--provider", "anthropic"),
    ("trend", "--cell", CLAUDE),
    ("trend", "--observations", "--cell", GPT, "--since", "2026-03-20"),
    ("vintages", "list"),
]


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("args", VIEWS, ids=" ".join)
def test_a_view_fits_its_terminal(
    run: Any, told: str, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    ended = run(*args, "--config", told)

    assert (ended.status, ended.err) == (0, "")
    assert max(cell_len(line) for line in ended.out.splitlines()) <= width


def test_the_newest_week_in_plain_words(
    run: Any, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    shown = run("trend", "--config", told).out

    assert "Week of 2026-03-23, vintage 1" in shown
    [line] = [line for line in shown.splitlines() if line.startswith(f"{GPT} ")]
    for words in ("80% off", "−22.1% by list prices", "few operators, may still change"):
        assert words in line
    assert "5 cells with fewer than three operators." in shown
    assert "not transactions" in shown


@pytest.mark.parametrize(
    ("args", "cells"),
    [
        (("--provider", "openai", "--access", "account", "--tier", "*", "--supply", "*"), 1),
        (("--unit", "tokens", "--supply", "unknown"), 4),
        (("--tier", "premium"), 4),
    ],
)
def test_cells_are_chosen_by_what_they_are(
    run: Any, told: str, args: tuple[str, ...], cells: int
) -> None:
    rows = run("trend", *args, "--json", "--config", told).json()["rows"]

    assert len({row["cell"] for row in rows}) == cells


def test_one_cell_week_by_week(run: Any, told: str) -> None:
    """In a pipe the chart is plain ASCII; a week of which nobody knows anything is a gap."""
    shown = run("trend", "--cell", CLAUDE, "--config", told).out

    assert [week for week in WEEKS if f"\n{week} " in shown] == WEEKS
    assert "nothing was read" in shown
    chart = shown[shown.index("Level: mean") :]
    assert chart.isascii()
    assert "\x1b" not in shown
    assert chart.count("*") > 50


def test_a_chart_on_a_terminal_has_a_frame(
    run: Any, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.commands.trend.is_terminal", lambda: True)
    shown = run("trend", "--cell", CLAUDE, "--config", told).out

    assert "┌" in shown
    assert "\x1b" not in shown[shown.index("Level: mean") :]


def test_json_adds_up(run: Any, told: str) -> None:
    """Parts add up to changes, and weeks asked for are weeks told."""
    document = run(
        "trend", "--cell", GPT, "--since", "2026-02-01", "--until", "2026-03-20", "--json",
        "--config", told,
    ).json()  # fmt: skip

    rows = document["rows"]
    assert document["vintage"]["reason"] == "the first numbers"
    assert [row["period"] for row in rows] == WEEKS[4:10] == document["periods"]
    for row in rows:
        parts = [row[f"change_{part}"] for part in ("seller", "list_price", "fx")]
        assert sum(parts) == pytest.approx(row["change"])
    by_week = {row["period"]: row for row in rows}
    moved = log(by_week["2026-03-16"]["index"] / by_week["2026-02-09"]["index"])
    assert by_week["2026-03-16"]["change"] == pytest.approx(moved)
    assert by_week["2026-03-16"]["change_list_price"] == pytest.approx(-0.25, abs=0.03)


def test_observations_are_the_operators_behind_a_cell(run: Any, told: str) -> None:
    args = ("--cell", GPT, "--since", "2026-03-20", "--observations")
    document = run("trend", *args, "--json", "--config", told).json()

    assert len(document["observations"]) == 6
    shown = run("trend", *args, "--config", told).out
    for one in document["observations"]:
        assert f"{one['operator']} " in shown


@pytest.fixture
def written(run: Any, told: str, tmp_path: Path) -> Path:
    """All files of all cells."""
    paths = [str(tmp_path / name) for name in ("out.csv", "out.parquet")]
    ended = run("trend", "--csv", paths[0], "--parquet", paths[1], "--config", told)
    assert (ended.status, ended.out) == (0, "")
    assert ended.err.splitlines() == [f"written: {path}" for path in paths]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "out.parquet"]
    return tmp_path


def test_csv_and_parquet_tell_all_weeks_of_all_cells_alike(
    run: Any, told: str, written: Path
) -> None:
    """Every double as it is; nothing where there is nothing."""
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW p AS FROM '{written / 'out.parquet'}'")
        kinds = {row[0]: row[1] for row in database.execute("DESCRIBE p").fetchall()}
        parquet = database.execute("FROM p").fetchall()
    with (written / "out.csv").open(encoding="utf-8", newline="") as file:
        sheet = list(csv.DictReader(file))

    assert (kinds["period"], kinds["index"], kinds["operators"], kinds["final"]) == (
        *("DATE", "DOUBLE", "BIGINT", "BOOLEAN"),
    )
    assert [row[:3] for row in parquet] == [
        (int(row["vintage"]), date.fromisoformat(row["period"]), row["cell"]) for row in sheet
    ]
    at = list(kinds).index("index")
    indices = [float(row["index"]) if row["index"] else None for row in sheet]
    assert [row[at] for row in parquet] == indices
    assert [row["period"] for row in sheet] == sorted(row["period"] for row in sheet)
    series = run("trend", "--cell", CLAUDE, "--json", "--config", told).json()["rows"]
    mine = [float(row["level"]) for row in sheet if row["cell"] == f"{CLAUDE}/*/*"]
    assert mine == [row["level"] for row in series]


def test_the_same_store_writes_the_same_bytes(
    run: Any, told: str, written: Path, tmp_path: Path
) -> None:
    for name, option in (("csv", "--csv"), ("parquet", "--parquet")):
        again = tmp_path / f"again.{name}"
        run("trend", option, str(again), "--config", told)
        assert again.read_bytes() == (written / f"out.{name}").read_bytes()


def test_a_picture(run: Any, told: str, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.png", "two.png")]
    for path in paths:
        assert run("trend", "--cell", CLAUDE, "--png", str(path), "--config", told).status == 0

    one, two = (path.read_bytes() for path in paths)
    assert one.startswith(b"\x89PNG")
    assert one == two
    assert len(one) > 20_000


WRONG = [
    (("--cell", "relay_api/tokens/antropic"), 1, f"did you mean {CLAUDE}"),
    (("--cell", "relay_api/furlong"), 2, "'furlong' in 'relay_api/furlong' is none of"),
    (("--cell", "account"), 2, "did you mean account/month"),
    (("--cell", "zzz/key"), 1, "`resalewatch trend` lists them"),
    (("--provider", "nobody"), 1, "there are provider: *, anthropic, openai"),
    (("--vintage", "7"), 1, "`resalewatch vintages list` shows them"),
    (("--until", "2025-01-01"), 1, "the first is 2026-01-05"),
    (("--png", "out.png"), 2, "that wants one --cell"),
    (("--observations",), 2, "that wants one --cell"),
    (("--since", "lately"), 2, "does not match"),
    (("--cell", CLAUDE, "--csv", "/proc/none/out.csv"), 1, "/proc/none"),
    (("--csv", "/dev/null"), 2, "/dev/null is no file"),
    (("--cell", CLAUDE, "--png", "/dev/null"), 2, "/dev/null is no file"),
    (("--cell", CLAUDE, "--since", "2099-01-01"), 1, "the newest is 2026-03-23"),
    (("--since", "2026-03-16", "--until", "2026-03-02"), 2, "no day lies between"),
    (("--by", "tier", "--cell", CLAUDE, "--csv", "out.csv"), 2, "not with --cell, --csv"),
    (("--by", "tier", "--since", "2026-03-02", "--vintage", "1"), 2, "not with --since, --vintage"),
]


@pytest.mark.parametrize(("args", "status", "said"), WRONG, ids=lambda case: str(case)[:40])
def test_what_is_wrong_is_said_in_a_sentence(
    run: Any, told: str, args: tuple[str, ...], status: int, said: str
) -> None:
    ended = run("trend", *args, "--config", told)

    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_nothing_published_yet_says_how_long_it_takes(run: Any, empty: Any) -> None:
    ended = run("trend", "--config", empty.config)

    assert (ended.status, ended.out) == (4, "")
    assert "an index takes 8 more weeks" in ended.err
    assert run("vintages", "list", "--config", empty.config).out == "Nothing is published yet.\n"
    assert run("vintages", "list", "--json", "--config", empty.config).json() == []


def test_levels_come_before_an_index(run: Any, empty: Any) -> None:
    with _opened(empty.folder) as house:
        told_market.observe(house)
        publish_night(house, told_market.WEEKS[2])

    shown = run("trend", "--config", empty.config).out

    assert "No index yet: it takes 8 weeks, 5 more." in shown
    series = run("trend", "--cell", CLAUDE, "--config", empty.config).out
    assert "No index yet" in series
    assert "Index:" not in series


def test_vintages_are_compared(run: Any, empty: Any) -> None:
    with _opened(empty.folder) as house:
        told_market.tell(house)
        first = house.store.published(1)
        last = house.store.published_periods(1)
        house.store.open_vintage(
            made_on=told_market.LAST_NIGHT,
            method="index/1",
            periods="week",
            reason="read again",
            numbers=[one for one in first if str(one.cell) != f"{GPT}/*/*"],
            told=last,
        )

    found = run("vintages", "compare", "1", "2", "--json", "--config", empty.config).json()
    shown = run("vintages", "compare", "1", "2", "--config", empty.config).out

    assert {one["cell"]["provider"] for one in found} == {"openai"}
    assert {one["what"] for one in found} >= {"median", "index", "operators"}
    assert all(one["after"] is None for one in found)
    assert shown.count(GPT) == len(found)
    same = run("vintages", "compare", "2", "2", "--config", empty.config)
    assert (same.status, same.out) == (0, "They tell the same.\n")
    older = run("trend", "--vintage", "1", "--cell", GPT, "--json", "--config", empty.config)
    assert older.json()["vintage"]["id"] == 1
