"""doctor, export, demo, fixture, extract: looking after the house."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.frame import Config, Exit, Json, house, now, settings, web_address
from monitor.demo import play_demo, play_season
from monitor.doctor import examine
from monitor.fixture import NothingFetched, keep
from monitor.output import as_json, done, warn
from monitor.tabular import table
from parsers.extract import extract as read_line

app = typer.Typer()


@app.command()
def doctor(as_of_json: Json = False, config: Config = None) -> None:
    """Check database, archive, disk, clock, contact, identity, browser, prices, rates, targets."""
    findings = examine(settings(config), now())
    if as_of_json:
        as_json(findings)
    else:
        rows = [(finding.check, finding.grade, finding.message) for finding in findings]
        table("Doctor", ("check", "grade", "finding"), rows, folds=("finding",))
    broken = any(finding.grade == "error" for finding in findings)
    raise typer.Exit(Exit.FAILED if broken else Exit.SUCCESS)


@app.command()
def export(
    canonical: Annotated[bool, typer.Option("--canonical", help="Sorted JSON lines.")] = False,
    config: Config = None,
) -> None:
    """Write everything remembered; stores that remember the same print the same bytes."""
    if not canonical:
        raise typer.BadParameter("say --canonical; leads have `resalewatch leads export`")
    with house(config) as rooms:
        for line in rooms.store.export_canonical():
            sys.stdout.buffer.write(line.rstrip(b"\n") + b"\n")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo's store and report go.")] = Path(
        "demo"
    ),
) -> None:
    """Play the bundled invented market night by night, then a season; write both reports."""
    play_demo(folder)
    play_season(folder)


@app.command()
def fixture(
    url: Annotated[str, typer.Argument(callback=web_address)],
    family: Annotated[str, typer.Option(help="The family it belongs to.")],
    case: Annotated[str, typer.Option(help="A name for what is peculiar about it.")],
    root: Annotated[Path, typer.Option(help="Where cases live.")] = Path("fixtures/sites"),
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Keep a page as a test case, credentials redacted."""
    try:
        folder = keep(url, family, case, root, settings(config))
    except NothingFetched as nothing:
        warn(f"resalewatch: {nothing}")
        raise typer.Exit(Exit.PARTIAL) from None
    sentence = f"{folder}: make names, hosts and handles invented ones, then run the tests"
    done(sentence, {"folder": str(folder)}, as_of_json=as_of_json)


@app.command()
def extract(
    _lines: Annotated[bool, typer.Option("--json-lines", help="The only format there is.")] = True,
) -> None:
    """Read listings (JSON lines) on standard input, write their facts, one line for one line."""
    for listing in _listings():
        line = json.dumps(read_line(listing), ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))


def _listings() -> Iterator[dict[str, object]]:
    """The listings of standard input. Raises ValueError naming the line that is none."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            listing = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except ValueError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from error
        if not isinstance(listing, dict):
            raise ValueError(f'line {number} is no listing, an object like {{"id": 1, "text": …}}')
        yield listing
