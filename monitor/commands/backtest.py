"""backtest: dated snapshots played as nights, and scored."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.backtest.outcome import Outcome, outcome
from monitor.backtest.periods import Asked, chosen
from monitor.backtest.play import Played, nights_of, play_archive, play_snapshots
from monitor.backtest.scratch import scratch
from monitor.backtest.snapshots import Snapshots, snapshots
from monitor.backtest.telling import facts, show
from monitor.backtest.truth import Truth, read_truth
from monitor.commands.frame import Config, Exit, Json, settings
from monitor.commands.trend import observations_of, write_files
from monitor.commands.trend_choice import chosen as chosen_numbers
from monitor.commands.trend_choice import vintage_of
from monitor.editions import write_edition
from monitor.house import House
from monitor.output import as_json, warn

app = typer.Typer()


@app.command()
def backtest(
    folder: Annotated[
        Path | None, typer.Argument(help="Snapshots: DATE/NAME.csv, or DATE.csv of one source.")
    ] = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="The nights of the settings' own store instead.")
    ] = False,
    source: Annotated[str | None, typer.Option(help="What DATE.csv files are of.")] = None,
    truth: Annotated[
        Path | None, typer.Option(help="What happened (default: truth.toml in the folder).")
    ] = None,
    period: Annotated[Asked, typer.Option(help="What numbers are reckoned in.")] = Asked.AUTO,
    keep: Annotated[
        Path | None, typer.Option(file_okay=False, help="A new folder for the scratch store.")
    ] = None,
    cell: Annotated[
        str | None, typer.Option(help="Which cell --png draws (default: the best watched one).")
    ] = None,
    png: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Level and index as a picture.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(dir_okay=False, help="The last week's trend report.")
    ] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Play dated snapshots as nights in a store of their own, and score what comes of it."""
    if (folder is None) is not archive:
        raise typer.BadParameter("name a folder of snapshots, or --archive, and not both")
    base = settings(config)
    there = snapshots(folder, source) if folder is not None else None
    known = _truth(truth, there)
    if there is not None and there.skipped:
        warn(f"no snapshots, left out: {', '.join(there.skipped)}")
    with scratch(base, there, keep) as house:
        if there is not None:
            played = play_snapshots(house, there, warn, chosen(period, there.nights))
        else:
            url = base.store.url
            played = play_archive(house, url, warn, chosen(period, nights_of(url)))
        if not played:
            warn("no night was ever fetched; `resalewatch nightly` runs one")
            raise typer.Exit(Exit.NOTHING_TO_DO)
        done = outcome(house.store, played, known)
        _write(house, done, png, cell, report)
    if as_of_json:
        as_json(facts(done))
    else:
        show(done)
    raise typer.Exit(_exit(played))


def _write(
    house: House, done: Outcome, png: Path | None, cell: str | None, report: Path | None
) -> None:
    used = vintage_of(house, None)
    if png is not None and used is not None:
        drawn = cell or str(done.usual or done.cells[0].cell)
        only: dict[str, str | None] = {}
        choice = chosen_numbers(
            house, used, cell=drawn, only=only, since=None, until=None, history=True
        )
        write_files(choice, dict.fromkeys(("csv", "parquet")), png, observations_of(house, choice))
    if report is not None:
        after = done.nights[-1] + timedelta(days=1)
        warn(f"written: {write_edition(house, 'week', after, report)}")


def _truth(named: Path | None, there: Snapshots | None) -> Truth | None:
    file = named or (there.truth if there else None)
    return read_truth(file) if file else None


def _exit(played: list[Played]) -> Exit:
    """Failed where nothing could be read, partial where something could not."""
    endings = {one.ending for one in played}
    if endings == {"failed"}:
        return Exit.FAILED
    return Exit.SUCCESS if endings == {"ok"} else Exit.PARTIAL
