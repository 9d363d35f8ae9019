"""Is everything a night needs in order? Each check answers in a sentence that says what to do."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Literal

from crawler.browser import installed
from crawler.identity import user_agent
from monitor.errands import manners
from monitor.settings import Settings
from monitor.tables import exchange_rates, price_book
from monitor.targets import targets
from storage import Store

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
        ("archive", lambda: _archive(settings)),
        ("disk", lambda: _disk(settings)),
        ("clock", lambda: _clock(settings, now)),
        ("contact", lambda: _contact(settings)),
        ("identity", lambda: _identity(settings)),
        ("browser", lambda: _browser(settings)),
        ("price book", lambda: _prices(settings)),
        ("exchange rates", lambda: _rates(settings, now)),
        ("targets", lambda: _targets(settings)),
    )
    return list(_run(checks))


def _run(
    checks: tuple[tuple[str, Callable[[], tuple[Grade, str]]], ...],
) -> Iterator[Finding]:
    for name, check in checks:
        try:
            grade, message = check()
        except (OSError, ValueError, RuntimeError) as error:
            grade, message = "error", str(error)
        yield Finding(name, grade, message)


def _database(settings: Settings) -> tuple[Grade, str]:
    store = Store.open(settings.store.url)
    try:
        sources = len(store.sources())
    finally:
        store.close()
    if not sources:
        return "warning", "reachable, but no source is known: `resalewatch sources load FILE`"
    return "ok", f"reachable, migrated, {sources} sources"


def _archive(settings: Settings) -> tuple[Grade, str]:
    folder = settings.store.archive
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".doctor"
    probe.write_bytes(b"")
    probe.unlink()
    return "ok", f"{folder} can be written"


def _disk(settings: Settings) -> tuple[Grade, str]:
    free = shutil.disk_usage(settings.store.archive).free
    if free < ENOUGH_DISK:
        return "warning", f"{free / 1e9:.1f} GB free; a night may not fit"
    return "ok", f"{free / 1e9:.0f} GB free"


def _clock(settings: Settings, now: datetime) -> tuple[Grade, str]:
    store = Store.open(settings.store.url)
    try:
        last = max((run.on for run in store.runs()), default=None)
    finally:
        store.close()
    if last and last > (now + timedelta(days=1)).date():
        return "warning", f"the newest night is {last}, ahead of this clock ({now:%Y-%m-%d})"
    return "ok", f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


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


def _targets(settings: Settings) -> tuple[Grade, str]:
    chosen = targets(settings)
    if not chosen:
        return "warning", "none: leads stay in the store (`resalewatch leads list`)"
    return "ok", ", ".join(target.name for target in chosen)
