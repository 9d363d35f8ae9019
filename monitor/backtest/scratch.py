"""A house of its own for a backtest: nothing of the user's store is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.backtest.snapshots import Snapshots
from monitor.house import House, opened
from monitor.settings import AlertSettings, MarketSettings, ReportSettings, Settings, StoreSettings
from storage.archive import Archive


@contextmanager
def scratch(
    settings: Settings, there: Snapshots | None, keep: Path | None = None
) -> Iterator[House]:
    """A new store in ``keep``, or in a folder that is gone afterwards; nobody is told of anything.

    Prices and rates that lie beside the snapshots take the place of those of the settings. Without
    snapshots pages are read from the settings' own archive.
    Raises ValueError for a folder that holds something.
    """
    with _folder(keep) as folder, opened(_within(folder, settings, there)) as house:
        theirs = Archive(settings.store.archive)
        yield house if there else replace(house, archive=theirs)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory(prefix="resalewatch-backtest-") as folder:
            yield Path(folder)
        return
    if keep.exists() and any(keep.iterdir()):
        raise ValueError(f"{keep} is not empty; name a new folder with --keep")
    keep.mkdir(parents=True, exist_ok=True)
    yield keep.resolve()


def _within(folder: Path, settings: Settings, there: Snapshots | None) -> Settings:
    own = settings.market
    here = {
        "store": StoreSettings(
            url=f"sqlite:///{folder / 'resalewatch.db'}", archive=folder / "archive"
        ),
        "reports": ReportSettings(folder=folder / "report"),
        "alerts": AlertSettings(pseudonym_key=settings.alerts.pseudonym_key),
    }
    if there is not None:
        here["market"] = MarketSettings(prices=there.prices or own.prices, fx=there.fx or own.fx)
    return settings.model_copy(update=here)
