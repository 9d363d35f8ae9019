"""Is everything a night needs in order? Each check answers in a sentence that says what to do."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from crawler.browser import installed
from crawler.identity import user_agent
from monitor.errands import manners
from monitor.schedule import trigger
from monitor.settings import Settings
from monitor.tables import exchange_rates, price_book
from monitor.targets import targets
from monitor.weighing import declared
from storage import Store, StoreError

Grade = Literal["ok", "warning", "error"]
ENOUGH_DISK = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    grade: Grade
    message: str


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Every check, in the order a person would mend things."""
    checks: tuple[tuple[str, Callable[[], tuple[Grade, str]]], ...] = (
        ("database", lambda: _database(settings)),
        ("archive", lambda: _writable(settings.store.archive)),
        ("report", lambda: _writable(settings.reports.folder)),
        ("disk", lambda: _disk(settings)),
        ("clock", lambda: _clock(settings, now)),
        ("schedule", lambda: _schedule(settings, now)),
        ("contact", lambda: _contact(settings)),
        ("identity", lambda: _identity(settings)),
        ("browser", lambda: _browser(settings)),
        ("price book", lambda: _prices(settings)),
        ("exchange rates", lambda: _rates(settings, now)),
        ("weights", lambda: _weights(settings)),
        ("targets", lambda: _targets(settings)),
    )
    return list(_run(checks))


def _run(
    checks: tuple[tuple[str, Callable[[], tuple[Grade, str]]], ...],
) -> Iterator[Finding]:
    for name, check in checks:
        try:
            grade, message = check()
        except (StoreError, OSError, ValueError, RuntimeError) as error:
            grade, message = "error", str(error)
        yield Finding(name, grade, message)


def _database(settings: Settings) -> tuple[Grade, str]:
    with Store.open(settings.store.url) as store:
        sources = len(store.sources())
    if not sources:
        return "warning", "reachable, but no source is known: `resalewatch sources load FILE`"
    return "ok", f"reachable, migrated, {sources} sources"


def _writable(folder: Path) -> tuple[Grade, str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return "ok", f"{folder} can be written"
    except OSError as problem:
        return "error", f"{folder} cannot be written ({problem.strerror}); name another in settings"


def _disk(settings: Settings) -> tuple[Grade, str]:
    folder = settings.store.archive.absolute()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < ENOUGH_DISK:
        return "warning", f"{free / 1e9:.1f} GB free; a night may not fit"
    return "ok", f"{free / 1e9:.0f} GB free"


def _clock(settings: Settings, now: datetime) -> tuple[Grade, str]:
    told = f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    try:
        with Store.open(settings.store.url) as store:
            last = max((run.on for run in store.runs()), default=None)
    except StoreError:
        return "ok", f"{told}; the nights so far are unknown while the database is"
    if last and last > (now + timedelta(days=1)).date():
        return "warning", f"{told}, but the newest night is {last}: nothing is due before then"
    return "ok", told


def _schedule(settings: Settings, now: datetime) -> tuple[Grade, str]:
    upcoming = trigger(settings.schedule).get_next_fire_time(None, now)
    if upcoming is None:
        return "error", f"cron {settings.schedule.cron!r} never comes; correct it in [schedule]"
    return "ok", f"`resalewatch schedule` would begin the next night at {upcoming}"


def _contact(settings: Settings) -> tuple[Grade, str]:
    contact = settings.crawl.contact
    if not contact:
        return "error", "set crawl.contact; without it nothing but loopback is fetched"
    mail = parseaddr(contact.removeprefix("mailto:"))[1]
    if not contact.startswith("https://") and "@" not in mail:
        return "warning", f"{contact!r} is neither a mail address nor an https page"
    return "ok", contact


def _identity(settings: Settings) -> tuple[Grade, str]:
    agent = user_agent(manners(settings))
    return "ok", f"{agent}; robots.txt may address it as {agent.partition('/')[0]!r}"


def _browser(settings: Settings) -> tuple[Grade, str]:
    if not settings.crawl.browser:
        return "ok", "switched off in the settings"
    found = installed()
    if found is None:
        return "warning", "none found: pages that exist only after JavaScript stay unread"
    return "ok", str(found)


def _prices(settings: Settings) -> tuple[Grade, str]:
    book = price_book(settings.market)
    return "ok", f"{len(book.rows())} dated prices"


def _rates(settings: Settings, now: datetime) -> tuple[Grade, str]:
    age = exchange_rates(settings.market).age(now.date()).days
    if age > 30:
        return "warning", f"the newest rate is {age} days old: `resalewatch fx refresh FILE`"
    return "ok", f"the newest rate is {age} days old"


def _weights(settings: Settings) -> tuple[Grade, str]:
    own = declared(settings.trends.weights)
    return "ok", f"{len(own)} declared" if own else "none declared: operators are counted"


def _targets(settings: Settings) -> tuple[Grade, str]:
    chosen = targets(settings)
    if not chosen:
        return "warning", "none: leads stay in the store (`resalewatch leads list`)"
    return "ok", ", ".join(target.name for target in chosen)
