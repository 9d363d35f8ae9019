"""leads: what a fraud team receives, and what it answers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alerts.export_jsonl import lead_lines
from alerts.gathering import Books
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


class Format(StrEnum):
    """How leads are written."""

    JSONL = "jsonl"


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    form: Annotated[Format, typer.Option("--format", help="JSON Lines.")] = Format.JSONL,
    privileged: Annotated[bool, typer.Option(help="Handles in clear, not pseudonyms.")] = False,
    config: Config = None,
) -> None:
    """Every lead with its reasons, its best offer and its evidence, the best lead first."""
    with house(config) as rooms:
        last = max((run.on for run in rooms.store.runs()), default=now().date())
        lines = lead_lines(
            rooms.store,
            Books(rooms.book, rooms.fx, last),
            privileged=privileged,
            pseudonym_key=rooms.settings.alerts.pseudonym_key,
        )
        written = list(lines)
    out.write_bytes(b"".join(written))
    say(f"{len(written)} leads in {out} ({form})")
    raise typer.Exit(Exit.SUCCESS if written else Exit.NOTHING_TO_DO)
