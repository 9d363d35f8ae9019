"""trend: how the discounts move."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from market.trends.observation import Observation
from market.trends.periods import Periods
from market.trends.rules import WEEKLY
from monitor.commands.frame import Config, Exit, Json, house
from monitor.commands.trend_choice import Choice, chosen, vintage_of
from monitor.commands.trend_slices import Dimension, show_slices
from monitor.commands.trend_tables import tell_cells, tell_observations, tell_series
from monitor.house import House
from monitor.output import as_json, say, warn
from monitor.publishing import RULES
from monitor.terminal import is_terminal, width
from reports.exports.behind import behind
from reports.exports.rows import rows
from reports.exports.weeks import calendar

app = typer.Typer()

Only = Annotated[str | None, typer.Option(metavar="NAME")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
File = Annotated[Path | None, typer.Option(metavar="PATH", dir_okay=False)]


@app.command()
def trend(
    cell: Annotated[
        str | None, typer.Option(help="One cell, like relay_api/tokens/anthropic.")
    ] = None,
    provider: Only = None,
    access: Only = None,
    supply: Only = None,
    tier: Only = None,
    unit: Only = None,
    since: Day = None,
    until: Day = None,
    vintage: Annotated[int | None, typer.Option(help="Default: the one in use.")] = None,
    by: Annotated[
        Dimension | None, typer.Option(help="The newest week cut along one dimension.")
    ] = None,
    observations: Annotated[
        bool, typer.Option("--observations", help="The operators behind one cell.")
    ] = False,
    csv: File = None,
    parquet: File = None,
    png: File = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """How the discounts move: level and index of every cell, or one cell week by week."""
    only = {"provider": provider, "access": access, "supply": supply, "tier": tier, "unit": unit}
    day = until.date() if until else None
    with house(config) as rooms:
        if by is not None:
            files = {"csv": csv, "parquet": parquet, "png": png}
            weeks = {"cell": cell, "since": since, "vintage": vintage}
            _stands_alone({**weeks, "observations": observations or None, **files})
            show_slices(rooms, by, only, day, as_of_json=as_of_json)
            return
        used = vintage_of(rooms, vintage)
        if used is None or not rooms.store.published_periods(used.id):
            _nothing_yet()
        choice = chosen(
            rooms,
            used,
            cell=cell,
            only=only,
            since=since.date() if since else None,
            until=day,
            history=csv is not None or parquet is not None,
        )
        if observations or png:
            _wants_one_cell(choice)
        seen = observations_of(rooms, choice) if observations or png else []
    write_files(choice, {"csv": csv, "parquet": parquet}, png, seen)
    if as_of_json:
        _as_json(choice, seen if observations else None)
    elif observations:
        tell_observations(seen)
    elif not (csv or parquet or png):
        _show(choice)


def _stands_alone(beside: Mapping[str, object]) -> None:
    odd = [f"--{name}" for name, value in beside.items() if value is not None]
    if odd:
        raise ValueError(f"--by cuts one week anew and goes with --json, not with {', '.join(odd)}")


def _nothing_yet() -> NoReturn:
    warn(
        "nothing is published yet: levels come with the first night that reads a price, "
        f"an index takes {WEEKLY.history} more weeks"
    )
    raise typer.Exit(Exit.NOTHING_TO_DO)


def _wants_one_cell(choice: Choice) -> None:
    if choice.one is None:
        some = ", ".join(cell.short for cell in choice.cells[:3])
        raise ValueError(f"that wants one --cell; {len(choice.cells)} fit, among them {some}")


def observations_of(rooms: House, choice: Choice) -> list[Observation]:
    """Of the periods shown; those of the newest alone where no first day is asked for."""
    return list(rooms.store.observations(choice.since, choice.periods[-1], choice.one))


def write_files(
    choice: Choice, files: Mapping[str, Path | None], png: Path | None, seen: list[Observation]
) -> None:
    """What is chosen as "csv" and "parquet" files, and its one cell as a picture."""
    told = rows(choice.numbers, choice.periods, choice.vintage.id, choice.since)
    # Loaded only to write: they take longer than most commands do.
    if files["csv"] or files["parquet"]:
        from reports.exports.files import write_csv, write_parquet  # noqa: PLC0415

        if files["csv"]:
            write_csv(told, files["csv"])
        if files["parquet"]:
            write_parquet(told, files["parquet"])
    if png and choice.one:
        from reports.exports.picture import write_png  # noqa: PLC0415

        weeks = calendar(choice.shown(), choice.periods, choice.vintage.periods)
        beneath = behind(seen, RULES[Periods(choice.vintage.periods)])
        write_png(weeks, choice.one, png, seen=beneath, vintage=choice.vintage.id)
    for path in (*files.values(), png):
        if path:
            warn(f"written: {path}")


def _as_json(choice: Choice, seen: list[Observation] | None) -> None:
    told: dict[str, object] = {
        "vintage": choice.vintage,
        "periods": [period for period in choice.periods if period >= choice.since],
        "rows": rows(choice.numbers, choice.periods, choice.vintage.id, choice.since),
    }
    as_json(told if seen is None else {**told, "observations": seen})


def _show(choice: Choice) -> None:
    if choice.one is None:
        tell_cells(choice)
        return
    weeks = calendar(choice.shown(), choice.periods, choice.vintage.periods)
    tell_series(choice, weeks)
    # Loaded only to draw: it takes longer than most commands do.
    from reports.exports.terminal import chart  # noqa: PLC0415

    drawn = chart(weeks, width=width(), ascii_only=not is_terminal())
    if drawn:
        say(drawn)
