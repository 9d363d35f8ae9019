"""Which errands a night has: due sources, and the best candidates within a budget."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from market.frontier import USUAL, Limits
from market.queries import asked_on
from market.types import Outcome, Source, SourceKind
from market.visits import Capture, Known, Visit, Visited
from market.wire import decode
from storage import frontier
from storage.sources import cadence_days, states
from storage.tables import VISIT
from storage.views import Planned, SourceState
from storage.writer import Found

HEALTHY = (Outcome.READ.value, Outcome.UNCHANGED.value)


def plan(
    connection: Connection, run: str, on: date, candidate_budget: int, limits: Limits
) -> Iterator[Planned]:
    """The errands in the order they are read: places that list others, channels, candidates."""
    for state in _due(connection, on):
        yield _of_source(connection, run, on, state, limits)
    for one in frontier.chosen(connection, on, candidate_budget, limits):
        visit = Visit(f"{run}/candidate/{one.key}", one.key, one.url, pages=limits.pages)
        yield Planned(visit, "candidate", "planned", None, 0, ())


def preview(
    connection: Connection, on: date, candidate_budget: int, limits: Limits = USUAL
) -> list[Visit]:
    """What a run of that date would be sent to, if it were opened now; nothing is stored."""
    return [one.visit for one in plan(connection, f"{on}", on, candidate_budget, limits)]


def due(connection: Connection, on: date) -> list[Source]:
    """The sources a plan of that date would have, in its order."""
    return [state.source for state in _due(connection, on)]


def _due(connection: Connection, on: date) -> list[SourceState]:
    found = [state for state in states(connection) if is_due(state, on)]
    return sorted(found, key=lambda one: (one.source.kind is SourceKind.CHANNEL, one.source.name))


def is_due(state: SourceState, on: date) -> bool:
    """Counted in nights from the last plan it was in; after a failure, the next night."""
    if state.paused:
        return False
    if state.last_planned is None:
        return True
    nights = (on - state.last_planned).days
    cadence = cadence_days(state.source.cadence)
    if cadence < 1:
        return nights >= 0
    return nights >= (1 if state.failures else cadence)


def _of_source(
    connection: Connection, run: str, on: date, state: SourceState, limits: Limits
) -> Planned:
    source = state.source
    last = _last_healthy(connection, source.name)
    learnt = last.family if last is not None and not state.failures else None
    visit = Visit(
        id=f"{run}/source/{source.name}",
        name=source.name,
        url=source.url,
        kind=source.kind,
        family=source.family or learnt,
        # What a search answers tonight, it was asked for the first time in a while.
        known=() if source.queries else _known(last),
        queries=asked_on(source.queries, on, limits.queries, cadence_days(source.cadence)),
    )
    return Planned(visit, "source", "planned", None, state.reads, state.counts)


def _last_healthy(connection: Connection, name: str) -> Found | None:
    return connection.execute(
        select(VISIT.c.family, VISIT.c.visited)
        .where(VISIT.c.name == name, VISIT.c.healthy, VISIT.c.outcome.in_(HEALTHY))
        .order_by(VISIT.c.on.desc(), VISIT.c.run.desc())
        .limit(1)
    ).first()


def _known(last: Found | None) -> tuple[Known, ...]:
    """Only of a healthy visit: what was not remembered in full is asked for in full."""
    if last is None or last.visited is None:
        return ()
    return tuple(_page(capture) for capture in decode(last.visited, Visited).captures)


def _page(capture: Capture) -> Known:
    seen = capture.evidence
    return Known(seen.asked or seen.url, seen.digest, capture.etag, capture.last_modified)
