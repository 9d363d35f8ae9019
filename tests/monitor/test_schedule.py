"""Missed nights are caught up once, in the operator's own time zone."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import IO, Any

import pytest

from market.types import Source
from monitor.schedule import build, missed, night_of
from monitor.settings import ScheduleSettings
from storage import Store

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


def test_a_missed_night_is_run_once_and_today() -> None:
    """Under a clock that stands still: the catch-up fires at once, the cron never."""
    ran: list[date] = []
    scheduler = build(DAILY, ran.append, last_started=_at(1, 2), clock=lambda: _at(9, 12))
    daemon = Thread(target=scheduler.start)
    daemon.start()
    for _ in range(500):
        if ran and scheduler.get_job("catch-up") is None:
            break
        time.sleep(0.01)
    scheduler.shutdown()
    daemon.join()

    assert ran == [date(2026, 8, 9)]


def test_a_night_left_open_goes_on_at_the_start() -> None:
    left = date(2026, 8, 9)
    scheduler = build(
        DAILY, lambda _on: None, last_started=_at(9, 2), clock=lambda: _at(9, 3), left_open=left
    )

    assert [(job.id, job.args) for job in scheduler.get_jobs()][1] == ("resume", (left,))


@pytest.fixture
def daemon(empty: Any) -> Iterator[tuple[Any, Store]]:
    """A started daemon that missed a night, and its store."""
    with Store.open(empty.url) as store:
        yesterday = datetime.now(UTC) - timedelta(days=1)
        run = store.open_run(
            on=yesterday.date(),
            started_at=yesterday,
            code_version="",
            settings_digest="",
            candidate_budget=0,
        )
        store.close_run(run.id, closed_at=yesterday, tally=b"{}")
        yield empty, store


def _start(place: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "monitor.cli", "schedule", "--config", place.config],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _said(pipe: IO[str] | None, words: str) -> str:
    assert pipe is not None
    return next(line for line in pipe if words in line)


def test_the_daemon_catches_up_and_ends_on_sigterm(daemon: tuple[Any, Store]) -> None:
    """In the middle of a night, too: the page it waits for never comes."""
    place, store = daemon
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        store.add_sources([Source("silent", url)], on=date(2026, 8, 1))
        schedule = _start(place)
        visitor, _ = silent.accept()  # the crawler has come
        schedule.send_signal(signal.SIGTERM)
        out, err = schedule.communicate(timeout=10)
        visitor.close()

    assert schedule.returncode == 0
    assert "nights begin at '0 2 * * *' (UTC)" in out
    assert "stopped; a night that was running goes on at the next start" in err
    assert "Traceback" not in err
    assert len(store.open_runs()) == 1


def test_a_night_that_runs_already_is_said_and_the_daemon_stays(
    daemon: tuple[Any, Store],
) -> None:
    place, store = daemon
    with store.lock("nightly"):
        schedule = _start(place)
        said = _said(schedule.stderr, "night of")
        assert schedule.poll() is None
        schedule.send_signal(signal.SIGINT)
        _, err = schedule.communicate(timeout=10)

    assert "another resalewatch holds the lock" in said
    assert "Traceback" not in err
    assert schedule.returncode == 0
