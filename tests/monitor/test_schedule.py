"""Missed nights are caught up once, in the operator's own time zone."""

from datetime import UTC, date, datetime

import pytest

from monitor.schedule import build, missed, night_of
from monitor.settings import ScheduleSettings

DAILY = ScheduleSettings(cron="0 2 * * *", timezone="UTC")


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 8, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, _at(5, 12), False),
        (_at(5, 2), _at(5, 12), False),
        (_at(4, 2), _at(5, 1), False),
        (_at(4, 2), _at(5, 3), True),
        (_at(1, 2), _at(5, 3), True),
    ],
)
def test_a_night_is_missed_when_its_time_passed(
    last: datetime | None, now: datetime, expected: bool
) -> None:
    assert missed(DAILY, last, now) is expected


def test_several_missed_nights_are_caught_up_once() -> None:
    scheduler = build(DAILY, lambda _on: None, last_started=_at(1, 2), clock=lambda: _at(9, 12))

    assert [job.id for job in scheduler.get_jobs()] == ["nightly", "catch-up"]


def test_two_nights_never_run_at_once() -> None:
    scheduler = build(DAILY, lambda _on: None, last_started=None, clock=lambda: _at(9, 12))

    assert [job.max_instances for job in scheduler.get_jobs()] == [1]


def test_a_night_belongs_to_the_date_where_the_operator_lives() -> None:
    shanghai = ScheduleSettings(cron="0 2 * * *", timezone="Asia/Shanghai")

    assert night_of(shanghai, _at(4, 18)) == date(2026, 8, 5)
