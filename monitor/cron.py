"""Cron expressions as crontab(5) means them."""

import re
from datetime import tzinfo

from apscheduler.triggers.cron import CronTrigger

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"(?<![/\w])[0-7](?!\w)")


def trigger(cron: str, timezone: tzinfo | str | None = None) -> CronTrigger:
    """When the five fields say so; weekdays are counted from Sunday, as crontab does and
    APScheduler does not. Raises ValueError for anything else.
    """
    *fields, weekday = cron.split()
    named = _DAY.sub(lambda day: _DAYS[int(day[0])], weekday)
    return CronTrigger.from_crontab(" ".join([*fields, named]), timezone=timezone)
