"""A night in figures, counted from rows: the same after a kill as without one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from market.types import Issue, Outcome, SourceKind
from market.visits import Visit
from market.wire import decode
from storage import runs
from storage.planning import HEALTHY
from storage.tables import ALERT, APPEARANCE, EVENT, LEAD, RUN, SOURCE, VISIT
from storage.tallies import NightTally, SourceCounts, Tally
from storage.views import Health, VisitIssue
from storage.writer import Found

_SUMMED = ("candidates", "offers_new", "offers_changed", "offers_unchanged", "offers_withdrawn")


def tally(connection: Connection, run_id: str) -> NightTally:
    """Every count of the nightly line."""
    run = runs.get(connection, run_id)
    rows = connection.execute(select(VISIT).where(VISIT.c.run == run_id)).all()
    remembered = [decode(row.tally, Tally) for row in rows if row.tally]
    happened = _events(connection, run_id)
    own = connection.scalar(select(RUN.c.rows_written).where(RUN.c.id == run_id)) or 0
    return NightTally(
        run=run.id,
        on=run.on,
        sources=_sources(rows),
        candidates_visited=sum(row.target == "candidate" and row.tally is not None for row in rows),
        pages=sum(row.pages for row in rows),
        requests=sum(row.requests for row in rows),
        bytes=sum(row.bytes for row in rows),
        channels_new=happened["new"],
        channels_known=_shown(connection, run_id) - happened["new"],
        channels_moved=happened["moved"],
        channels_reappeared=happened["reappeared"],
        channels_gone=happened["gone"],
        **{name: sum(getattr(one, name) for one in remembered) for name in _SUMMED},
        rows_written=own + sum(row.rows_written for row in rows),
        issues=sum(len(decode(row.issues, list[Issue])) for row in rows),
        leads_new=_leads(connection, run_id, opened=True),
        leads_updated=_leads(connection, run_id, opened=False),
        alerts=_alerts(connection, run_id),
    )


def _sources(rows: Sequence[Found]) -> SourceCounts:
    mine = [row for row in rows if row.target == "source"]
    ended = Counter(row.outcome for row in mine if row.outcome)
    suspect = sum(row.outcome in HEALTHY and not row.healthy for row in mine)
    counts = {outcome.value: ended[outcome.value] for outcome in Outcome}
    pending = len(mine) - sum(ended.values())
    return SourceCounts(due=len(mine), suspect=suspect, pending=pending, **counts)


def _events(connection: Connection, run_id: str) -> Counter[str]:
    found = select(EVENT.c.kind, func.count().label("n")).where(EVENT.c.run == run_id)
    return Counter({row.kind: row.n for row in connection.execute(found.group_by(EVENT.c.kind))})


def _shown(connection: Connection, run_id: str) -> int:
    """Channels that some source read tonight shows."""
    read = select(VISIT.c.name).where(VISIT.c.run == run_id, VISIT.c.outcome.in_(HEALTHY))
    shown = select(func.count(APPEARANCE.c.channel.distinct())).where(
        APPEARANCE.c.gone_on.is_(None), APPEARANCE.c.source.in_(read)
    )
    return connection.scalar(shown) or 0


def _leads(connection: Connection, run_id: str, *, opened: bool) -> int:
    mine = LEAD.c.opened_run == run_id
    if not opened:
        mine = (LEAD.c.updated_run == run_id) & (LEAD.c.opened_run != run_id)
    return connection.scalar(select(func.count()).select_from(LEAD).where(mine)) or 0


def _alerts(connection: Connection, run_id: str) -> dict[str, int]:
    found = select(ALERT.c.rule, func.count().label("n")).where(ALERT.c.run == run_id)
    rows = connection.execute(found.group_by(ALERT.c.rule)).all()
    return {row.rule: row.n for row in sorted(rows, key=lambda row: row.rule)}


def issues(connection: Connection, run_id: str) -> list[VisitIssue]:
    """Issues of the run in the order of its plan."""
    found = select(VISIT).where(VISIT.c.run == run_id).order_by(VISIT.c.seq)
    return [
        VisitIssue(row.id, row.name, issue)
        for row in connection.execute(found)
        for issue in decode(row.issues, list[Issue])
    ]


def health(connection: Connection, on: date) -> list[Health]:
    """How the sources of that night fared, by name; of two visits on one date, the later."""
    found = (
        select(VISIT, SOURCE.c.failures, SOURCE.c.reads.label("so_far"), SOURCE.c.last_read)
        .join(SOURCE, SOURCE.c.name == VISIT.c.name)
        .join(RUN, RUN.c.id == VISIT.c.run)
        .where(VISIT.c.on == on, VISIT.c.target == "source")
        .order_by(RUN.c.seq)
    )
    latest = {row.name: row for row in connection.execute(found)}
    return [_health(latest[name]) for name in sorted(latest)]


def unhealthy_sources(connection: Connection, on: date) -> set[str]:
    """Sources whose visit that night failed, was not believed, or has not ended."""
    return {one.source for one in health(connection, on) if not one.healthy}


def _health(row: Found) -> Health:
    return Health(
        source=row.name,
        kind=SourceKind(decode(row.errand, Visit).kind),
        outcome=Outcome(row.outcome) if row.outcome else None,
        healthy=bool(row.healthy),
        count=row.listed,
        counts=tuple(decode(row.counts, list[int])),
        failures=row.failures,
        reads=row.so_far,
        last_read=row.last_read,
    )
