"""leads: what a fraud team receives, and what it answers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alerts.export_jsonl import write_leads
from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, house, now
from monitor.output import as_json, fields, say, table, warn

app = typer.Typer(help="What a fraud team receives.", no_args_is_help=True)


class Disposition(StrEnum):
    """A fraud team's answer."""

    TRUE = "true"
    BENIGN = "benign"
    FALSE = "false"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"


@app.command("list")
def list_leads(as_of_json: Json = False, config: Config = None) -> None:
    """Leads, highest score first."""
    with house(config) as rooms:
        found = rooms.store.leads()
    if as_of_json:
        as_json([plain(one) for one in found])
        return
    columns = ("id", "score", "channel", "opened", "status", "disposition", "why")
    rows = [
        (
            lead.id[:8],
            lead.score,
            lead.channel,
            lead.opened_on,
            lead.status,
            lead.disposition,
            [part.name for part in lead.parts],
        )
        for lead in found
    ]
    table("Leads", columns, rows)


@app.command()
def show(lead: str, as_of_json: Json = False, config: Config = None) -> None:
    """One lead with the parts of its score and its evidence."""
    with house(config) as rooms:
        found = rooms.store.lead(lead)
    if found is None:
        warn(f"no lead {lead!r}; `resalewatch leads list` names them all")
        raise typer.Exit(Exit.FAILED)
    if as_of_json:
        as_json(found)
        return
    fields(found.channel, {"score": found.score, "status": found.status, "opened": found.opened_on})
    table("Score", ("part", "points", "why"), [(p.name, p.points, p.why) for p in found.parts])
    rows = [(e.url, e.digest[:16], e.quote) for e in found.evidence]
    table("Evidence", ("page", "sha-256", "words"), rows)


@app.command()
def decide(
    lead: str,
    disposition: Disposition,
    by: Annotated[str, typer.Option("--by", help="Who decides.")],
    why: Annotated[str, typer.Option("--why", help="The reason, kept for good.")] = "",
    config: Config = None,
) -> None:
    """Answer a lead: true, benign, false, duplicate or unknown."""
    with house(config) as rooms:
        rooms.store.decide(lead, disposition.value, reason=why, by=by, at=now())
    say(f"{lead}: {disposition}")


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    privileged: Annotated[bool, typer.Option(help="Handles in clear, not pseudonyms.")] = False,
    config: Config = None,
) -> None:
    """Every lead with its evidence as JSON Lines."""
    with house(config) as rooms:
        key = rooms.settings.alerts.pseudonym_key.encode()
        count = write_leads(rooms.store, out, privileged=privileged, key=key)
    say(f"{count} leads in {out}")
    raise typer.Exit(Exit.SUCCESS if count else Exit.NOTHING_TO_DO)
