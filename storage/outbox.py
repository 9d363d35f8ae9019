"""Messages owed: written with what they tell of, leased to one sender, kept until delivered."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from market.judgement import Dispatch
from storage.errors import Unknown
from storage.tables import DISPATCH
from storage.writer import Found, Writer, chunks


def owe(writer: Writer, dispatches: Sequence[Dispatch]) -> int:
    """Messages whose id is not there yet, in the order given."""
    rows = {one.id: _row(one) for one in dispatches}
    known: set[str] = set()
    for chunk in chunks(sorted(rows)):
        there = select(DISPATCH.c.id).where(DISPATCH.c.id.in_(chunk))
        known |= set(writer.connection.scalars(there))
    fresh = [row for key, row in rows.items() if key not in known]
    writer.add(DISPATCH, fresh)
    return len(fresh)


def claim(writer: Writer, now: datetime, lease: timedelta, limit: int) -> list[Dispatch]:
    """Messages that are due, leased until ``now + lease``.

    Of one target and entity only the oldest that is still owed: the next waits for it.
    """
    earlier = DISPATCH.alias("earlier")
    waits = (
        select(earlier.c.seq)
        .where(
            earlier.c.state == "pending",
            earlier.c.target == DISPATCH.c.target,
            earlier.c.entity == DISPATCH.c.entity,
            earlier.c.seq < DISPATCH.c.seq,
        )
        .exists()
    )
    due = (
        select(DISPATCH)
        .where(
            DISPATCH.c.state == "pending",
            or_(DISPATCH.c.due_at.is_(None), DISPATCH.c.due_at <= now),
            or_(DISPATCH.c.leased_until.is_(None), DISPATCH.c.leased_until <= now),
            ~waits,
        )
        .order_by(DISPATCH.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)  # on SQLite the whole database is ours meanwhile
    )
    rows = writer.connection.execute(due).all()
    if rows:
        mine = update(DISPATCH).where(DISPATCH.c.seq.in_([row.seq for row in rows]))
        writer.change(mine.values(leased_until=now + lease))
    return [_dispatch(row) for row in rows]


def done(writer: Writer, id: str, at: datetime) -> None:  # noqa: A002  # the name the relay asks by
    """The target has it."""
    values = {"state": "done", "done_at": at, "leased_until": None, "error": ""}
    _settle(writer, id, "pending", values)


def failed(
    writer: Writer,
    id: str,  # noqa: A002  # the name the relay asks by
    at: datetime,
    retry_at: datetime | None,
    error: str,
) -> None:
    """To be tried again at a time; or never, which leaves it with the dead letters."""
    values = {"leased_until": None, "due_at": retry_at, "error": error}
    if retry_at is None:
        values |= {"state": "dead", "done_at": at}
    _settle(writer, id, "pending", {**values, "attempts": DISPATCH.c.attempts + 1})


def revive(writer: Writer, id: str) -> None:  # noqa: A002  # the name the relay asks by
    """A dead letter is owed again, with its old id."""
    values = {"state": "pending", "done_at": None, "due_at": None, "attempts": 0}
    _settle(writer, id, "dead", values)


def in_state(connection: Connection, state: str) -> list[tuple[Dispatch, str]]:
    """Messages of one state (pending, done, dead) with the last error, oldest first."""
    found = select(DISPATCH).where(DISPATCH.c.state == state).order_by(DISPATCH.c.seq)
    return [(_dispatch(row), row.error) for row in connection.execute(found)]


def _settle(writer: Writer, dispatch: str, settled_from: str, values: Mapping[str, object]) -> None:
    """Changes a message in that state; one that left it meanwhile stays as it is."""
    mine = DISPATCH.c.id == dispatch
    changed = writer.change(
        update(DISPATCH).where(mine, DISPATCH.c.state == settled_from).values(values)
    )
    if not changed and writer.connection.scalar(select(DISPATCH.c.id).where(mine)) is None:
        raise Unknown(f"there is no dispatch {dispatch!r}")


def _row(one: Dispatch) -> dict[str, object]:
    return {
        "id": one.id,
        "target": one.target,
        "entity": one.entity,
        "kind": one.kind,
        "body": one.body,
        "state": "pending",
        "attempts": one.attempts,
        "error": "",
    }


def _dispatch(row: Found) -> Dispatch:
    return Dispatch(row.id, row.target, row.entity, row.kind, row.body, row.attempts)
