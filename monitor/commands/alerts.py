"""alerts: what the rules say."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from alerts.rules import RULES
from market.judgement import Alert
from market.wire import plain
from monitor.commands.frame import By, Config, Json, Why, house, now
from monitor.commands.naming import SHORT, the_alert
from monitor.output import as_json, done
from monitor.tabular import table
from storage.views import AlertState

app = typer.Typer(help="What the rules say.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="ALERT", help="Its id, or the start of it.")]


class State(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    SILENCED = "silenced"


def _known_rule(name: str | None) -> str | None:
    if name is not None and name not in RULES:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(RULES)}")
    return name


@app.command("list")
def list_alerts(
    rule: Annotated[str | None, typer.Option(callback=_known_rule)] = None,
    state: Annotated[State | None, typer.Option()] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Alerts, newest first."""
    with house(config) as rooms:
        raised = rooms.store.alerts(rule=rule, since=since.date() if since else None)
        touched = {one.id: one for one in rooms.store.alert_states()}
    told = [_told(alert, touched.get(alert.id), now()) for alert in reversed(raised)]
    told = [one for one in told if state is None or one["state"] == state]
    if as_of_json:
        as_json(told)
        return
    columns = ("id", "on", "rule", "severity", "state", "reason")
    rows = [(str(one["id"])[:SHORT], *(one[name] for name in columns[1:])) for one in told]
    table("Alerts", columns, rows, folds=("reason",), empty="No such alerts.")


def _told(alert: Alert, touched: AlertState | None, at: datetime) -> dict[str, object]:
    """An alert as flat keys; one whose silence is over is open again."""
    until = touched.until if touched else None
    over = alert.state == State.SILENCED and until is not None and until <= at
    return {
        "id": alert.id,
        "on": alert.on,
        "rule": alert.rule,
        "severity": alert.severity,
        "state": State.OPEN.value if over else alert.state,
        "channel": _about(alert, "channel"),
        "source": _about(alert, "source"),
        "provider": _about(alert, "provider"),
        "title": alert.title,
        "reason": alert.reason,
        "entities": alert.entities,
        "evidence": plain(alert.evidence),
        "decided_by": touched.by if touched else None,
        "decided_why": touched.reason if touched else None,
        "silent_until": (until - timedelta(days=1)).date() if until else None,
    }


def _about(alert: Alert, noun: str) -> str | None:
    named = [e.partition(":")[2] for e in alert.entities if e.startswith(f"{noun}:")]
    return named[0] if named else None


@app.command()
def ack(
    alert: Which,
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """A person has seen it."""
    with house(config) as rooms:
        found = the_alert(rooms.store.alerts(), alert).id
        rooms.store.set_alert_state(found, "acknowledged", by=by, reason=why, at=now())
    done(
        f"{found[:SHORT]}: acknowledged",
        {"id": found, "state": "acknowledged", "by": by, "why": why},
        as_of_json=as_of_json,
    )


@app.command()
def silence(
    alert: Which,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of silence.")],
    by: By = "operator",
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Put it aside until a date, after which it is open again."""
    end = until.replace(tzinfo=UTC) + timedelta(days=1)
    if end <= now():
        raise typer.BadParameter(f"{until:%Y-%m-%d} is over; name a day to come")
    with house(config) as rooms:
        found = the_alert(rooms.store.alerts(), alert).id
        rooms.store.set_alert_state(found, "silenced", by=by, reason=why, until=end, at=now())
    done(
        f"{found[:SHORT]}: silent until {until:%Y-%m-%d}",
        {"id": found, "state": "silenced", "until": until.date(), "by": by, "why": why},
        as_of_json=as_of_json,
    )
