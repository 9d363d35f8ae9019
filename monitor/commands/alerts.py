"""alerts: what the rules say."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from market.wire import plain
from monitor.commands.frame import Config, Json, house, now
from monitor.output import as_json, say, table

app = typer.Typer(help="What the rules say.", no_args_is_help=True)

By = Annotated[str, typer.Option("--by", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]


@app.command("list")
def list_alerts(
    rule: str | None = None,
    state: str | None = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Alerts, newest first."""
    with house(config) as rooms:
        raised = rooms.store.alerts(rule=rule, state=state)
    if as_of_json:
        as_json([plain(one) for one in raised])
        return
    rows = [(a.id[:12], a.on, a.rule, a.severity, a.state, a.reason) for a in raised]
    table("Alerts", ("id", "on", "rule", "severity", "state", "reason"), rows)


@app.command()
def ack(alert: str, by: By = "operator", why: Why = "", config: Config = None) -> None:
    """A person has seen it."""
    with house(config) as rooms:
        rooms.store.set_alert_state(alert, "acknowledged", by=by, reason=why, at=now())
    say(f"{alert}: acknowledged")


@app.command()
def silence(
    alert: str,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of silence.")],
    by: By = "operator",
    why: Why = "",
    config: Config = None,
) -> None:
    """Do not show it again until a date."""
    with house(config) as rooms:
        rooms.store.set_alert_state(
            alert, "silenced", by=by, reason=why, until=until.replace(tzinfo=UTC), at=now()
        )
    say(f"{alert}: silent until {until:%Y-%m-%d}")
