"""Editions are due when the settings say, and a missed one is caught up once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from apscheduler.schedulers.blocking import BlockingScheduler
from pydantic import ValidationError

from monitor.cron import trigger
from monitor.editions import missed, newest, path_of, turns
from monitor.schedule import add_editions
from monitor.settings import ReportSettings, ScheduleSettings, Settings, load


def _settings(folder: Path, **reports: str) -> Settings:
    return load(reports=ReportSettings(folder=folder, **reports))


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 8, day, hour, tzinfo=UTC)


def test_the_last_edition_due_is_missed_unless_it_is_there(tmp_path: Path) -> None:
    """Monday the 17th at seven o'clock it was due; the daemon begins on Wednesday."""
    settings = _settings(tmp_path, monthly="")
    night = date(2026, 8, 3)

    assert missed(settings, night, _at(19, 12)) == [("week", date(2026, 8, 17))]
    path_of(settings, "week", date(2026, 8, 17)).touch()
    assert missed(settings, night, _at(19, 12)) == []


def test_nothing_is_missed_before_there_was_anything_to_tell(tmp_path: Path) -> None:
    settings = _settings(tmp_path)

    assert missed(settings, None, _at(19, 12)) == []
    assert missed(settings, date(2026, 8, 17), _at(19, 12)) == []


def test_an_empty_time_means_never(tmp_path: Path) -> None:
    settings = _settings(tmp_path, weekly="", monthly="")

    assert turns(settings) == []
    assert missed(settings, date(2026, 1, 1), _at(19, 12)) == []


def test_a_bad_time_is_refused() -> None:
    with pytest.raises(ValidationError, match="is not like"):
        ReportSettings(weekly="every monday")


def test_the_night_links_to_the_newest_edition_there_is(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    for week in ("2026-W31", "2026-W32", "2026-W40"):
        (tmp_path / f"weekly-{week}.html").touch()

    assert newest(settings, date(2026, 8, 14)) == "weekly-2026-W32.html"
    assert newest(settings, date(2026, 7, 1)) == ""


def test_editions_are_jobs_beside_the_nights(tmp_path: Path) -> None:
    """In the operator's own time zone: on Monday morning in Shanghai it is Sunday in UTC."""
    settings = load(
        reports=ReportSettings(folder=tmp_path), schedule=ScheduleSettings(timezone="Asia/Shanghai")
    )
    scheduler, written = BlockingScheduler(), []
    add_editions(
        scheduler,
        turns(settings),
        lambda kind, on: written.append((kind, on)),
        clock=lambda: datetime(2026, 8, 16, 23, tzinfo=UTC),
        missed=[("month", date(2026, 8, 1))],
    )
    jobs = {job.id: job for job in scheduler.get_jobs()}
    jobs["weekly"].func(*jobs["weekly"].args)

    assert sorted(jobs) == ["catch-up-month", "monthly", "weekly"]
    assert written == [("week", date(2026, 8, 17))]


@pytest.mark.parametrize(
    ("cron", "day"),
    [
        ("0 7 * * 1", date(2026, 8, 17)),
        ("0 7 * * 0", date(2026, 8, 16)),
        ("0 7 * * 7", date(2026, 8, 16)),
        ("0 7 * * 3-5", date(2026, 8, 19)),
        ("0 7 * * sat", date(2026, 8, 15)),
        ("0 7 1 * *", date(2026, 9, 1)),
    ],
)
def test_weekdays_are_counted_as_crontab_counts_them(cron: str, day: date) -> None:
    """The scheduler's library counts from Monday, everybody's crontab from Sunday."""
    due = trigger(cron, UTC).get_next_fire_time(None, _at(15, 0))

    assert due is not None
    assert due.date() == day
