"""The daemon: a night at the time the settings say; missed ones are caught up once."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from monitor.house import House
from monitor.nightly import run_night
from monitor.output import say, warn
from monitor.progress import shown
from monitor.settings import ScheduleSettings
from monitor.targets import targets
from storage import StoreError

Nightly = Callable[[date], None]
Clock = Callable[[], datetime]
Open = Callable[[], AbstractContextManager[House]]


def trigger(settings: ScheduleSettings) -> CronTrigger:
    """When nights begin."""
    return CronTrigger.from_crontab(settings.cron, timezone=ZoneInfo(settings.timezone))


def missed(settings: ScheduleSettings, last_started: datetime | None, now: datetime) -> bool:
    """Whether a night should have begun between the last one and ``now``.

    Without any earlier night nothing was missed: the first one begins at its time.
    """
    if last_started is None:
        return False
    due = trigger(settings).get_next_fire_time(last_started, last_started)
    return due is not None and due <= now


def night_of(settings: ScheduleSettings, now: datetime) -> date:
    """The date a night that begins ``now`` belongs to, where the operator lives."""
    return now.astimezone(ZoneInfo(settings.timezone)).date()


def build(
    settings: ScheduleSettings,
    nightly: Nightly,
    *,
    last_started: datetime | None,
    clock: Clock,
    left_open: date | None = None,
) -> BlockingScheduler:
    """A scheduler that is not yet started. One night at a time; several missed ones become one.

    A night that was left open goes on at once, and so does one that was missed.
    """
    scheduler = BlockingScheduler(timezone=ZoneInfo(settings.timezone))
    rules = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

    def run() -> None:
        nightly(night_of(settings, clock()))

    scheduler.add_job(run, trigger(settings), id="nightly", **rules)
    if missed(settings, last_started, clock()):
        scheduler.add_job(run, "date", run_date=clock(), id="catch-up", **rules)
    elif left_open is not None:
        scheduler.add_job(nightly, "date", [left_open], run_date=clock(), id="resume", **rules)
    return scheduler


def serve(open_house: Open, *, clock: Clock) -> None:
    """Run nights until SIGTERM or Ctrl-C. What goes wrong in one is said; the next comes anyway."""
    with open_house() as house:
        chosen = house.settings.schedule
        targets(house.settings)  # a bad one is said now, not at night
        started = [run.started_at for run in house.store.runs()]
        left_open = [run.on for run in house.store.open_runs()]
    scheduler = build(
        chosen,
        lambda on: one_night(open_house, on),
        last_started=max(started, default=None),
        clock=clock,
        left_open=max(left_open, default=None),
    )
    upcoming = trigger(chosen).get_next_fire_time(None, clock())
    say(f"nights begin at {chosen.cron!r} ({chosen.timezone}); the next one {upcoming}")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, _stop)
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        _end()


def one_night(open_house: Open, on: date) -> None:
    """One night of the daemon; trouble is a sentence on standard error."""
    try:
        with open_house() as house, shown() as progress:
            ended = run_night(house, on, progress=progress)
    except (StoreError, OSError, ValueError) as trouble:
        warn(f"night of {on}: {trouble}")
        return
    say(f"night of {on}: {ended.ending}")
    sys.stdout.flush()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _end() -> None:
    """Leave at once, a running night included: killed at any moment it goes on where it stopped.

    Ending the usual way would wait for it, for hours perhaps.
    """
    warn("stopped; a night that was running goes on at the next start")
    sys.stderr.flush()
    os._exit(0)
