"""channels: who sells."""

from typing import Annotated

import typer

from market.types import ChannelStatus
from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, house, now
from monitor.output import as_json, fields, say, table, warn

app = typer.Typer(help="Who sells.", no_args_is_help=True)

By = Annotated[str, typer.Option("--by", help="Who decides.")]


@app.command("list")
def list_channels(
    status: Annotated[ChannelStatus | None, typer.Option()] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Every channel with its addresses and when it was first and last seen."""
    with house(config) as rooms:
        known = rooms.store.channels(status)
    if as_of_json:
        as_json([plain(one) for one in known])
        return
    columns = ("channel", "name", "status", "first seen", "last seen", "offers")
    rows = [(c.key, c.name, c.status, c.first_seen, c.last_seen, c.offers) for c in known]
    table("Channels", columns, rows)


@app.command()
def show(channel: str, as_of_json: Json = False, config: Config = None) -> None:
    """One channel: addresses, identifiers, facts, events."""
    with house(config) as rooms:
        found = rooms.store.channel(channel)
        if found is None:
            warn(f"no channel {channel!r}; `resalewatch channels list` names them all")
            raise typer.Exit(Exit.FAILED)
        facts = rooms.store.facts(found.key)
        identifiers = rooms.store.identifiers(found.key)
    if as_of_json:
        as_json({"channel": found, "facts": facts, "identifiers": identifiers})
        return
    told = plain(found)
    fields(found.key, told if isinstance(told, dict) else {})
    table(
        "Facts", ("kind", "quote", "first seen"), [(f.kind, f.quote, f.first_seen) for f in facts]
    )
    table("Identifiers", ("kind", "value"), [(i.kind, i.value) for i in identifiers])


@app.command()
def mark(channel: str, status: ChannelStatus, by: By = "operator", config: Config = None) -> None:
    """Say what a channel is; a person's word beats what nights conclude."""
    with house(config) as rooms:
        rooms.store.mark(channel, status, by=by, at=now())
    say(f"{channel}: {status}")


@app.command()
def merge(keep: str, other: str, by: By = "operator", config: Config = None) -> None:
    """Two channels are one: the second becomes an alias of the first."""
    with house(config) as rooms:
        rooms.store.merge(keep, other, by=by, at=now())
    say(f"{other} is {keep}")
