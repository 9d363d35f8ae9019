"""Rows, files and charts of published numbers."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from math import exp, log
from pathlib import Path

import pytest

from market.trends.cells import parse
from market.trends.observation import Observation
from market.trends.published import Change, Excluded, Level, Parts, Published
from reports.exports.behind import Behind, behind
from reports.exports.files import write_csv, write_parquet
from reports.exports.picture import named, write_png
from reports.exports.rows import Row, rows
from reports.exports.signs import notes, signs
from reports.exports.terminal import chart
from reports.exports.weeks import calendar, runs

CELL = parse("relay_api/tokens/anthropic")
MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)
LEVEL = Level(12, 14, 300, 0.2, 0.15, 0.3, 0.21, 0.1, 0.3, 0.05, 0.6)


def _told(number: int, **other: object) -> Published:
    values: dict[str, object] = {
        "cell": CELL,
        "period": MONDAY + number * WEEK,
        "level": LEVEL,
        "matched": 9,
        "moved": Parts(-0.01 * number, 0.002 * number, 0.0),
        "excluded": Excluded(read=20, fenced=1),
    }
    return Published(**{**values, **other})  # type: ignore[arg-type]


def test_days_are_named_only_as_far_apart_as_their_names_are_wide() -> None:
    nights = [date(2026, 7, day) for day in (15, 16, 17, 20, 22, 23, 26, 28, 29, 31)]

    assert [day.day for day in named(nights)] == [15, 20, 23, 26, 29]
    assert named([MONDAY]) == [MONDAY]
    assert len(named([MONDAY + n * WEEK for n in range(52)])) <= 8


def test_the_parts_of_a_change_are_counted_from_the_fourth_period_before() -> None:
    """Periods that were told, not weeks of the calendar."""
    told = [_told(number) for number in (0, 1, 2, 4, 5)]
    told[-1] = replace(told[-1], change=Change(4, -0.04, None, None, 9))

    *_, last = rows(told, [one.period for one in told], 3)

    assert (last.vintage, last.change, last.change_low) == (3, -0.04, None)
    assert last.change_seller == pytest.approx(-0.05)
    assert last.change_list_price == pytest.approx(0.01)


def test_what_is_missing_is_empty() -> None:
    [row] = rows([_told(0, level=Level(2, 2, 9), moved=None)], [MONDAY], 1)

    assert (row.level, row.discount, row.index, row.link, row.change_fx) == (None,) * 5
    assert (row.operators, row.final, row.read, row.fenced) == (2, True, 20, 1)


def test_a_spreadsheet_runs_no_formula(tmp_path: Path) -> None:
    """Numbers stay numbers, negative ones too."""
    [row] = rows([_told(1)], [MONDAY + WEEK], 1)
    shady = [
        replace(row, provider=f"{start}cmd|' /C calc'!A1", link=-0.5)
        for start in ("=", "+", "-", "@", "\t=", "\r\n@")
    ]

    write_csv([row, *shady], tmp_path / "out.csv")

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        plain, *quoted = csv.DictReader(file)
    assert plain["provider"] == "anthropic"
    assert [line["provider"][0] for line in quoted] == ["'"] * 5 + ["⟨"]
    assert {line["link"] for line in quoted} == {"-0.5"}
    assert (plain["final"], plain["level"], plain["change"]) == ("true", "0.2", "")


def test_a_file_is_there_whole_or_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.parquet"
    path.write_bytes(b"earlier")
    monkeypatch.setattr("reports.exports.files._copy", lambda _told, _path: "COPY nonsense")

    with pytest.raises(Exception, match="nonsense"):
        write_parquet([], path)

    assert [one.name for one in tmp_path.iterdir()] == ["out.parquet"]
    assert path.read_bytes() == b"earlier"


def test_no_row_is_a_file_with_columns(tmp_path: Path) -> None:
    write_csv([], tmp_path / "out.csv")
    write_parquet([], tmp_path / "it's.parquet")

    heading = (tmp_path / "out.csv").read_text("utf-8")
    assert heading.split(",")[:3] == ["vintage", "period", "cell"]
    assert len(heading.split(",")) == len(Row.__dataclass_fields__)
    assert (tmp_path / "it's.parquet").read_bytes().startswith(b"PAR1")


def test_weeks_that_were_not_told_are_gaps() -> None:
    told = [_told(1), _told(3)]
    periods = [MONDAY + number * WEEK for number in (0, 1, 2, 3, 5)]

    weeks = calendar(told, periods, "week")

    assert [(day - MONDAY).days // 7 for day, _ in weeks] == [1, 2, 3, 4, 5]
    assert [one is not None for _, one in weeks] == [True, False, True, False, False]
    assert calendar([], periods, "week") == []


def test_a_run_ends_at_a_gap() -> None:
    days = [MONDAY + number * WEEK for number in range(5)]
    found = list(runs(list(zip(days, [1.0, 2.0, None, None, 3.0], strict=True))))

    assert [[value for _, value in run] for run in found] == [[1.0, 2.0], [3.0]]


def test_a_chart_of_characters() -> None:
    """Weeks without a number stay empty; what has no index has no panel for it."""
    told = [_told(number, moved=None) for number in (0, 1, 3, 5)]
    weeks = calendar(told, [one.period for one in told], "week")

    drawn = chart(weeks, width=60, ascii_only=True)

    assert drawn.isascii()
    assert all(len(line) <= 60 for line in drawn.splitlines())
    assert drawn.count("Level") == 1
    assert "Index" not in drawn
    row = next(line for line in drawn.splitlines() if line.startswith("  20%"))
    assert "     *     " in row  # a week between two gaps is a point


@pytest.mark.parametrize("width", [10, 40, 80, 1000])
def test_a_chart_is_never_wider_than_it_may_be(width: int) -> None:
    """Nor narrower than can be read, nor wider than an eye can follow."""
    weeks = calendar([_told(number) for number in range(30)], [MONDAY], "week")

    drawn = chart(weeks, width=width, ascii_only=False)

    assert max(map(len, drawn.splitlines())) == min(max(width, 40), 160)
    assert "\x1b" not in drawn


def test_nothing_to_draw_is_nothing_drawn() -> None:
    empty = _told(0, level=Level(1, 1, 1), moved=None)

    assert chart(calendar([empty], [MONDAY], "week"), width=80, ascii_only=True) == ""
    assert chart([], width=80, ascii_only=True) == ""


@pytest.mark.parametrize("numbers", [(0,), (0, 1, 5), range(40)], ids=["one", "gaps", "long"])
def test_a_picture_of_whatever_there_is(tmp_path: Path, numbers: range) -> None:
    told = [
        _told(
            number,
            moved=Parts(-0.1, 0.0, 0.0) if number > 1 else None,
            change=Change(4, -0.04, -0.08, 0.0, 9) if number > 4 else None,
            link=Parts(0.0, -0.2, 0.03),
            flags=("little_read", "provisional"),
        )
        for number in numbers
    ]
    weeks = calendar(told, [one.period for one in told], "week")

    write_png(
        weeks, CELL, tmp_path / "out.png", seen={MONDAY: Behind((0.1, 0.2, 0.4), 0.5)}, vintage=1
    )

    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_a_cell_without_any_figure_has_a_picture(tmp_path: Path) -> None:
    weeks = calendar([_told(0, level=Level(1, 1, 1), moved=None)], [MONDAY], "week")

    write_png(weeks, CELL, tmp_path / "out.png", seen={}, vintage=1)

    assert (tmp_path / "out.png").exists()


def test_operators_behind_a_number() -> None:
    """Each once, from three on; and how many of them nobody knows the supply of."""
    leaves = [replace(CELL, tier="premium", supply=supply) for supply in ("unknown", "reverse")]
    told = [
        Observation(MONDAY, channel, operator, leaf, log, 0.0, 0.0, log, 1, 7, 0, 1, "USD")
        for channel, operator, leaf, log in (
            ("a1", "a", leaves[0], -1.0),
            ("a2", "a", leaves[0], -3.0),
            ("b", "b", leaves[0], -1.0),
            ("c", "c", leaves[0], -1.5),
            ("c", "c", leaves[1], -1.5),
        )
    ]

    found = behind([*told, replace(told[0], period=MONDAY + WEEK)])

    assert found[MONDAY].dots == pytest.approx([exp(-2.0), exp(-1.0), exp(-1.5)])
    assert found[MONDAY].unknown == pytest.approx(2 / 3)
    assert found[MONDAY + WEEK] == Behind((), 1.0)


def test_the_ribbon_is_the_interval_of_the_change_from_where_it_began() -> None:
    """The index stood at 105 four periods ago: what is known of the change is drawn from there."""
    one = _told(0, moved=Parts(log(0.9), 0.0, 0.0))
    began, way = 105.0, log(90 / 105)
    one = replace(one, change=Change(4, way, way - 0.1, way + 0.2, 9))

    assert one.index == pytest.approx(90)
    assert one.ribbon == pytest.approx((began * exp(way - 0.1), began * exp(way + 0.2)))
    assert replace(one, moved=None).ribbon is None
    assert replace(one, change=Change(4, way, None, None, 4)).ribbon is None


def test_what_rules_leave_out_stands_behind_no_number() -> None:
    """A misread price is no dot above a level that it did not enter."""
    leaf = replace(CELL, tier="premium", supply="unknown")
    told = [
        Observation(MONDAY, name, name, leaf, log(share), 0.0, 0.0, log(share), 1, 7, 0, 1, "USD")
        for name, share in (("a", 0.2), ("b", 0.2), ("c", 0.2), ("d", 200.0))
    ]

    assert behind(told)[MONDAY].dots == pytest.approx([0.2] * 3)


def test_flags_are_told_in_words() -> None:
    one = _told(0, flags=("few_operators", "some_new_flag"), link=Parts(0.1, -0.03, 0.001))

    assert notes(one) == ["few operators", "some new flag"]
    assert signs(one) == ["list price"]
    assert signs(_told(0)) == []
