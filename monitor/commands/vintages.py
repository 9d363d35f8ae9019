"""vintages: what was published, and what was told anew."""

from typing import Annotated

import typer

from market.trends.revisions import revisions
from monitor.commands.frame import Config, Json, house
from monitor.commands.trend_choice import vintage_of
from monitor.output import as_json
from monitor.tabular import table

app = typer.Typer(help="What was published, and what was told anew.", no_args_is_help=True)


@app.command("list")
def list_vintages(as_of_json: Json = False, config: Config = None) -> None:
    """Every vintage with its method and why it was opened; the last one is in use."""
    with house(config) as rooms:
        known = rooms.store.vintages()
    if as_of_json:
        as_json(known)
        return
    lines = [(one.id, one.made_on, one.method, one.periods, one.reason) for one in known]
    columns = ("vintage", "made on", "method", "periods", "why")
    table("Vintages", columns, lines, folds=("why",), empty="Nothing is published yet.")


@app.command()
def compare(
    before: Annotated[int, typer.Argument(metavar="A")],
    after: Annotated[int, typer.Argument(metavar="B")],
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """What the second vintage tells otherwise than the first: cell, period, before and after."""
    with house(config) as rooms:
        first, second = vintage_of(rooms, before), vintage_of(rooms, after)
        told = [rooms.store.published(one.id) for one in (first, second) if one]
    found = revisions(*told)
    if as_of_json:
        as_json(found)
        return
    lines = [(r.cell.short, r.period, r.what, _figure(r.before), _figure(r.after)) for r in found]
    columns = ("cell", "period", "what", "before", "after")
    table("Revisions", columns, lines, empty="They tell the same.")


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.6g}"
