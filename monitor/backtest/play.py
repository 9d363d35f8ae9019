"""Snapshots and stored nights played again in order: read → settle → link → observe → judge, and
publish when all of them are over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from market.trends.periods import Periods
from market.wire import encode
from monitor.backtest.pages import visited
from monitor.backtest.snapshots import Snapshots
from monitor.house import House, code_version
from monitor.judging import judge_night, link_night
from monitor.observing import observe_night
from monitor.publishing import publish_night
from monitor.reading import in_reading_order, read_and_remember
from monitor.tally import line, outcome
from storage import Store
from storage.archive import ArchiveWriter
from storage.views import Planned, Run

Told = Callable[[str], None]
_NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Played:
    """A night played, and how it ended: ok, partial, failed."""

    run: Run
    ending: str


def play_snapshots(house: House, there: Snapshots, tell: Told, periods: Periods) -> list[Played]:
    """Every date as a night on which the sources with a snapshot were visited, and no others."""
    sources = {one.name: replace(one, cadence="1d") for one in there.sources}
    played = []
    for on, pages in there.nights.items():
        house.store.add_sources([sources[name] for name in pages], on=on)
        for state in house.store.sources():
            house.store.pause(state.source.name, state.source.name not in pages)
        run = _opened(house, on)
        _fetched(house, run, pages)
        played.append(_night(house, run, tell, periods))
    return _published(house, played, periods)


def nights_of(url: str) -> list[date]:
    """The nights on which the store behind ``url`` fetched anything, oldest first.

    Raises storage.Unknown where there is no such store.
    """
    with Store.as_it_is(url) as theirs:
        return sorted(run.on for run in theirs.runs() if _fetched_of(theirs, run))


def play_archive(house: House, url: str, tell: Told, periods: Periods) -> list[Played]:
    """The nights of the store behind ``url`` again, with what was fetched on them and today's
    parsers. What people decided there is left aside; nothing is written there.

    Raises storage.Unknown where there is no such store.
    """
    played = []
    with Store.as_it_is(url) as theirs:
        for state in theirs.sources():
            house.store.add_sources([state.source], on=state.added_on, origin=state.origin)
        for run in reversed(theirs.runs()):
            if plan := _fetched_of(theirs, run):
                here = house.store.adopt_run(run, plan)
                for visit in (one.visited for one in plan if one.visited is not None):
                    house.store.record_visited(here.id, visit)
                played.append(_night(house, here, tell, periods))
    return _published(house, played, periods)


def _fetched_of(store: Store, run: Run) -> list[Planned]:
    return [one for one in store.plan(run.id) if one.visited is not None]


def _opened(house: House, on: date) -> Run:
    return house.store.open_run(
        on=on,
        started_at=datetime.combine(on, _NOON),
        code_version=code_version(),
        settings_digest=house.settings.digest(),
        candidate_budget=0,  # nobody can be asked
    )


def _fetched(house: House, run: Run, pages: Mapping[str, Path]) -> None:
    with ArchiveWriter(house.archive.folder, f"{run.id}") as writer:
        for planned in house.store.plan(run.id):
            page = visited(writer, planned.visit, pages[planned.visit.name], run.on)
            house.store.record_visited(run.id, page)


def _night(house: House, run: Run, tell: Told, periods: Periods) -> Played:
    for planned in in_reading_order(house.store.plan(run.id)):
        read_and_remember(house, run.id, planned, run.on)
    house.store.settle(run.id)
    link_night(house, run)
    observe_night(house, run, periods)
    judge_night(house, run, ())
    tally = house.store.tally(run.id)
    house.store.close_run(
        run.id, closed_at=datetime.combine(run.on, _NOON), tally=encode(line(tally))
    )
    ending = outcome(tally.sources, tally.candidates_visited)
    tell(f"{run.on} {ending}: {tally.sources.due} sources, {_alerts(tally.alerts.items())}")
    return Played(run, ending)


def _published(house: House, played: list[Played], periods: Periods) -> list[Played]:
    """Everything is final: no later night will come, and none is looked at before its time."""
    if played:
        last = max(one.run.on for one in played)
        publish_night(house, periods.end(periods.of(last)) + timedelta(days=7), periods)
    return played


def _alerts(counted: Iterable[tuple[str, int]]) -> str:
    told = [f"{count} {rule}" for rule, count in counted if count]
    return ", ".join(told) or "no alerts"
