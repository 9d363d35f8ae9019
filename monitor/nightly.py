"""One night: due → fetch → read → remember → link → observe → judge → hand over → publish →
report.

Every step reads what the one before it stored, so a night killed anywhere goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alerts.outbox import deliver
from crawler.run import crawl
from market.visits import Visit, Visited
from market.wire import encode
from monitor.editions import newest
from monitor.errands import crawl_plan
from monitor.house import House, code_version
from monitor.judging import judge_night, link_night
from monitor.observing import observe_night
from monitor.publishing import publish_night
from monitor.reading import in_reading_order, read_and_remember
from monitor.replay import interrupted, resume
from monitor.tally import line, outcome
from monitor.targets import targets
from monitor.weighing import declared
from reports.report import write
from storage.views import NightTally, Run

Clock = Callable[[], datetime]
Progress = Callable[[str, dict[str, Any]], None]


def wall_clock() -> datetime:
    """Now, aware and in UTC: the only clock of a real night."""
    return datetime.now(UTC)


def quiet(_step: str, _detail: dict[str, Any]) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Night:
    """How a night ended, and where its page lies."""

    tally: NightTally
    ending: str
    report: Path | None


def run_night(
    house: House, on: date, *, clock: Clock = wall_clock, progress: Progress = quiet
) -> Night:
    """One night as of ``on``. A night that an earlier start left open is finished first.

    Raises storage.Busy when another night is running, ValueError for a bad delivery target.
    """
    targets(house.settings)  # a bad one must not come to light after hours of fetching
    declared(house.settings.trends.weights)
    with house.store.lock("nightly"):
        if interrupted(house.store):
            resume(house, lambda told: progress("replay", {"night": told}))
        for left_open in house.store.open_runs():
            if left_open.on != on:
                _finish(house, left_open, clock, progress)
        run = house.store.open_run(
            on=on,
            started_at=clock(),
            code_version=code_version(),
            settings_digest=house.settings.digest(),
            candidate_budget=_candidate_budget(house),
            limits=house.settings.discover.limits(),
        )
        return _finish(house, run, clock, progress)


def _candidate_budget(house: House) -> int:
    """Strangers are visited only by a crawler that says who it is, or inside an invented market."""
    crawl_settings = house.settings.crawl
    named = bool(crawl_settings.contact or crawl_settings.connect_to)
    return crawl_settings.candidate_budget if named else 0


def _finish(house: House, run: Run, clock: Clock, progress: Progress) -> Night:
    due = bool(house.store.plan(run.id))
    report = _night(house, run, clock, progress) if due else None
    tally = house.store.tally(run.id)
    ending = outcome(tally.sources, tally.candidates_visited)
    house.store.close_run(run.id, closed_at=clock(), tally=encode(line(tally)))
    return Night(tally, ending, report)


def _night(house: House, run: Run, clock: Clock, progress: Progress) -> Path:
    _fetch(house, run, progress)
    _read(house, run, progress)
    progress("link", {})
    link_night(house, run)
    progress("observe", {})
    observe_night(house, run)
    _judge(house, run, clock, progress)
    progress("publish", {})
    publish_night(house, run.on)
    return _report(house, run, progress)


def _fetch(house: House, run: Run, progress: Progress) -> None:
    todo = [planned.visit for planned in house.store.plan(run.id) if planned.state == "planned"]
    progress("fetch", {"total": len(todo)})
    if not todo:
        return

    names = {visit.id: visit.name for visit in todo}

    def arrived(visited: Visited) -> None:
        house.store.record_visited(run.id, visited)
        name = names[visited.visit_id]
        progress("visited", {"name": name, "outcome": visited.outcome.value})

    crawl(
        crawl_plan(house.settings, run.id, todo),
        on_visited=arrived,
        on_progress=lambda so_far: progress("crawl", {"pages": so_far.pages, "host": so_far.host}),
    )


def _read(house: House, run: Run, progress: Progress) -> None:
    todo = [planned for planned in house.store.plan(run.id) if planned.state == "fetched"]
    progress("read", {"total": len(todo)})
    for planned in in_reading_order(todo):
        read_and_remember(house, run.id, planned, run.on)
        progress("remembered", {"name": planned.visit.name})
    house.store.settle(run.id)


def _judge(house: House, run: Run, clock: Clock, progress: Progress) -> None:
    progress("judge", {})
    chosen = targets(house.settings)
    judge_night(house, run, chosen)
    deliver(house.store, chosen, clock=clock)


def _report(house: House, run: Run, progress: Progress) -> Path:
    progress("report", {})
    path = house.settings.reports.folder / f"{run.on:%Y-%m-%d}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    edition = newest(house.settings, run.on)
    book, fx, floors = house.book, house.fx, house.floors
    return write(house.store, book, fx, run.on, path, run.id, floors, edition=edition)


def would_visit(house: House, on: date) -> list[Visit]:
    """What a night as of ``on`` would fetch, candidates included; nothing is opened or stored."""
    left_open = house.store.open_runs()
    waiting = [
        planned.visit
        for run in left_open
        for planned in house.store.plan(run.id)
        if planned.state == "planned"
    ]
    if any(run.on == on for run in left_open):
        return waiting
    limits = house.settings.discover.limits()
    return [*waiting, *house.store.preview(on, _candidate_budget(house), limits)]
