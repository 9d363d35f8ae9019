"""The door to reports: one night's page out of the store, the price book and the rates."""

from datetime import date
from pathlib import Path

from market.fx import FxRates, UnknownCurrency
from market.pricebook import PriceBook
from market.pricing import against_list
from market.trends.floors import Floors
from market.types import Offer, Priced
from reports.collect import collect
from reports.html import page
from reports.memory import Compare, Memory
from reports.model import Report
from reports.whole import whole


def read(
    store: Memory,
    book: PriceBook,
    fx: FxRates,
    on: date,
    run_id: str,
    floors: Floors | None = None,
) -> Report:
    """What there is to report of one night, counted and judged."""
    return collect(store, comparison(book, fx), on, run_id, floors)


def write(
    store: Memory,
    book: PriceBook,
    fx: FxRates,
    on: date,
    path: Path,
    run_id: str,
    floors: Floors | None = None,
    *,
    edition: str = "",
) -> Path:
    """Write the night's report to ``path`` (whole or not at all) and say where it is.

    ``edition`` is the file name of the trend report to link to. The same store, books and date
    give the same bytes.
    """
    return save(read(store, book, fx, on, run_id, floors), path, edition=edition)


def save(report: Report, path: Path, *, edition: str = "") -> Path:
    """Write a report already at hand: for callers that also want its summary."""
    return save_text(page(report, edition), path)


def save_text(document: str, path: Path) -> Path:
    """Write a document whole or not at all; its folder is made if need be."""
    return whole(path, lambda to: to.write_text(document, encoding="utf-8", newline="\n"))


def comparison(book: PriceBook, fx: FxRates) -> Compare:
    """Prices against list; an offer in a currency without a rate that day has none."""

    def compare(offer: Offer, on: date) -> Priced | None:
        try:
            return against_list(offer, book, fx, on)
        except UnknownCurrency:
            return None

    return compare
