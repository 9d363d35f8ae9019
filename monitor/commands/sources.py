"""sources: places we look at."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.frame import Config, Exit, Json, On, house, night
from monitor.output import as_json, done
from monitor.sources_file import checked_source, read_sources
from monitor.tabular import table
from storage.views import SourceState

app = typer.Typer(help="Places we look at.", no_args_is_help=True)

NONE_YET = "No sources yet: `resalewatch sources load FILE` or `sources add NAME URL`."


@app.command()
def load(file: Path, on: On = None, as_of_json: Json = False, config: Config = None) -> None:
    """Add every source of a TOML list; one that is known by name is brought up to date."""
    listed = read_sources(file)
    with house(config) as rooms:
        fresh = rooms.store.add_sources(listed, on=night(on))
    told: dict[str, object] = {"sources": len(listed), "new": fresh}
    done(f"{len(listed)} sources, {fresh} of them new", told, as_of_json=as_of_json)


@app.command()
def add(
    name: str,
    url: str,
    kind: str = "channel",
    family: str | None = None,
    cadence: str = "1d",
    queries: Annotated[
        list[str] | None,
        typer.Option(help="What a search is asked; @relay is the shipped list. May be repeated."),
    ] = None,
    on: On = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Add one source."""
    source = checked_source(name, url, kind, family, cadence, queries or ())
    with house(config) as rooms:
        fresh = rooms.store.add_sources([source], on=night(on))
    what = "due at the next night" if fresh else "brought up to date"
    told: dict[str, object] = {"name": source.name, "url": source.url, "new": bool(fresh)}
    done(f"{source.name}: {what}", told, as_of_json=as_of_json)


@app.command("list")
def list_sources(as_of_json: Json = False, config: Config = None) -> None:
    """Every source, how it was found, and how its last visit ended."""
    with house(config) as rooms:
        known = rooms.store.sources()
    if as_of_json:
        as_json(known)
        return
    columns = ("name", "kind", "family", "every", "last read", "ended")
    rows = [
        (
            one.source.name,
            one.source.kind,
            one.source.family,
            one.source.cadence,
            one.last_read,
            _ended(one),
        )
        for one in known
    ]
    table("Sources", columns, rows, folds=("name",), empty=NONE_YET)
    if asked := [(one.source.name, one.source.queries) for one in known if one.source.queries]:
        table("Searches", ("name", "asks"), asked, folds=("asks",))


def _ended(source: SourceState) -> str | None:
    """How the last visit ended, and how many in a row brought nothing."""
    if source.paused or source.last_outcome is None:
        return "paused" if source.paused else None
    again = f" {source.failures}×" if source.failures > 1 else ""
    return f"{source.last_outcome}{again}"


@app.command()
def due(on: On = None, as_of_json: Json = False, config: Config = None) -> None:
    """Which sources the next night would visit; `nightly --dry-run` shows candidates, too."""
    with house(config) as rooms:
        waiting = rooms.store.due(night(on))
    if as_of_json:
        as_json(waiting)
    else:
        rows = [(s.name, s.kind, s.url) for s in waiting]
        table("Due", ("name", "kind", "url"), rows, folds=("url",), empty="Nothing is due.")
    raise typer.Exit(Exit.SUCCESS if waiting else Exit.NOTHING_TO_DO)


@app.command()
def pause(
    name: str,
    resume: Annotated[bool, typer.Option("--resume", help="Visit it again.")] = False,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Leave a source out of the nights to come."""
    with house(config) as rooms:
        rooms.store.pause(name, paused=not resume)
    told: dict[str, object] = {"name": name, "paused": not resume}
    done(f"{name}: {'due again' if resume else 'paused'}", told, as_of_json=as_of_json)
