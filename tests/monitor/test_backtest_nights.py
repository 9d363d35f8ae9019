"""Snapshots and stored nights played again: the same nights, and nobody's store is touched."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import PLAYED, Place, Run

from fixtures.snapshots import SEASON
from fixtures.snapshots.make import make
from market.trends.periods import Periods
from monitor.backtest.play import play_snapshots
from monitor.backtest.scratch import scratch
from monitor.backtest.snapshots import snapshots
from monitor.house import House
from monitor.settings import load
from storage import Store

WEEKS = [date(2026, 1, 7) + timedelta(weeks=week) for week in range(10)]
OPENAI = "relay_api/usd_credit/openai"
SELLERS = ("heron", "otter", "magpie", "wren", "plover", "curlew")
TRUTH = """
[[new_channel]]
on = 2026-02-04
channel = "curlew.example"
[[price_drop]]
on = 2026-02-11
channel = "heron.example"
provider = "openai"
[[gone]]
on = 2026-03-04
channel = "wren.example"
"""


def rate(seller: str, week: int) -> float:
    """Everybody's own price; the heron's falls by a fifth in the sixth week."""
    return (0.4 + 0.05 * SELLERS.index(seller)) * (0.8 if seller == "heron" and week > 4 else 1)


def listed(seller: str, week: int) -> bool:
    """The curlew comes in the fifth week, the wren leaves after the eighth."""
    return (seller != "curlew" or week > 3) and (seller != "wren" or week < 8)


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """Ten weeks of one list."""
    folder = tmp_path / "season"
    folder.mkdir()
    for week, night in enumerate(WEEKS):
        rows = [
            f"{seller.title()},{rate(seller, week):.3f},https://{seller}.example/\n"
            for seller in SELLERS
            if listed(seller, week)
        ]
        text = "name,gpt_rate,url\n" + "".join(rows)
        (folder / f"{night}.csv").write_text(text, encoding="utf-8")
    (folder / "truth.toml").write_text(TRUTH, encoding="utf-8")
    (folder / "fx.csv").write_text("date,CNY\n2026-01-01,7\n", encoding="utf-8")
    return folder


@pytest.fixture
def house(season: Path) -> Iterator[House]:
    """A house in which the season was played."""
    there = snapshots(season)
    with scratch(load(), there) as rooms:
        play_snapshots(rooms, there, list[str]().append, Periods.WEEK)
        yield rooms


def test_dates_are_nights_and_nothing_between_them_is(house: House) -> None:
    runs = list(reversed(house.store.runs()))

    assert [run.on for run in runs] == WEEKS
    assert {run.state for run in runs} == {"closed"}
    assert {len(house.store.plan(run.id)) for run in runs} == {1}
    assert [one.on for one in house.store.alerts(rule="new_channel")] == [WEEKS[4]]
    assert house.store.dispatches("pending") == []


def test_pages_are_archived_as_a_crawl_would_have(house: House) -> None:
    """Unchanged ones are noted as such, and every other one can be read back."""
    visits = [one.visited for run in house.store.runs() for one in house.store.plan(run.id)]
    captures = [capture for one in visits if one is not None for capture in one.captures]

    assert sum(one.unchanged for one in captures) == 6
    bodies = [house.archive.page(one).body for one in captures if not one.unchanged]
    assert all(body.startswith(b"name,gpt_rate,url") for body in bodies)


def test_a_mini_season_is_told_and_scored(run: Run, season: Path) -> None:
    ended = run("backtest", str(season), "--json")

    assert ended.status == 0, ended.err
    told = ended.json()
    assert (len(told["nights"]), told["channels"], told["not_ok"]) == (10, 6, [])
    found = {
        one["kind"]: (one["found"], len(one["missed"]), len(one["false"]), one["delays"])
        for one in told["scores"]["alerts"]
    }
    assert found == {
        "new_channel": (1, 0, 0, [0]),
        "price_drop": (1, 0, 0, [1]),
        "gone": (1, 0, 0, [0]),
    }


def test_weeks_are_published_with_level_and_index(run: Run, season: Path) -> None:
    """One of four to six matched sellers cuts by a fifth: the index falls by a fourth to a sixth of
    its log.

    Five are left in the end: 0.32, 0.45, 0.5, 0.6 and 0.65 yuan, the median of which is 0.5 / 7.
    """
    (season / "truth.toml").write_text(
        "".join(
            f"[[index]]\ncell = '{OPENAI}'\nperiod = {night - timedelta(days=2)}\n"
            f"value = {100 if week < 5 else 100 * 0.8 ** (1 / 5):.4f}\n"
            for week, night in enumerate(WEEKS)
        ),
        encoding="utf-8",
    )

    told = run("backtest", str(season), "--json").json()

    assert told["periods"] == "week"
    cell = next(one for one in told["cells"] if one["cell"] == f"{OPENAI}/*/*")
    assert (cell["operators"], cell["indices"], cell["levels"]) == (5, 10, 10)
    assert cell["median"] == pytest.approx(0.5 / 7)
    assert 100 * 0.8 ** (1 / 4) < cell["index"] < 100 * 0.8 ** (1 / 6)
    (score,) = told["scores"]["index"]
    assert (score["periods"], score["published"]) == (10, 10)
    assert abs(score["end_bias"]) < 0.01
    assert score["rmse"] < 0.01


def test_single_nights_are_published_where_asked_for(run: Run, season: Path) -> None:
    told = run("backtest", str(season), "--period", "night", "--json").json()

    assert told["periods"] == "night"
    cell = next(one for one in told["cells"] if one["cell"] == f"{OPENAI}/*/*")
    assert (cell["until"], cell["indices"]) == (f"{WEEKS[-1]}", 10)


def test_a_picture_and_the_trend_report(run: Run, season: Path) -> None:
    picture, page = season.parent / "level.png", season.parent / "trends.html"

    ended = run("backtest", str(season), "--png", str(picture), "--report", str(page))

    assert ended.status == 0, ended.err
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "Week 11 of 2026" in page.read_text("utf-8")
    assert ended.err.count("written:") == 2

    wrong = run("backtest", str(season), "--png", str(picture), "--cell", "relay_api/tokens")
    assert wrong.status == 1
    assert "nothing is published of relay_api/tokens" in wrong.err


def test_the_same_snapshots_give_the_same_result(run: Run, season: Path) -> None:
    first, again = (run("backtest", str(season), "--json") for _ in range(2))

    assert first.out == again.out


def test_the_table_is_for_people(run: Run, season: Path) -> None:
    (season / "notes.pdf").write_bytes(b"")

    ended = run("backtest", str(season), "--keep", str(season.parent / "kept"))

    assert ended.status == 0
    assert "10 nights from 2026-01-07 to 2026-03-11: 6 channels of 6 operators" in ended.out
    assert "no snapshots, left out: notes.pdf" in ended.err
    with Store.open(f"sqlite:///{season.parent / 'kept' / 'resalewatch.db'}") as store:
        assert len(store.runs()) == 10


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "name a folder of snapshots, or --archive, and not both"),
        (("SEASON", "--archive"), "name a folder of snapshots, or --archive, and not both"),
        (("nowhere",), "nowhere is no folder"),
        (("SEASON", "--truth", "nowhere.toml"), "nowhere.toml cannot be read"),
        (("SEASON", "--keep", "SEASON"), "is not empty"),
        (("SEASON", "--period", "month"), "month"),
    ],
)
def test_wrong_use_ends_with_two(run: Run, season: Path, args: tuple[str, ...], said: str) -> None:
    ended = run("backtest", *(str(season) if one == "SEASON" else one for one in args))

    assert (ended.status, ended.out) == (2, "")
    assert said in " ".join(ended.err.replace("│", " ").split())


def test_pages_nobody_reads_make_it_partial_or_failed(run: Run, season: Path) -> None:
    (season / f"{WEEKS[5]}.csv").write_text("nothing to see here", encoding="utf-8")
    assert run("backtest", str(season)).status == 3

    for path in season.glob("2026-*.csv"):
        path.write_text("nothing to see here", encoding="utf-8")
    assert run("backtest", str(season)).status == 1


def test_the_archive_gives_the_alerts_its_nights_gave(run: Run, mine: Place) -> None:
    """Three nights of the bundled market, strangers included; their store is not written to."""
    with Store.open(mine.url) as store:
        raised = [(one.rule, one.on, one.entities) for one in store.alerts()]
    before = _digests(mine.folder)
    kept = mine.folder.parent / "kept"

    ended = run("backtest", "--archive", "--keep", str(kept), "--json", "--config", mine.config)

    assert ended.json()["nights"] == [f"{night}" for night in PLAYED]
    assert _digests(mine.folder) == before
    with Store.open(f"sqlite:///{kept / 'resalewatch.db'}") as store:
        assert [(one.rule, one.on, one.entities) for one in store.alerts()] == raised
    assert raised


def test_an_archive_without_nights_has_nothing_to_play(run: Run, empty: Place) -> None:
    missing = run("backtest", "--archive", "--config", empty.config)
    assert (missing.status, missing.out) == (1, "")
    assert "holds no store of this version" in missing.err
    assert not (empty.folder / "resalewatch.db").exists()

    Store.open(empty.url).close()
    assert run("backtest", "--archive", "--config", empty.config).status == 4


def test_the_bundled_season_is_what_its_script_writes(tmp_path: Path) -> None:
    make(tmp_path / "season")

    assert _digests(tmp_path / "season") == _digests(SEASON)
    assert sum(path.stat().st_size for path in SEASON.rglob("*")) < 1_500_000


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
