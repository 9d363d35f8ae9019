"""doctor, export, demo, fixture, extract: looking after the house."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, house, now, settings
from monitor.demo import play_demo
from monitor.doctor import examine
from monitor.fixture import keep
from monitor.output import as_json, say, table, warn
from parsers.extract import extract as read_line

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


@app.command()
def fixture(
    url: str,
    family: Annotated[str, typer.Option(help="The family it belongs to.")],
    case: Annotated[str, typer.Option(help="A name for what is peculiar about it.")],
    root: Annotated[Path, typer.Option(help="Where cases live.")] = Path("fixtures/sites"),
    config: Config = None,
) -> None:
    """Keep a page as a test case, credentials redacted."""
    folder = keep(url, family, case, root, settings(config))
    say(f"{folder}: make names, hosts and handles invented ones, then run the tests")


@app.command()
def extract(
    _lines: Annotated[bool, typer.Option("--json-lines", help="The only format there is.")] = True,
) -> None:
    """Read listings (JSON lines) on standard input, write their facts, one line for one line."""
    for number, line in enumerate(sys.stdin, 1):
        try:
            listing = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from error
        sys.stdout.write(json.dumps(read_line(listing), ensure_ascii=False) + "\n")
