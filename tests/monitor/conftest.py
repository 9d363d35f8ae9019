"""The command line as a user meets it, and three nights played once for everybody to look at."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from fixtures.market import FX, NIGHTS, PRICES, SOURCES, Market, play
from monitor.cli import main
from monitor.demo import demo_settings
from monitor.house import House, opened
from monitor.nightly import run_night
from monitor.settings import Settings
from monitor.sources_file import read_sources

PLAYED = NIGHTS[:3]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed for programs."""
        return orjson.loads(self.out)


@dataclass(frozen=True)
class Place:
    """A folder with a settings file, a store and an archive."""

    folder: Path

    @property
    def config(self) -> str:
        """The settings file."""
        return str(self.folder / "resalewatch.toml")

    @property
    def url(self) -> str:
        """The store."""
        return f"sqlite:///{self.folder / 'resalewatch.db'}"

    def write(self, more: str = "") -> "Place":
        """Settings that ask nobody but loopback, and ``more``."""
        text = f"""
        [store]
        url = "{self.url}"
        archive = "{self.folder / "archive"}"
        [crawl]
        allow_networks = ["127.0.0.0/8"]
        host_delay_seconds = 0
        browser = false
        [market]
        prices = "{PRICES}"
        fx = "{FX}"
        [reports]
        folder = "{self.folder / "report"}"
        {more}
        """
        (self.folder / "resalewatch.toml").write_text(text, encoding="utf-8")
        return self


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """``run("sources", "list")`` is what the shell would do."""

    def command(*args: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["resalewatch", *args])
        status = 0
        try:
            main()
        except SystemExit as exited:
            status = int(exited.code or 0)
        out, err = capsysbinary.readouterr()
        return Ended(status, out.decode(), err.decode())

    return command


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    """A place where nothing happened yet."""
    return Place(tmp_path).write()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Three nights of the bundled market, to look at only."""
    folder = tmp_path_factory.mktemp("played")
    with play(PLAYED[0]) as market, opened(quick(folder, market)) as house:
        house.store.add_sources(read_sources(SOURCES), on=PLAYED[0])
        for night in PLAYED:
            market.on = night
            run_night(house, night)
    return Place(folder).write()


@pytest.fixture
def mine(played: Place, tmp_path: Path) -> Place:
    """A copy of the three nights, to change."""
    folder = shutil.copytree(played.folder, tmp_path / "mine")
    return Place(folder).write()


@pytest.fixture
def rooms(mine: Place) -> Iterator[House]:
    """The copy with its doors open."""
    with play(PLAYED[0]) as market, opened(quick(mine.folder, market)) as house:
        yield house


def quick(folder: Path, market: Market) -> Settings:
    """The demo's settings without a browser."""
    chosen = demo_settings(folder, market, None)
    return chosen.model_copy(update={"crawl": chosen.crawl.model_copy(update={"browser": False})})
