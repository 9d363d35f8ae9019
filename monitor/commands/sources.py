"""sources: places we look at."""

from pathlib import Path
from typing import Annotated

import typer

from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, On, house, night
from monitor.output import as_json, say, table
from monitor.sources_file import checked_source, read_sources

app = typer.Typer(help="Places we look at.", no_args_is_help=True)


@app.command()
def load(file: Path, on: On = None, config: Config = None) -> None:
    """Add every source of a TOML list; one that is known by name is brought up to date."""
    listed = read_sources(file)
    with house(config) as rooms:
        changed = rooms.store.add_sources(listed, on=night(on))
    say(f"{len(listed)} sources, {changed} new or changed")


@app.command()
def add(
    name: str,
    url: str,
    kind: str = "channel",
    family: str | None = None,
    cadence: str = "1d",
    on: On = None,
    config: Config = None,
) -> None:
    """Add one source."""
    source = checked_source(name, url, kind, family, cadence)
    with house(config) as rooms:
        rooms.store.add_sources([source], on=night(on))
    say(f"{source.name}: due at the next night")


@app.command("list")
def list_sources(as_of_json: Json = False, config: Config = None) -> None:
    """Every source, how it was found, and how its last visit ended."""
    with house(config) as rooms:
        known = rooms.store.sources()
    if as_of_json:
        as_json([plain(one) for one in known])
        return
    columns = ("name", "kind", "family", "cadence", "paused", "last read", "last outcome", "fails")
    rows = [
        (
            one.source.name,
            one.source.kind,
            one.source.family,
            one.source.cadence,
            one.paused,
            one.last_read,
            one.last_outcome,
            one.failures,
        )
        for one in known
    ]
    table("Sources", columns, rows)


@app.command()
def due(on: On = None, as_of_json: Json = False, config: Config = None) -> None:
    """What the next night would visit."""
    with house(config) as rooms:
        waiting = rooms.store.due(night(on))
    if as_of_json:
        as_json([plain(one) for one in waiting])
    else:
        table("Due", ("name", "kind", "url"), [(s.name, s.kind, s.url) for s in waiting])
    raise typer.Exit(Exit.SUCCESS if waiting else Exit.NOTHING_TO_DO)


@app.command()
def pause(
    name: str,
    resume: Annotated[bool, typer.Option(help="Visit it again.")] = False,
    config: Config = None,
) -> None:
    """Leave a source out of the nights to come."""
    with house(config) as rooms:
        rooms.store.pause(name, paused=not resume)
    say(f"{name}: {'due again' if resume else 'paused'}")
