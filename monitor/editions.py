"""Weekly and monthly editions: where they are written, and which ones were missed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from monitor.cron import trigger
from monitor.house import House
from monitor.settings import Settings
from reports.edition.edition import write
from reports.edition.span import Kind, span_of
from reports.report import write as write_night

_LONGEST = timedelta(days=62)  # a monthly edition's turn is never further back


@dataclass(frozen=True, slots=True)
class Turn:
    """When editions of one kind are due."""

    kind: Kind
    trigger: CronTrigger

    def last_due(self, now: datetime) -> datetime | None:
        """The newest time before ``now`` at which one was due."""
        due, found = self.trigger.get_next_fire_time(None, now - _LONGEST), None
        while due is not None and due <= now:
            found, due = due, self.trigger.get_next_fire_time(due, due + timedelta(seconds=1))
        return found


def turns(settings: Settings) -> list[Turn]:
    """The editions that are wished for, in the schedule's time zone."""
    zone = ZoneInfo(settings.schedule.timezone)
    crons: tuple[tuple[Kind, str], ...] = (
        ("week", settings.reports.weekly),
        ("month", settings.reports.monthly),
    )
    return [Turn(kind, trigger(cron, zone)) for kind, cron in crons if cron]


def missed(settings: Settings, first_night: date | None, now: datetime) -> list[tuple[Kind, date]]:
    """Editions that were due since the first night and are not there: each kind's last one."""
    found: list[tuple[Kind, date]] = []
    for turn in turns(settings):
        due = turn.last_due(now)
        if due is None or first_night is None or due.date() <= first_night:
            continue
        if not path_of(settings, turn.kind, due.date()).exists():
            found.append((turn.kind, due.date()))
    return found


def path_of(settings: Settings, kind: Kind, on: date) -> Path:
    """The file of the edition that is made on a day."""
    return settings.reports.folder / f"{span_of(kind, on).stem}.html"


def newest(settings: Settings, on: date) -> str:
    """The file name of the newest weekly edition there is on a day; "" where there is none."""
    latest = path_of(settings, "week", on + timedelta(days=1)).name
    there = sorted(path.name for path in settings.reports.folder.glob("weekly-*.html"))
    return max((name for name in there if name <= latest), default="")


def write_edition(house: House, kind: Kind, on: date, out: Path | None = None) -> Path:
    """Write an edition as of a day, and link it with that day's nightly page where there is one."""
    path = out or path_of(house.settings, kind, on)
    night = house.settings.reports.folder / f"{on:%Y-%m-%d}.html"
    both = night.exists() and path.parent == night.parent
    beside = night.name if both else ""
    written = write(house.store, on, path, span=kind, floors=house.floors, beside=beside)
    run = next((run for run in house.store.runs() if run.on == on), None)
    if both and run is not None:
        book, fx = house.book, house.fx
        edition = newest(house.settings, on)
        write_night(house.store, book, fx, on, night, run.id, house.floors, edition=edition)
    return written
