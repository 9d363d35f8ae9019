"""Alerts and leads: raised once, updated by reading, decided by people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from market.judgement import Alert, Dispatch, Lead
from market.wire import decode, encode
from storage import outbox, runs
from storage.errors import Unknown
from storage.tables import ALERT, DECISION, LEAD
from storage.views import AlertState, Decision, Raised
from storage.writer import Found, Writer, chunks

ALERT_STATES = ("open", "acknowledged", "resolved", "silenced")
DISPOSITIONS = {
    "true": "done",
    "benign": "done",
    "false": "rejected",
    "duplicate": "rejected",
    "unknown": "read",
}  # and the status a lead has once it is decided so


def raise_alerts(
    writer: Writer,
    run_id: str,
    alerts: Sequence[Alert],
    leads: Sequence[Lead],
    dispatches: Sequence[Dispatch],
) -> Raised:
    """Keeps alerts that are not there yet, leads as they now stand, and what is owed of them."""
    writer.alone()
    run = runs.get(writer.connection, run_id)
    fresh = _absent(writer, {alert.id: alert for alert in alerts})
    writer.add(ALERT, [_alert_row(alert, run.id) for alert in fresh.values()])
    known = _known_leads(writer, [lead.id for lead in leads])
    wanted = {lead.id: lead for lead in leads}
    new = [lead for key, lead in wanted.items() if key not in known]
    writer.add(LEAD, [_lead_row(lead, run.id) for lead in new])
    changed = _update(writer, run.id, wanted, known)
    outbox.owe(writer, dispatches)
    if writer.rows:
        runs.add_rows(writer, run.id)
    return Raised(tuple(sorted(fresh)), tuple(sorted(one.id for one in new)), changed)


def _absent(writer: Writer, alerts: Mapping[str, Alert]) -> dict[str, Alert]:
    known: set[str] = set()
    for chunk in chunks(sorted(alerts)):
        known |= set(writer.connection.scalars(select(ALERT.c.id).where(ALERT.c.id.in_(chunk))))
    return {key: alerts[key] for key in sorted(alerts) if key not in known}


def _known_leads(writer: Writer, ids: Iterable[str]) -> dict[str, Found]:
    known: dict[str, Found] = {}
    for chunk in chunks(sorted(set(ids))):
        rows = writer.connection.execute(select(LEAD).where(LEAD.c.id.in_(chunk)))
        known |= {row.id: row for row in rows}
    return known


def _update(
    writer: Writer, run_id: str, wanted: Mapping[str, Lead], known: Mapping[str, Found]
) -> tuple[str, ...]:
    """Rewrites what differs in more than its date; what people decided stays."""
    changed = []
    for key in sorted(known):
        lead = _machine(replace(wanted[key], opened_on=known[key].opened_on))
        held = decode(known[key].body, Lead)
        if lead == replace(held, updated_on=lead.updated_on):
            continue
        values = {
            "score": lead.score,
            "updated_on": lead.updated_on,
            "updated_run": run_id,
            "body": encode(lead).decode(),
        }
        writer.change(update(LEAD).where(LEAD.c.id == key).values(values))
        changed.append(key)
    return tuple(changed)


def _machine(lead: Lead) -> Lead:
    """A lead without what only people may say."""
    return replace(lead, status="unread", disposition="unknown")


def alerts(
    connection: Connection,
    *,
    rule: str | None = None,
    state: str | None = None,
    since: date | None = None,
) -> list[Alert]:
    """Alerts with their present state, oldest first."""
    found = select(ALERT)
    for column, wanted in ((ALERT.c.rule, rule), (ALERT.c.state, state)):
        found = found if wanted is None else found.where(column == wanted)
    found = found if since is None else found.where(ALERT.c.on >= since)
    rows = connection.execute(found.order_by(ALERT.c.on, ALERT.c.id)).all()
    return [replace(decode(row.body, Alert), state=row.state) for row in rows]


def alert_states(connection: Connection) -> list[AlertState]:
    """Who left which alert in which state, and why; untouched ones are left out."""
    touched = select(ALERT).where(ALERT.c.state_at.is_not(None)).order_by(ALERT.c.id)
    return [
        AlertState(r.id, r.state, r.state_by, r.state_reason, r.state_until, r.state_at)
        for r in connection.execute(touched)
    ]


def set_alert_state(
    writer: Writer,
    alert: str,
    state: str,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    """A person acknowledges, silences, resolves or reopens an alert."""
    if state not in ALERT_STATES:
        raise Unknown(f"no alert state is called {state!r}; there are {', '.join(ALERT_STATES)}")
    values = {"state": state, "state_by": by, "state_reason": reason}
    said = update(ALERT).where(ALERT.c.id == alert)
    if not writer.change(said.values(**values, state_until=until, state_at=at)):
        raise Unknown(f"there is no alert {alert!r}; `resalewatch alerts list` shows them")


def leads(connection: Connection) -> list[Lead]:
    """Every lead as it stands, the best first."""
    rows = connection.execute(select(LEAD).order_by(LEAD.c.score.desc(), LEAD.c.id))
    return [_lead(row) for row in rows]


def lead(connection: Connection, lead_id: str) -> Lead | None:
    """One lead as it stands."""
    row = connection.execute(select(LEAD).where(LEAD.c.id == lead_id)).first()
    return None if row is None else _lead(row)


def decide(
    writer: Writer, lead_id: str, disposition: str, *, by: str, at: datetime, reason: str = ""
) -> None:
    """Adds a person's decision; the lead shows the latest."""
    if disposition not in DISPOSITIONS:
        known = ", ".join(DISPOSITIONS)
        raise Unknown(f"no disposition is called {disposition!r}; there are {known}")
    values = {"disposition": disposition, "status": DISPOSITIONS[disposition]}
    if not writer.change(update(LEAD).where(LEAD.c.id == lead_id).values(values)):
        raise Unknown(f"there is no lead {lead_id!r}; `resalewatch leads list` shows them")
    said = {"lead": lead_id, "disposition": disposition, "reason": reason, "by": by, "at": at}
    writer.add(DECISION, [said])


def decisions(connection: Connection, lead_id: str | None = None) -> list[Decision]:
    """Decisions in the order they were made, of one lead or of all."""
    found = select(DECISION).order_by(DECISION.c.id)
    if lead_id is not None:
        found = found.where(DECISION.c.lead == lead_id)
    return [
        Decision(row.lead, row.disposition, row.reason, row.by, row.at)
        for row in connection.execute(found)
    ]


def _alert_row(alert: Alert, run: str) -> dict[str, object]:
    body = encode(replace(alert, state="open")).decode()
    said = {"state": alert.state, "state_by": "", "state_reason": ""}
    return {"id": alert.id, "rule": alert.rule, "on": alert.on, "run": run, "body": body, **said}


def _lead_row(lead: Lead, run: str) -> dict[str, object]:
    return {
        "id": lead.id,
        "channel": lead.channel,
        "score": lead.score,
        "opened_on": lead.opened_on,
        "updated_on": lead.updated_on,
        "opened_run": run,
        "updated_run": run,
        "body": encode(_machine(lead)).decode(),
        "status": lead.status,
        "disposition": lead.disposition,
    }


def _lead(row: Found) -> Lead:
    return replace(decode(row.body, Lead), status=row.status, disposition=row.disposition)
