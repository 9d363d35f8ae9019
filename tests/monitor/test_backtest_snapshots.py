"""A folder of snapshots: what is played, what is named and left out, what is refused."""

from datetime import date
from pathlib import Path

import pytest

from market.trends.periods import Periods
from market.types import SourceKind
from monitor.backtest.periods import Asked, chosen
from monitor.backtest.snapshots import snapshots

CSV = "name,claude_rate,url\nHeron,0.5,https://heron.example/\nOtter,0.6,https://otter.example/\n"
LISTED = '[[source]]\nname = "list"\nurl = "https://elsewhere.example/all.csv"\nkind = "forum"\n'


def lay(folder: Path, *names: str, text: str = CSV) -> Path:
    """These files, each with the same text."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_for_each_date(tmp_path: Path) -> None:
    lay(tmp_path, "2026-07-02/list.csv", "2026-07-01/list.csv", "2026-07-01/more.xml")

    there = snapshots(tmp_path)

    assert {on: sorted(pages) for on, pages in there.nights.items()} == {
        date(2026, 7, 1): ["list", "more"],
        date(2026, 7, 2): ["list"],
    }
    assert [(one.name, one.url, one.kind) for one in there.sources] == [
        ("list", "https://list.example/list.csv", SourceKind.DIRECTORY),
        ("more", "https://more.example/more.xml", SourceKind.FEED),
    ]


@pytest.mark.parametrize(("named", "source"), [(None, "Station List"), ("ours", "ours")])
def test_a_file_for_each_date_is_one_source(tmp_path: Path, named: str | None, source: str) -> None:
    folder = lay(tmp_path / "Station List", "2026-07-01.csv", "2026-07-02.md")

    there = snapshots(folder, named)

    assert [list(pages) for pages in there.nights.values()] == [[source], [source]]
    host = source.lower().replace(" ", "-")
    assert [one.url for one in there.sources] == [f"https://{host}.example/{host}.csv"]


def test_sources_prices_rates_and_truth_may_lie_beside(tmp_path: Path) -> None:
    lay(tmp_path, "2026-07-01/list.csv", "prices.csv", "fx.csv", "truth.toml")
    lay(tmp_path, "sources.toml", text=LISTED)

    there = snapshots(tmp_path)

    assert [(one.url, one.kind) for one in there.sources] == [
        ("https://elsewhere.example/all.csv", SourceKind.FORUM)
    ]
    assert (there.prices, there.fx) == (tmp_path / "prices.csv", tmp_path / "fx.csv")
    assert there.truth == tmp_path / "truth.toml"
    assert there.skipped == ()


def test_what_is_no_snapshot_is_named(tmp_path: Path) -> None:
    lay(tmp_path, "2026-07-01/list.csv", "2026-07-01/.list.csv.swp", "2026-07-01/list.pdf")
    lay(tmp_path, ".git/config", "README.md", "make.py", "2026-07-01/more/list.csv")

    assert snapshots(tmp_path).skipped == (
        ".git",
        "README.md",
        "make.py",
        "2026-07-01/.list.csv.swp",
        "2026-07-01/list.pdf",
        "2026-07-01/more",
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["2026-7-1/list.csv"], "2026-7-1 is not named for a date like 2026-07-15"),
        (["2026-02-30/list.csv"], "2026-02-30 is not named for a date"),
        (["2026-07-01/list.csv", "notes/list.csv"], "notes is not named for a date"),
        (["2026-02-30.csv"], "2026-02-30.csv is not named for a date"),
        (["2026-07-01/list.csv", "2026-07-01/list.md"], "are both of 'list' on 2026-07-01"),
        (["2026-07-01.csv", "2026-07-01.json"], "are both of 'ours' on 2026-07-01"),
        (["list.csv"], "holds no snapshot; a backtest plays a folder for each date"),
        (["2026-07-01/list.pdf"], "holds no snapshot"),
        ([], "holds no snapshot"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, names: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        snapshots(lay(tmp_path, *names), "ours")


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no folder"):
        snapshots(tmp_path / "nowhere")


def test_a_source_without_a_snapshot_is_a_slip(tmp_path: Path) -> None:
    lay(tmp_path, "2026-07-01/lists.csv")
    lay(tmp_path, "sources.toml", text=LISTED)

    with pytest.raises(ValueError, match="there is no snapshot of list"):
        snapshots(tmp_path)


def test_weeks_where_there_are_eight_of_them() -> None:
    weekly = [date(2026, 1, 7 + 7 * week) for week in range(3)]
    eight = [date.fromordinal(weekly[0].toordinal() + 7 * week) for week in range(8)]
    daily = [date(2026, 1, day) for day in range(5, 30)]

    told = [chosen(Asked.AUTO, nights) for nights in (eight, eight[:7], daily)]

    assert told == [Periods.WEEK, Periods.NIGHT, Periods.NIGHT]
    assert chosen(Asked.WEEK, weekly) is Periods.WEEK
