"""Channels' lives: whose beginning was seen, who is gone, and until when the others were seen."""

from datetime import date, timedelta

from market.trends.survival import Life, at_risk, survival

START = date(2026, 1, 1)
ON = START + timedelta(100)


def life(name: str, seen: int, gone: int | None = None, **other: object) -> Life:
    ended = None if gone is None else START + timedelta(gone)
    values = {"born": START, "last_seen": START + timedelta(seen), "gone_on": ended}
    return Life(name, **(values | other))  # type: ignore[arg-type]


def test_the_curve_is_over_channels_whose_beginning_was_seen() -> None:
    lives = [life(str(n), 10 * n, 10 * n) for n in range(1, 6)]
    old = [life("old", 100, older=True), life("old and gone", 9, 10, older=True)]

    told = survival([*lives, *old], ON)

    assert (told.channels, told.gone, told.older, told.going_on) == (5, 5, 2, 0)
    assert told.curve is not None
    assert told.curve.median == 30
    assert at_risk(told, [0, 10, 11, 50, 51]) == [(0, 5), (10, 5), (11, 4), (50, 1), (51, 0)]


def test_a_channel_is_watched_until_it_was_last_seen() -> None:
    """Its source fails since day 5: it may have gone on day 6, and nobody would know."""
    lives = [life(str(n), 5) for n in range(5)]

    told = survival(lives, ON)

    assert told.curve is not None
    assert [(step.time, step.part) for step in told.curve.steps] == [(5, 1)]
    assert told.curve.median is None


def test_what_happened_later_is_not_looked_at() -> None:
    lives = [life(str(n), 90, 91) for n in range(6)]

    told = survival(lives, START + timedelta(50))

    assert told.gone == 0
    assert told.curve is not None
    assert [step.time for step in told.curve.steps] == [50]
    assert survival(lives, START - timedelta(1)).channels == 0


def test_too_few_have_no_curve() -> None:
    assert survival([life(str(n), 9, 10) for n in range(4)], ON).curve is None
    assert survival([], ON).curve is None
