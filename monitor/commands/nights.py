"""nightly, schedule, replay, report, deliver."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alerts.outbox import deliver as deliver_due
from market.candidates import Score
from market.visits import Visit
from market.wire import plain
from monitor.commands.candidates import reasons
from monitor.commands.frame import Config, Exit, Json, On, house, night
from monitor.editions import newest, write_edition
from monitor.house import House
from monitor.nightly import Night, run_night, wall_clock, would_visit
from monitor.output import as_json, done, say, warn
from monitor.progress import shown
from monitor.replay import replay as replay_all
from monitor.schedule import serve
from monitor.tabular import fields, table
from monitor.tally import line
from monitor.targets import targets
from reports.report import write
from reports.summary import lines
from storage.views import Run

app = typer.Typer()

ENDINGS = {
    "ok": Exit.SUCCESS,
    "partial": Exit.PARTIAL,
    "failed": Exit.FAILED,
    "nothing_due": Exit.NOTHING_TO_DO,
}
NOTHING_DUE = "Nothing is due: `resalewatch sources list` says what was last read when."


@app.command()
def nightly(
    on: On = None,
    as_of_json: Json = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be fetched, fetch nothing.")
    ] = False,
    config: Config = None,
) -> None:
    """Run one night: fetch, read, remember, judge, hand over, report."""
    with house(config) as rooms:
        if dry_run:
            _show_errands(rooms, night(on), as_of_json=as_of_json)
        with shown(hush=as_of_json) as progress:
            ended = run_night(rooms, night(on), progress=progress)
        if as_of_json:
            as_json(line(ended.tally))
        else:
            _show_night(rooms, ended)
    raise typer.Exit(ENDINGS[ended.ending])


def _show_errands(rooms: House, on: date, *, as_of_json: bool) -> None:
    due = would_visit(rooms, on)
    waiting = rooms.store.candidates(on, rooms.settings.discover.limits())
    scores = {one.key: one.score for one in waiting}
    if as_of_json:
        as_json([_errand(one, scores.get(one.name)) for one in due])
    else:
        told = [(one, scores.get(one.name)) for one in due]
        rows = [(v.name, v.kind, s and s.points, v.url, s and reasons(s)) for v, s in told]
        columns = ("name", "kind", "score", "url", "why")
        table("Would be fetched", columns, rows, folds=("url", "why"), empty=NOTHING_DUE)
    raise typer.Exit(Exit.SUCCESS if due else Exit.NOTHING_TO_DO)


def _errand(visit: Visit, score: Score | None) -> dict[str, object]:
    told: dict[str, object] = {"name": visit.name, "kind": visit.kind, "url": visit.url}
    asks: dict[str, object] = {"queries": visit.queries} if visit.queries else {}
    return {**told, **asks, **({"score": score} if score else {})}


def _show_night(rooms: House, ended: Night) -> None:
    if ended.ending == "nothing_due":
        say(NOTHING_DUE)
        return
    for told in lines(
        rooms.store, rooms.book, rooms.fx, ended.tally.on, ended.tally.run, rooms.floors
    ):
        say(told)
    say(f"night: {ended.ending}; report: {ended.report}")


@app.command()
def schedule(config: Config = None) -> None:
    """Run nights at the time the settings say, until stopped."""
    serve(lambda: house(config), clock=wall_clock)


@app.command()
def replay(as_of_json: Json = False, config: Config = None) -> None:
    """Read and judge every stored night again with today's parsers; not one request is made."""
    with house(config) as rooms:
        count = replay_all(rooms, warn)
    done(f"{count} nights read again", {"nights": count}, as_of_json=as_of_json)
    raise typer.Exit(Exit.SUCCESS if count else Exit.NOTHING_TO_DO)


class Span(StrEnum):
    """Which edition is asked for."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@app.command()
def report(
    on: On = None,
    edition: Annotated[
        Span | None, typer.Option(help="The trend report of the week or month instead.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write.")] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Write the report of a night (the last one), or an edition, as one self-contained file."""
    with house(config) as rooms:
        day = on.date() if on else date.max
        nights = (run for run in rooms.store.runs() if run.on <= day)
        last = next((run for run in nights if rooms.store.plan(run.id)), None)
        # an edition tells of any day since the first night, a night's page of that night
        if last is None or (edition is None and on is not None and last.on != day):
            before = f"; the last one before it is {last.on}" if last else ""
            warn(f"no such night{before}; `resalewatch nightly` runs one")
            raise typer.Exit(Exit.NOTHING_TO_DO)
        written = _write(rooms, last, edition, day if on else last.on, out)
    told: dict[str, object] = {"run": last.id, "on": last.on, "report": str(written)}
    done(str(written), told, as_of_json=as_of_json)


def _write(rooms: House, last: Run, edition: Span | None, day: date, out: Path | None) -> Path:
    if edition is not None:
        return write_edition(rooms, "week" if edition is Span.WEEKLY else "month", day, out)
    path = out or rooms.settings.reports.folder / f"{last.on:%Y-%m-%d}.html"
    beside = newest(rooms.settings, last.on) if out is None else ""
    book, fx, floors = rooms.book, rooms.fx, rooms.floors
    return write(rooms.store, book, fx, last.on, path, last.id, floors, edition=beside)


@app.command()
def deliver(as_of_json: Json = False, config: Config = None) -> None:
    """Hand over what is owed to the targets and due now."""
    with house(config) as rooms:
        chosen = targets(rooms.settings)
        told = deliver_due(rooms.store, chosen, clock=wall_clock)
    shown_as = plain(told)
    if as_of_json:
        as_json(shown_as)
    elif not chosen:
        say("no targets: leads stay in the store; [[alerts.targets]] in the settings names some")
    elif isinstance(shown_as, dict):
        fields("Delivered", {name: value or 0 for name, value in shown_as.items()})
    if told.failed or told.dead or told.resting:
        raise typer.Exit(Exit.PARTIAL)
    raise typer.Exit(Exit.SUCCESS if told.sent else Exit.NOTHING_TO_DO)
