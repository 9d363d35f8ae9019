"""leads: what a fraud team receives, and what it answers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from alerts.export_jsonl import lead_lines
from alerts.gathering import Books
from market.judgement import Lead
from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, Why, house, now
from monitor.commands.naming import SHORT, the_lead
from monitor.output import as_json, done
from monitor.tabular import fields, table
from storage.views import Decision

app = typer.Typer(help="What a fraud team receives.", no_args_is_help=True)

Which = Annotated[
    str, typer.Argument(metavar="LEAD", help="Its id, the start of it, or its channel.")
]


class Disposition(StrEnum):
    """A fraud team's answer."""

    TRUE = "true"
    BENIGN = "benign"
    FALSE = "false"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"


class Format(StrEnum):
    """How leads are written."""

    JSONL = "jsonl"


@app.command("list")
def list_leads(as_of_json: Json = False, config: Config = None) -> None:
    """Leads, highest score first."""
    with house(config) as rooms:
        found = rooms.store.leads()
    if as_of_json:
        as_json(found)
        return
    columns = ("id", "score", "channel", "opened", "status", "disposition", "why")
    rows = [
        (
            lead.id[:SHORT],
            lead.score,
            lead.channel,
            lead.opened_on,
            lead.status,
            lead.disposition,
            [part.name for part in lead.parts if part.points],
        )
        for lead in found
    ]
    table("Leads", columns, rows, folds=("why",), empty="No leads yet: nights raise them.")


@app.command()
def show(lead: Which, as_of_json: Json = False, config: Config = None) -> None:
    """One lead with the parts of its score, its evidence and what was decided."""
    with house(config) as rooms:
        found = the_lead(rooms.store.leads(), lead)
        decided = rooms.store.decisions(found.id)
    if as_of_json:
        as_json({**cast("dict[str, object]", plain(found)), "decisions": decided})
    else:
        _show(found, decided)


def _show(lead: Lead, decided: list[Decision]) -> None:
    head = ("id", "name", "score", "status", "disposition", "opened_on", "updated_on")
    fields(lead.channel, {name: getattr(lead, name) for name in head})
    parts = [(part.name, part.points, part.why) for part in lead.parts]
    table("Score", ("part", "points", "why"), parts, folds=("why",))
    evidence = [(ref.seen_on, ref.digest[:16], ref.url, ref.quote) for ref in lead.evidence]
    table("Evidence", ("seen", "sha-256", "page", "words"), evidence, folds=("page", "words"))
    said = [(f"{one.at:%Y-%m-%d}", one.by, one.disposition, one.reason) for one in decided]
    table(
        "Decisions",
        ("on", "by", "disposition", "why"),
        said,
        folds=("why",),
        empty=f"Nothing decided yet: `resalewatch leads decide {lead.id[:SHORT]} …`",
    )


@app.command()
def decide(
    lead: Which,
    disposition: Disposition,
    by: Annotated[str, typer.Option("--by", help="Who decides.")],
    why: Why = "",
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Answer a lead: true, benign, false, duplicate or unknown."""
    with house(config) as rooms:
        found = the_lead(rooms.store.leads(), lead).id
        rooms.store.decide(found, disposition.value, reason=why, by=by, at=now())
    done(
        f"{found[:SHORT]}: {disposition}",
        {"id": found, "disposition": disposition, "by": by, "why": why},
        as_of_json=as_of_json,
    )


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    form: Annotated[Format, typer.Option("--format", help="JSON Lines.")] = Format.JSONL,
    privileged: Annotated[
        bool, typer.Option("--privileged", help="Handles in clear, not pseudonyms.")
    ] = False,
    as_of_json: Json = False,
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
    told: dict[str, object] = {"leads": len(written), "out": str(out), "format": form}
    done(f"{len(written)} leads in {out} ({form})", told, as_of_json=as_of_json)
    raise typer.Exit(Exit.SUCCESS if written else Exit.NOTHING_TO_DO)
