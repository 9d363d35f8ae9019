"""The bundled invented market, played night by night on loopback, as a week of real nights."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from fixtures.market import FX, NIGHTS, PRICES, SOURCES, Market, play
from fixtures.snapshots import SEASON
from market.trends.periods import Periods
from monitor.backtest.play import play_snapshots
from monitor.backtest.scratch import scratch
from monitor.backtest.snapshots import snapshots
from monitor.editions import write_edition
from monitor.house import House, opened
from monitor.nightly import Night, run_night
from monitor.output import say
from monitor.progress import shown
from monitor.settings import (
    AlertSettings,
    CrawlSettings,
    MarketSettings,
    ReportSettings,
    Settings,
    StoreSettings,
    TargetSettings,
    load,
)
from monitor.sources_file import read_sources
from reports.summary import lines

MARKER = ".resalewatch-demo"


def play_demo(
    folder: Path,
    *,
    store_url: str | None = None,
    resume: bool = False,
    nights: tuple[date, ...] = NIGHTS,
) -> None:
    """Play nights of the bundled market and say what was found and where the report lies.

    With ``resume`` a demo that was interrupted goes on where it stopped.
    """
    prepare(folder, resume=resume)
    with play(NIGHTS[0]) as market:
        settings = demo_settings(folder, market, store_url)
        with opened(settings) as house:
            house.store.add_sources(read_sources(SOURCES), on=NIGHTS[0])
            last = None
            for night in remaining(house, nights):
                last = one_night(house, market, night)
            _farewell(house, last, folder, len(nights))


def play_season(folder: Path) -> None:
    """The second act: thirty weeks of snapshots, as twelve nights are too few for an index."""
    there = snapshots(SEASON)
    say(f"── season of {len(there.nights)} weeks: `resalewatch backtest` shows its scores")
    with scratch(load(), there, folder / "season") as house:
        nights = [one.run.on for one in play_snapshots(house, there, _unheard, Periods.WEEK)]
        page = folder / "report" / "trends.html"
        written = write_edition(house, "week", nights[-1] + timedelta(days=1), page)
        say(f"   {len(nights)} nights, {len(house.store.channels())} channels")
    say(f"trend report: {written}")


def _unheard(_line: str) -> None:
    """Thirty lines about the weeks would hide the twelve nights."""


def prepare(folder: Path, *, resume: bool) -> None:
    """An empty folder for the demo. Raises ValueError rather than empty one that is not its own."""
    if folder.exists() and not resume:
        if any(folder.iterdir()) and not (folder / MARKER).exists():
            raise ValueError(f"{folder} is not a demo's folder; name another with --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()


def demo_settings(folder: Path, market: Market, store_url: str | None) -> Settings:
    """Settings under which the invented market is the whole world."""
    return load(
        store=StoreSettings(
            url=store_url or f"sqlite:///{folder / 'resalewatch.db'}", archive=folder / "archive"
        ),
        crawl=CrawlSettings(
            contact="",  # so that nothing but the invented market can be asked
            allow_networks=("127.0.0.0/8",),
            connect_to=(market.connect_to,),
            host_delay_seconds=0.0,
            seconds_per_request=5.0,
        ),
        market=MarketSettings(prices=PRICES, fx=FX),
        alerts=AlertSettings(
            targets=(TargetSettings(name="leads", kind="file", path=folder / "delivered.jsonl"),),
            pseudonym_key="demo",
        ),
        reports=ReportSettings(folder=folder / "report"),
    )


def remaining(house: House, nights: tuple[date, ...]) -> list[date]:
    """Nights that are not closed yet, in order."""
    closed = {run.on for run in house.store.runs() if run.state == "closed"}
    return [night for night in nights if night not in closed]


def one_night(house: House, market: Market, night: date) -> Night:
    """Turn the market to ``night`` and run it."""
    market.on = night
    say(f"── night of {night}")
    with shown() as progress:
        ended = run_night(house, night, progress=progress)
    for line in lines(house.store, house.book, house.fx, night, ended.tally.run, house.floors):
        say(f"   {line}")
    return ended


def _farewell(house: House, last: Night | None, folder: Path, nights: int) -> None:
    leads = house.store.leads()
    say(f"{nights} nights, {len(house.store.channels())} channels, {len(leads)} leads")
    for lead in leads[:5]:
        say(f"   {lead.score:>3}  {lead.channel}")
    if last is not None and last.report is not None:
        edition = write_edition(house, "week", last.tally.on)
        say(f"report: {last.report}")
        say(f"trend report: {edition}")
    say(f"store, archive and delivered leads: {folder}")
