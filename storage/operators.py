"""Groups channels by who runs them, night by night: what changed is told once, dated, and the
memory of it is the same however often a night is gone through.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, func, select, tuple_

from market.linkage import (
    MOST_CHANNELS,
    Change,
    Clusters,
    Decision,
    Operator,
    Verdict,
    applied,
    clusters,
    ruled,
    settle,
    shown,
    ties,
)
from storage import operators_signs, runs
from storage.operators_signs import Said
from storage.tables import OPERATOR, OPERATOR_EVENT, OPERATOR_MEMBER, RUN
from storage.writer import Writer, chunks

_Told = tuple[date, int, Change, str]  # the night, the step, what happened, by whom


def link(writer: Writer, on: date, *, most: int = MOST_CHANNELS, run_id: str | None = None) -> None:
    """Operators as of a night, of everything remembered so far.

    What people decided that night comes after what was read, one by one, as it did.
    """
    writer.alone()
    record = _record(writer)
    on = max([on, *(told[0] for told in record)])
    past = [told for told in record if told[0] < on]
    known, tonight, found = _gone_through(writer, past, on, most)
    _keep_events(writer, [told for told in record if told[0] == on], tonight)
    _keep(writer, OPERATOR, "id", _operator_rows(known, found))
    _keep(writer, OPERATOR_MEMBER, "channel", _member_rows(known, [*past, *tonight]))
    if run_id is not None and writer.rows:
        runs.add_rows(writer, run_id)


def link_again(writer: Writer, *, most: int = MOST_CHANNELS) -> None:
    """The same as of the latest night, for what a person did since; before any night nothing."""
    last = writer.connection.scalar(select(func.max(RUN.c.on)))
    if last is not None:
        link(writer, last, most=most)


def _record(writer: Writer) -> list[_Told]:
    """Everything that ever happened to operators, oldest first."""
    rows = writer.connection.execute(
        select(OPERATOR_EVENT).order_by(OPERATOR_EVENT.c.on, OPERATOR_EVENT.c.step)
    )
    return [
        (row.on, row.step, Change(row.operator, row.kind, row.channel, row.other), row.by)
        for row in rows
    ]


def _gone_through(
    writer: Writer, past: Sequence[_Told], on: date, most: int
) -> tuple[list[Operator], list[_Told], Clusters]:
    """Operators at the end of a night, what happened in it, and the clusters behind them."""
    ages = operators_signs.ages(writer.connection)
    found_ties = ties(shown(operators_signs.signs(writer.connection)))
    said = operators_signs.decisions(writer.connection, ages)
    known = _as_of(past)
    asked = {change.other for _, _, change, _ in past if change.kind == _ASKED}
    tonight: list[_Told] = []
    for step, standing in enumerate(_standing(said, on)):
        found = clusters(found_ties, ruled(one.decision for one in standing), most)
        _, changes = settle(known, found.groups, ages, on)
        last = standing[-1].decision if step else None
        changes += [*_confirmed(last, known, changes, on), *_questions(found, asked)]
        known = applied(known, _real(changes), on)
        tonight += [(on, step, change, last.by if last else "") for change in changes]
    return known, tonight, found


_ASKED = "too_large"


def _as_of(past: Iterable[_Told]) -> list[Operator]:
    steps: dict[tuple[date, int], list[Change]] = defaultdict(list)
    for day, step, change, _ in past:
        steps[day, step].append(change)
    known: list[Operator] = []
    for (day, _), changes in sorted(steps.items(), key=lambda one: one[0]):
        known = applied(known, _real(changes), day)
    return known


def _standing(said: Sequence[Said], on: date) -> list[list[Said]]:
    """The decisions that stand at each step of the night."""
    before = [one for one in said if one.decision.on is None or one.decision.on < on]
    today = [one for one in said if one.decision.on == on]
    return [before + today[:step] for step in range(len(today) + 1)]


def _real(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if change.kind != _ASKED]


def _confirmed(
    last: Decision | None, known: Sequence[Operator], changes: Sequence[Change], on: date
) -> list[Change]:
    if last is None or last.verdict is not Verdict.CONFIRMED:
        return []
    now = applied(known, changes, on)
    return [Change(one.id, "confirmed") for one in now if set(last.channels) & one.members]


def _questions(found: Clusters, asked: set[str]) -> list[Change]:
    """One for each set of channels that was never asked about."""
    changes = []
    for one in found.too_large:
        sign = hashlib.sha256("\n".join(one.channels).encode()).hexdigest()[:10]
        if sign not in asked:
            asked.add(sign)
            changes.append(Change("", _ASKED, one.channels[0], sign))
    return changes


def _keep_events(writer: Writer, held: Sequence[_Told], wanted: Sequence[_Told]) -> None:
    """The night's events become those wanted; what is right already is not touched."""
    rows = {_event_key(told): told for told in wanted}
    there = {_event_key(told) for told in held}
    keys = (OPERATOR_EVENT.c[name] for name in _EVENT_KEY)
    columns = tuple_(*keys)
    for chunk in chunks(sorted(there - rows.keys()), 100):
        writer.change(delete(OPERATOR_EVENT).where(columns.in_(chunk)))
    fresh = [key for key in sorted(rows) if key not in there]
    writer.add(
        OPERATOR_EVENT, [dict(zip(_EVENT_KEY, key, strict=True), by=rows[key][3]) for key in fresh]
    )


_EVENT_KEY = ("on", "step", "operator", "kind", "channel", "other")


def _event_key(told: _Told) -> tuple[date, int, str, str, str, str]:
    day, step, change, _ = told
    return day, step, change.operator, change.kind, change.channel, change.other


def _operator_rows(known: Iterable[Operator], found: Clusters) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "formed_on": one.formed_on,
            "state": _state(one, found),
            "into": one.into,
            "version": one.version,
        }
        for one in known
    ]


def _state(one: Operator, found: Clusters) -> str:
    if not one.members:
        return "merged" if one.into else "dissolved"
    return "confirmed" if one.members in found.confirmed else "believed"


def _member_rows(known: Iterable[Operator], record: Iterable[_Told]) -> list[dict[str, Any]]:
    joined = {change.channel: day for day, _, change, _ in record if change.kind == "joined"}
    return [
        {"channel": channel, "operator": one.id, "since": joined[channel]}
        for one in known
        for channel in sorted(one.members)
    ]


def _keep(writer: Writer, table: Table, key: str, wanted: Sequence[dict[str, Any]]) -> None:
    """The table becomes these rows; those that are right already are not touched."""
    held = {row[key]: dict(row) for row in writer.connection.execute(select(table)).mappings()}
    rows = {row[key]: row for row in wanted}
    stale = [name for name, row in held.items() if rows.get(name) != row]
    for chunk in chunks(sorted(stale)):
        writer.change(delete(table).where(table.c[key].in_(chunk)))
    writer.add(table, [row for name, row in rows.items() if held.get(name) != row])
