"""The rooms of the house opened together: store, archive and the dated tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from market.fx import FxRates
from market.pricebook import PriceBook
from market.trends.floors import Floors
from monitor.settings import Settings
from monitor.tables import cost_floors, exchange_rates, price_book
from storage import ReadOnly, Store
from storage.archive import Archive


@dataclass(frozen=True, slots=True)
class House:
    """What a night and every command work with."""

    settings: Settings
    store: Store
    archive: Archive
    book: PriceBook
    fx: FxRates
    floors: Floors


def code_version() -> str:
    """The installed version, kept with every run."""
    return version("resalewatch")


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    """The house with its doors open; the store is migrated first and closed at the end.

    Raises StoreError when the store or the archive cannot be used, ValueError for a bad table.
    """
    make_folder(settings.store.archive)
    store = Store.open(settings.store.url)
    try:
        yield House(
            settings=settings,
            store=store,
            archive=Archive(settings.store.archive),
            book=price_book(settings.market),
            fx=exchange_rates(settings.market),
            floors=cost_floors(settings.market),
        )
    finally:
        store.close()


def make_folder(folder: Path) -> None:
    """Raises ReadOnly saying which setting names a folder that cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ReadOnly(
            f"[store] archive: the folder {folder} cannot be made ({problem.strerror}); "
            "name another, or make it writable"
        ) from problem
