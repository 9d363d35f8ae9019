"""The shipped tables of official prices and exchange rates, with what an operator adds to them."""

from pathlib import Path

from market.fx import FxRates, parse_rows
from market.pricebook import PriceBook
from market.prices import rows
from monitor.settings import MarketSettings


def price_book(settings: MarketSettings) -> PriceBook:
    """The shipped book; rows of the operator's file win. Raises ValueError naming a bad file."""
    book = PriceBook.load()
    if settings.prices is None:
        return book
    return book.replaced(rows.parse_rows(text_of(settings.prices)))


def exchange_rates(settings: MarketSettings) -> FxRates:
    """The shipped rates; a currency that the operator's file names comes from that file alone."""
    shipped = FxRates.load()
    if settings.fx is None:
        return shipped
    own = parse_rows(text_of(settings.fx))
    named = {row.currency for row in own}
    return FxRates((*own, *(row for row in shipped.rows() if row.currency not in named)))


def text_of(file: Path) -> str:
    """A file's text. Raises ValueError saying what is wrong with it."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{file}: {error}") from error
