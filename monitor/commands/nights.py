"""nightly, schedule, probe, replay, report, deliver."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from alerts.outbox import deliver as deliver_due
from market.wire import plain
from monitor.commands.frame import Config, Exit, Json, On, house, night, rates, settings
from monitor.nightly import run_night, wall_clock, would_visit
from monitor.output import as_json, fields, say, table, warn
from monitor.probe import probe as probe_site
from monitor.progress import shown
from monitor.replay import replay as replay_all
from monitor.schedule import build, trigger
from monitor.tables import exchange_rates, price_book
from monitor.tally import line
from monitor.targets import targets
from reports.report import write
from reports.summary import lines

app = typer.Typer()

ENDINGS = {
    "ok": Exit.SUCCESS,
    "partial": Exit.PARTIAL,
    "failed": Exit.FAILED,
    "nothing_due": Exit.NOTHING_TO_DO,
}


@app.command()
def nightly(
    on: On = None,
    as_of_json: Json = False,
    dry_run: Annotated[
        bool, typer.Option(help="Say what would be fetched, fetch nothing.")
    ] = False,
    config: Config = None,
) -> None:
    """Run one night: fetch, read, remember, judge, hand over, report."""
    with house(config) as rooms:
        if dry_run:
            due = would_visit(rooms, night(on))
            rows = [(visit.name, visit.kind.value, visit.url) for visit in due]
            as_json(rows) if as_of_json else table(
                "Would be fetched", ("name", "kind", "url"), rows
            )
            return
        with shown(hush=as_of_json) as progress:
            ended = run_night(rooms, night(on), progress=progress)
        if as_of_json:
            as_json(line(ended.tally))
        else:
            for told in lines(rooms.store, rooms.book, rooms.fx, ended.tally.on, ended.tally.run):
                say(told)
            say(f"report: {ended.report}" if ended.report else "nothing was due")
    raise typer.Exit(ENDINGS[ended.ending])


@app.command()
def schedule(config: Config = None) -> None:
    """Run nights at the time the settings say, until stopped."""
    chosen = settings(config).schedule
    with house(config) as rooms:
        started = [run.started_at for run in rooms.store.runs()]
    say(f"nights begin at {chosen.cron!r} ({chosen.timezone})")

    def one_night(on: date) -> None:
        with house(config) as rooms, shown() as progress:
            ended = run_night(rooms, on, progress=progress)
            say(f"{on}: {ended.ending}")

    scheduler = build(chosen, one_night, last_started=max(started, default=None), clock=wall_clock)
    upcoming = trigger(chosen).get_next_fire_time(None, wall_clock())
    say(f"next night: {upcoming}")
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        warn("stopped; a night that was running goes on at the next start")


@app.command()
def probe(
    url: str,
    on: On = None,
    fx: Annotated[list[str] | None, typer.Option(help="USDCNY=6.80; may be repeated.")] = None,
    as_of_json: Json = False,
    config: Config = None,
) -> None:
    """Say what a site is, what it charges and how sure we are. Nothing is stored."""
    chosen = settings(config)
    book = price_book(chosen.market)
    overridden = exchange_rates(chosen.market).with_overrides(rates(fx or []))
    answer = probe_site(url, chosen, book, overridden, night(on))
    if as_of_json:
        as_json(answer)
    else:
        _show_probe(answer)
    readable = answer["outcome"] == "read"
    raise typer.Exit(Exit.SUCCESS if readable else Exit.PARTIAL)


def _show_probe(answer: dict[str, object]) -> None:
    head = ("url", "outcome", "family", "requests", "top_up")
    fields("What it is", {name: answer[name] for name in head})
    columns = ("provider", "model", "group", "supply", "unit", "paid", "currency", "share_of_list")
    for title, key, shown_columns in (
        ("Offers", "offers", (*columns, "basis")),
        ("Facts", "facts", ("kind", "quote", "place")),
        ("Identifiers", "identifiers", ("kind", "value")),
        ("Issues", "issues", ("level", "code", "message")),
    ):
        rows = answer[key]
        if isinstance(rows, list) and rows:
            table(title, shown_columns, [[row.get(c) for c in shown_columns] for row in rows])


@app.command()
def replay(config: Config = None) -> None:
    """Read every stored page again with today's parsers; not one request is made."""
    with house(config) as rooms:
        count = replay_all(rooms, say)
    say(f"{count} nights read again")
    raise typer.Exit(Exit.SUCCESS if count else Exit.NOTHING_TO_DO)


@app.command()
def report(
    on: On = None,
    out: Annotated[Path | None, typer.Option(help="File to write.")] = None,
    config: Config = None,
) -> None:
    """Write the report of a night as one self-contained HTML file."""
    with house(config) as rooms:
        runs = [run for run in rooms.store.runs() if on is None or run.on == on.date()]
        if not runs:
            warn("no such night; `resalewatch nightly` runs one")
            raise typer.Exit(Exit.NOTHING_TO_DO)
        last = max(runs, key=lambda run: (run.on, run.id))
        path = out or rooms.settings.reports.folder / f"{last.on:%Y-%m-%d}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        say(str(write(rooms.store, rooms.book, rooms.fx, last.on, path, last.id)))


@app.command()
def deliver(as_of_json: Json = False, config: Config = None) -> None:
    """Hand over what is owed to the targets and due now."""
    with house(config) as rooms:
        done = deliver_due(rooms.store, targets(rooms.settings), clock=wall_clock)
    shown_as = plain(done)
    if as_of_json:
        as_json(shown_as)
    elif isinstance(shown_as, dict):
        fields("Delivered", shown_as)
