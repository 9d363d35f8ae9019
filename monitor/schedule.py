"""The daemon: a night at the time the settings say; missed ones are caught up once."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from monitor.settings import ScheduleSettings

Nightly = Callable[[date], None]


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
    clock: Callable[[], datetime],
) -> BlockingScheduler:
    """A scheduler that is not yet started. One night at a time; several missed ones become one."""
    scheduler = BlockingScheduler(timezone=ZoneInfo(settings.timezone))
    rules = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

    def run() -> None:
        nightly(night_of(settings, clock()))

    scheduler.add_job(run, trigger(settings), id="nightly", **rules)
    if missed(settings, last_started, clock()):
        scheduler.add_job(run, "date", run_date=clock(), id="catch-up", **rules)
    return scheduler
