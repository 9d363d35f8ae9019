"""Scores of alerts, operators, index and level, small enough to reckon by hand."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log
from pathlib import Path

import pytest

from market.trends.cells import Cell
from market.trends.published import Change, Level, Parts, Published
from monitor.backtest.matching import Told, scores
from monitor.backtest.numbers import index_scores, level_scores
from monitor.backtest.pairs import pair_score
from monitor.backtest.truth import Happening, Number, Truth, read_truth

CELL = Cell("relay_api", "usd_credit", "openai")
WEEKS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(8)]
NOTHING = Truth((), frozenset(), (), (), within=4)


def happening(kind: str, on: date, *about: str) -> Happening:
    """What is true."""
    return Happening(kind, on, frozenset(about))


def told(kind: str, on: date, *about: str) -> Told:
    """What was raised."""
    return Told(kind, on, frozenset(about))


NIGHTS = [date(2026, 1, day) for day in (7, 14, 21, 28)]
A, B = "channel:a.example", "channel:b.example"


@pytest.mark.parametrize(
    ("true", "raised", "found", "missed", "false", "delays"),
    [
        # on its night; on the night after a day without one; a night late
        ([(7, A)], [(7, A)], 1, 0, 0, (0,)),
        ([(10, A)], [(14, A)], 1, 0, 0, (0,)),
        ([(10, A)], [(21, A)], 1, 0, 0, (1,)),
        # too early, too late, of another channel
        ([(14, A)], [(7, A)], 0, 1, 1, ()),
        ([(7, A)], [(28, A)], 0, 1, 1, ()),
        ([(7, A)], [(7, B)], 0, 1, 1, ()),
        # told twice: once is enough; two happenings need two
        ([(7, A)], [(7, A), (14, A)], 1, 0, 1, (0,)),
        ([(7, A), (14, A)], [(14, A), (21, A)], 2, 0, 0, (1, 1)),
        # what happened after the last night could not be seen
        ([(29, A)], [], 0, 0, 0, ()),
    ],
)
def test_each_alert_answers_for_one_happening(
    true: list[tuple[int, str]],
    raised: list[tuple[int, str]],
    found: int,
    missed: int,
    false: int,
    delays: tuple[int, ...],
) -> None:
    happened = tuple(happening("gone", date(2026, 1, day), about) for day, about in true)
    truth = replace(NOTHING, happenings=happened, complete=frozenset({"gone"}), within=3)
    alerts = [told("gone", date(2026, 1, day), about) for day, about in raised]

    (score,) = scores(truth, alerts, NIGHTS)

    assert (score.found, len(score.missed), len(score.false)) == (found, missed, false)
    assert score.delays == delays


def test_an_alert_may_name_more_than_the_truth_asks_for() -> None:
    happened = (happening("price_drop", NIGHTS[1], A, "provider:openai"),)
    truth = replace(NOTHING, happenings=happened, complete=frozenset({"price_drop"}))
    full = told("price_drop", NIGHTS[1], A, B, "provider:openai", "on:2026-01-14")
    other = told("price_drop", NIGHTS[1], A, "provider:google")

    (score,) = scores(truth, [other, full], NIGHTS)

    assert (score.found, score.missed, score.false) == (1, (), (other,))


def test_kinds_the_truth_is_silent_about_are_not_judged() -> None:
    truth = replace(NOTHING, complete=frozenset({"new_channel"}))
    alerts = [told("new_channel", NIGHTS[0], A), told("price_drop", NIGHTS[0], A)]

    (score,) = scores(truth, alerts, NIGHTS)

    assert (score.kind, len(score.false), score.recall) == ("new_channel", 1, None)
    assert score.precision is not None
    assert score.precision.value == 0


def test_shares_and_delays_over_ten() -> None:
    """Wilson's interval of 9 in 10 is 0.596 to 0.982."""
    happened = tuple(happening("gone", NIGHTS[0], f"channel:{n}") for n in range(10))
    truth = replace(NOTHING, happenings=happened, complete=frozenset({"gone"}))
    alerts = [told("gone", NIGHTS[n % 4], f"channel:{n}") for n in range(9)]

    (score,) = scores(truth, alerts, NIGHTS)

    assert score.recall is not None
    assert [round(one, 3) for one in (score.recall.low, score.recall.high)] == [0.596, 0.982]
    assert (score.median_delay, score.late_delay) == (1, 3)


def test_pairs_of_channels() -> None:
    """Of a true three one is left out: one pair of three; and one pair that is none."""
    believed = {"a": "1", "b": "1", "c": "2", "x": "3", "y": "3", "z": "4"}

    score = pair_score([frozenset("abc")], believed)

    assert score.found == 1
    assert score.missed == (("a", "c"), ("b", "c"))
    assert score.false == (("x", "y"),)


def published(week: int, moved: float | None, **more: object) -> Published:
    """One number of the cell."""
    parts = None if moved is None else Parts(moved, 0, 0)
    return replace(Published(CELL, WEEKS[week], Level(6, 6, 6), moved=parts), **more)


def known(what: str, values: list[float]) -> Truth:
    """The true numbers of the first weeks."""
    told = (Number(what, CELL, WEEKS[week], value) for week, value in enumerate(values))
    return replace(NOTHING, numbers=tuple(told))


def test_an_index_on_another_base_has_no_error() -> None:
    """Ours is 20 % above the true one everywhere: the same movement."""
    truth = known("index", [100, 110, 120, 130, 140, 150])
    ours = [published(week, log(1.2 + 0.12 * week)) for week in range(6)]

    (score,) = index_scores(truth, ours)

    assert score.rmse == pytest.approx(0, abs=1e-12)
    assert (score.periods, score.published) == (6, 6)


def test_errors_of_an_index() -> None:
    """Right for four weeks, then 0.03 too high and at last 0.06 too low; one week is a gap."""
    truth = known("index", [100.0] * 7)
    moves = [0, 0, 0, 0, 0.03, None, -0.06]

    (score,) = index_scores(truth, [published(week, move) for week, move in enumerate(moves)])

    assert (score.periods, score.published) == (7, 6)
    assert score.rmse == pytest.approx(((0.03**2 + 0.06**2) / 6) ** 0.5)
    assert score.end_bias == pytest.approx(-0.06)
    assert score.worst == pytest.approx(-0.06)


def test_intervals_that_hold_the_true_change() -> None:
    """Four weeks back the true index was 100, now it is 90: −0.105 in logs."""
    truth = known("index", [100, 100, 100, 100, 90, 90])
    holds = Change(4, -0.1, -0.12, -0.08, 6)
    fails = Change(4, -0.1, -0.08, -0.06, 6)
    bare = Change(4, -0.1, None, None, 6)
    ours = [published(week, 0.0) for week in range(4)]
    ours += [published(4, 0.0, change=holds), published(5, 0.0, change=fails)]

    (score,) = index_scores(truth, ours)
    assert score.covered is not None
    assert (score.intervals, score.covered.value) == (2, 0.5)

    (score,) = index_scores(truth, [*ours[:4], published(4, 0.0, change=bare), ours[5]])
    assert score.intervals == 1


def test_levels_are_compared_as_they_are() -> None:
    truth = known("level", [0.2, 0.2, 0.2])
    medians = (0.2 * exp(0.1), 0.2 * exp(-0.3), None)
    levels = [Level(6, 6, 6, median=median) for median in medians]
    ours = [published(week, None, level=level) for week, level in enumerate(levels)]

    (score,) = level_scores(truth, ours)

    assert (score.periods, score.published) == (3, 2)
    assert score.error == pytest.approx(0.2)


def test_a_cell_that_was_never_published_is_scored_too() -> None:
    elsewhere = replace(published(0, 0.0), cell=Cell("relay_api", "usd_credit", "google"))

    (score,) = index_scores(known("index", [100.0, 101.0]), [elsewhere])

    assert (score.periods, score.published, score.rmse, score.covered) == (1, 0, None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[new_chanel]]\non = 2026-01-07", "new_chanel: none of"),
        ("[new_channel]\non = 2026-01-07", r"must be written as \[\[new_channel\]\] entries"),
        ("[[gone]]\non = '2026-01-07'\nchannel = 'a'", "gone 1: on must be a date"),
        ("[[gone]]\nchannel = 'a'", "gone 1: on must be a date"),
        ("[[gone]]\non = 2026-01-07", "gone 1: what it is about must be given as text"),
        ("[[gone]]\non = 2026-01-07\nchannel = 3", "gone 1: what it is about"),
        ("[[index]]\ncell = 'relay_api/tokens'\nperiod = 2026-01-05", "its keys are cell, period"),
        ("[[index]]\ncell = 'relay_api'\nperiod = 2026-01-05\nvalue = 1", "index 1: 'relay_api'"),
        ("[[index]]\ncell = 'a/tokens'\nperiod = 2026-01-05\nvalue = 0", "a number above 0"),
        ("[[index]]\ncell = 'a/tokens'\nperiod = 2026-01-05\nvalue = inf", "a number above 0"),
        ("[[level]]\ncell = 'a/tokens'\nperiod = 2026-01-05\nvalue = 1", "cell, period and median"),
        ("[[operator]]\nchannels = 'a'", "operator 1: its one key is channels"),
        ("complete = ['news']", "complete must be a list of some of"),
        ("within = 0", "within must be a number of nights"),
        ("within = ", "Invalid value"),
    ],
)
def test_a_slip_in_a_truth_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "truth.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=said):
        read_truth(tmp_path / "truth.toml")


def test_kinds_with_an_entry_are_complete_unless_told(tmp_path: Path) -> None:
    entry = "[[gone]]\non = 2026-01-07\nchannel = 'a.example'\n"
    (tmp_path / "one.toml").write_text(entry, encoding="utf-8")
    (tmp_path / "two.toml").write_text(f"complete = ['price_drop']\n{entry}", encoding="utf-8")

    one, two = read_truth(tmp_path / "one.toml"), read_truth(tmp_path / "two.toml")

    assert (one.complete, two.complete) == ({"gone"}, {"price_drop"})
    assert one.happenings == (happening("gone", date(2026, 1, 7), "channel:a.example"),)
    assert one.within == 4
