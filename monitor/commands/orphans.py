"""orphans: pages nobody reads, so that the next family suggests itself."""

from datetime import datetime
from typing import Annotated

import typer

from monitor.commands.frame import Config, Exit, Json, house
from monitor.orphans import REASONS, Group
from monitor.orphans import orphans as grouped
from monitor.output import as_json
from monitor.tabular import table

app = typer.Typer()

_COLUMNS = ("pages", "hosts", "resale", "first seen", "last seen", "built like", "why", "example")
_FOLDS = ("built like", "why", "example")
_NONE = "no page was left unread; `resalewatch nightly` visits what is due"


@app.command()
def orphans(
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Nights from here on.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Groups to show.")] = 40,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Group the stored pages that no adapter reads by how they are built, likely resale first."""
    with house(config) as rooms:
        groups = grouped(rooms, since.date() if since else None)[:most]
    if as_of_json:
        as_json([group.told() for group in groups])
    else:
        table("Pages nobody reads", _COLUMNS, map(_row, groups), folds=_FOLDS, empty=_NONE)
    raise typer.Exit(Exit.SUCCESS if groups else Exit.NOTHING_TO_DO)


def _row(group: Group) -> tuple[object, ...]:
    likely = "likely" if group.resale else "no sign"
    example = f"{group.url} {group.digest[:16]}".strip()
    counts = (group.pages, len(group.hosts), likely, group.first, group.last)
    return (*counts, group.signature, REASONS[group.code], example)
