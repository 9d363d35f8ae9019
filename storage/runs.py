"""The ledger of nights: opened with a frozen plan, resumed after a kill, closed with a tally."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, func, select, update

from market.frontier import USUAL, Limits
from market.types import Outcome
from market.visits import Visit, Visited
from market.wire import decode, encode
from storage import planning
from storage.errors import Unknown
from storage.tables import RUN, SOURCE, VISIT
from storage.views import Planned, Run
from storage.writer import Found, Writer


def open_run(
    writer: Writer,
    *,
    on: date,
    started_at: datetime,
    code_version: str,
    settings_digest: str,
    candidate_budget: int,
    limits: Limits = USUAL,
) -> Run:
    """The open run of that date, or a new one whose plan is frozen now."""
    writer.alone()
    for row in writer.connection.execute(select(RUN).where(RUN.c.on == on, RUN.c.state == "open")):
        return _run(row, resumed=True)
    seq = 1 + (
        writer.connection.scalar(select(func.count()).select_from(RUN).where(RUN.c.on == on)) or 0
    )
    run = Run(
        id=f"{on}" if seq == 1 else f"{on}.{seq}",
        on=on,
        state="open",
        started_at=started_at,
        code_version=code_version,
        settings_digest=settings_digest,
    )
    plan = list(planning.plan(writer.connection, run.id, on, candidate_budget, limits))
    _freeze(writer, run, plan)
    writer.add(RUN, [_row(run, seq, writer.rows + 1)])
    return run


def adopt(writer: Writer, run: Run, plan: Sequence[Planned]) -> Run:
    """A night of another store with its errands as frozen there, to be read here: open, and none of
    it fetched yet.
    """
    here = replace(run, state="open", closed_at=None, tally=b"")
    unread = [replace(one, state="planned", visited=None) for one in plan]
    seq = int(run.id.removeprefix(f"{run.on}").lstrip(".") or 1)
    _freeze(writer, here, unread)
    writer.add(RUN, [_row(here, seq, writer.rows + 1)])
    return here


def _freeze(writer: Writer, run: Run, plan: Sequence[Planned]) -> None:
    writer.add(VISIT, [_visit_row(run, seq, planned) for seq, planned in enumerate(plan)])
    names = [planned.visit.name for planned in plan if planned.target == "source"]
    if names:
        mine = select(VISIT.c.name).where(VISIT.c.run == run.id, VISIT.c.target == "source")
        writer.change(update(SOURCE).where(SOURCE.c.name.in_(mine)).values(last_planned=run.on))


def open_runs(connection: Connection) -> list[Run]:
    """Runs that were never closed, oldest first."""
    rows = connection.execute(
        select(RUN).where(RUN.c.state == "open").order_by(RUN.c.on, RUN.c.seq)
    )
    return [_run(row) for row in rows]


def recent(connection: Connection, limit: int | None = None) -> list[Run]:
    """The latest runs, newest first."""
    rows = connection.execute(select(RUN).order_by(RUN.c.on.desc(), RUN.c.seq.desc()).limit(limit))
    return [_run(row) for row in rows]


def plan_of(connection: Connection, run_id: str) -> list[Planned]:
    """The errands of a run in their fixed order, with what has become of them."""
    rows = connection.execute(select(VISIT).where(VISIT.c.run == run_id).order_by(VISIT.c.seq))
    return [_planned(row) for row in rows]


def close(writer: Writer, run_id: str, *, closed_at: datetime, tally: bytes) -> None:
    """Closes the run; closing it again changes nothing."""
    values = {"state": "closed", "closed_at": closed_at, "tally": tally}
    done = update(RUN).where(RUN.c.id == run_id, RUN.c.state == "open").values(**values)
    if not writer.change(done) and get(writer.connection, run_id).state != "closed":
        raise Unknown(f"run {run_id} could not be closed")


def get(connection: Connection, run_id: str) -> Run:
    """The run of that id."""
    for row in connection.execute(select(RUN).where(RUN.c.id == run_id)):
        return _run(row)
    raise Unknown(f"there is no run {run_id!r}")


def add_rows(writer: Writer, run_id: str) -> None:
    """Puts what this transaction wrote on the run's account."""
    total = RUN.c.rows_written + writer.rows + 1
    writer.change(update(RUN).where(RUN.c.id == run_id).values(rows_written=total))


def _row(run: Run, seq: int, rows: int) -> dict[str, object]:
    return {
        "id": run.id,
        "on": run.on,
        "seq": seq,
        "state": run.state,
        "started_at": run.started_at,
        "code_version": run.code_version,
        "settings_digest": run.settings_digest,
        "tally": b"",
        "rows_written": rows,
    }


def _visit_row(run: Run, seq: int, planned: Planned) -> dict[str, object]:
    return {
        "id": planned.visit.id,
        "run": run.id,
        "on": run.on,
        "seq": seq,
        "name": planned.visit.name,
        "target": planned.target,
        "state": planned.state,
        "errand": encode(planned.visit).decode(),
        "reads": planned.reads,
        "counts": encode(planned.counts).decode(),
        "pages": 0,
        "requests": 0,
        "bytes": 0,
        "listed": 0,
        "issues": "[]",
        "rows_written": 0,
    }


def _run(row: Found, *, resumed: bool = False) -> Run:
    return Run(
        id=row.id,
        on=row.on,
        state=row.state,
        started_at=row.started_at,
        code_version=row.code_version,
        settings_digest=row.settings_digest,
        resumed=resumed,
        closed_at=row.closed_at,
        tally=bytes(row.tally),
    )


def _planned(row: Found) -> Planned:
    return Planned(
        visit=decode(row.errand, Visit),
        target=row.target,
        state=row.state,
        visited=decode(row.visited, Visited) if row.visited else None,
        reads=row.reads,
        counts=tuple(decode(row.counts, list[int])),
        outcome=Outcome(row.outcome) if row.outcome else None,
        healthy=row.healthy,
    )
