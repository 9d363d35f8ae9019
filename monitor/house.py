"""The rooms of the house opened together: store, archive, price book and exchange rates."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from market.fx import FxRates
from market.pricebook import PriceBook
from monitor.settings import Settings
from monitor.tables import exchange_rates, price_book
from storage import Store
from storage.archive import Archive


@dataclass(frozen=True, slots=True)
class House:
    """What a night and every command work with."""

    settings: Settings
    store: Store
    archive: Archive
    book: PriceBook
    fx: FxRates


def code_version() -> str:
    """The installed version, kept with every run."""
    return version("resalewatch")


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    """The house with its doors open; the store is migrated first and closed at the end."""
    settings.store.archive.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings.store.url)
    try:
        yield House(
            settings=settings,
            store=store,
            archive=Archive(settings.store.archive),
            book=price_book(settings.market),
            fx=exchange_rates(settings.market),
        )
    finally:
        store.close()
