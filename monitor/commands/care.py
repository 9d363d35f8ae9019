"""doctor, export, demo, fixture, extract: looking after the house."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, house, now, settings
from monitor.demo import play_demo
from monitor.doctor import examine
from monitor.output import as_json, say, table, warn

app = typer.Typer()


@app.command()
def doctor(as_of_json: Json = False, config: Config = None) -> None:
    """Check database, archive, disk, clock, contact, identity, browser, prices, rates, targets."""
    findings = examine(settings(config), now())
    if as_of_json:
        as_json([plain(finding) for finding in findings])
    else:
        rows = [(finding.check, finding.grade, finding.message) for finding in findings]
        table("Doctor", ("check", "", ""), rows)
    broken = any(finding.grade == "error" for finding in findings)
    raise typer.Exit(Exit.FAILED if broken else Exit.SUCCESS)


@app.command()
def export(
    canonical: Annotated[bool, typer.Option("--canonical", help="Sorted JSON lines.")] = False,
    config: Config = None,
) -> None:
    """Write everything remembered; stores that remember the same print the same bytes."""
    if not canonical:
        warn("say --canonical; leads have `resalewatch leads export`")
        raise typer.Exit(Exit.USAGE)
    with house(config) as rooms:
        for line in rooms.store.export_canonical():
            sys.stdout.buffer.write(line.rstrip(b"\n") + b"\n")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo's store and report go.")] = Path(
        "demo"
    ),
) -> None:
    """Play the bundled invented market night by night and write its report."""
    play_demo(folder)
