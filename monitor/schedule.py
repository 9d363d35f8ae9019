"""The daemon: nights and editions at the times the settings say; missed ones are caught up once."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from monitor import cron, editions
from monitor.house import House
from monitor.nightly import run_night
from monitor.output import say, warn
from monitor.progress import shown
from monitor.settings import ScheduleSettings
from monitor.targets import targets
from reports.edition.span import Kind
from storage import StoreError

Nightly = Callable[[date], None]
Edition = Callable[[Kind, date], None]
Clock = Callable[[], datetime]
Open = Callable[[], AbstractContextManager[House]]


def trigger(settings: ScheduleSettings) -> CronTrigger:
    """When nights begin."""
    return cron.trigger(settings.cron, ZoneInfo(settings.timezone))


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


_RULES = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


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
    # One worker: an edition that is due while a night runs tells of it when it has ended.
    one_by_one = {"default": ThreadPoolExecutor(1)}
    scheduler = BlockingScheduler(timezone=ZoneInfo(settings.timezone), executors=one_by_one)
    rules = _RULES

    def run() -> None:
        nightly(night_of(settings, clock()))

    scheduler.add_job(run, trigger(settings), id="nightly", **rules)
    if missed(settings, last_started, clock()):
        scheduler.add_job(run, "date", run_date=clock(), id="catch-up", **rules)
    elif left_open is not None:
        scheduler.add_job(nightly, "date", [left_open], run_date=clock(), id="resume", **rules)
    return scheduler


def add_editions(
    scheduler: BlockingScheduler,
    turns: Sequence[editions.Turn],
    write: Edition,
    *,
    clock: Clock,
    missed: Sequence[tuple[Kind, date]] = (),
) -> None:
    """Editions beside the nights; a missed one is written at once, after a night that waits."""

    def run(turn: editions.Turn) -> None:
        write(turn.kind, clock().astimezone(turn.trigger.timezone).date())

    for turn in turns:
        scheduler.add_job(run, turn.trigger, [turn], id=f"{turn.kind}ly", **_RULES)
    for kind, on in missed:
        scheduler.add_job(
            write, "date", [kind, on], run_date=clock(), id=f"catch-up-{kind}", **_RULES
        )


def serve(open_house: Open, *, clock: Clock) -> None:
    """Run nights until SIGTERM or Ctrl-C. What goes wrong in one is said; the next comes anyway."""
    with open_house() as house:
        chosen = house.settings.schedule
        targets(house.settings)  # a bad one is said now, not at night
        started = [run.started_at for run in house.store.runs()]
        left_open = [run.on for run in house.store.open_runs()]
        first = min((run.on for run in house.store.runs()), default=None)
        turns = editions.turns(house.settings)
        missing = editions.missed(house.settings, first, clock())
    scheduler = build(
        chosen,
        lambda on: one_night(open_house, on),
        last_started=max(started, default=None),
        clock=clock,
        left_open=max(left_open, default=None),
    )
    add_editions(
        scheduler,
        turns,
        lambda kind, on: one_edition(open_house, kind, on),
        clock=clock,
        missed=missing,
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


def one_edition(open_house: Open, kind: Kind, on: date) -> None:
    """One edition of the daemon; trouble is a sentence on standard error."""
    try:
        with open_house() as house:
            written = editions.write_edition(house, kind, on)
    except (StoreError, OSError, ValueError) as trouble:
        warn(f"{kind}ly edition of {on}: {trouble}")
        return
    say(f"{kind}ly edition: {written}")
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
