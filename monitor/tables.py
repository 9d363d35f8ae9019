"""The shipped tables of official prices, exchange rates and cost floors, with what an operator adds
to them.
"""

import csv
from collections.abc import Callable, Sized
from pathlib import Path
from typing import TypeVar

from market.fx import FxRates, parse_rows
from market.pricebook import PriceBook
from market.prices import rows
from market.trends import floors
from market.trends.floors import Floors
from monitor.settings import MarketSettings

T = TypeVar("T", bound=Sized)


def price_book(settings: MarketSettings) -> PriceBook:
    """The shipped book; rows of the operator's file win. Raises ValueError naming a bad file."""
    book = PriceBook.load()
    if settings.prices is None:
        return book
    return book.replaced(parsed(settings.prices, rows.parse_rows, "a table of prices"))


def exchange_rates(settings: MarketSettings) -> FxRates:
    """The shipped rates; a currency that the operator's file names comes from that file alone."""
    shipped = FxRates.load()
    if settings.fx is None:
        return shipped
    own = parsed(settings.fx, parse_rows, "a table of exchange rates")
    named = {row.currency for row in own}
    return FxRates((*own, *(row for row in shipped.rows() if row.currency not in named)))


def cost_floors(settings: MarketSettings) -> Floors:
    """The shipped floors; rows of the operator's file win. Raises ValueError naming a bad file."""
    shipped = Floors.load()
    if settings.floors is None:
        return shipped
    return shipped.replaced(parsed(settings.floors, floors.parse_rows, "a table of cost floors"))


def parsed(file: Path, parse: Callable[[str], T], what: str) -> T:
    """A file understood. Raises ValueError naming the file when it holds nothing of the sort."""
    try:
        found = parse(text_of(file))
    except (KeyError, ArithmeticError, AttributeError, TypeError, csv.Error) as error:
        raise ValueError(f"{file} is not {what}: {type(error).__name__} {error}") from error
    except ValueError as error:
        told = str(error) if str(file) in str(error) else f"{file} is not {what}: {error}"
        raise ValueError(told) from error
    if not found:
        raise ValueError(f"{file} is not {what}: it has no row")
    return found


def text_of(file: Path) -> str:
    """A file's text. Raises ValueError saying what is wrong with it."""
    try:
        return file.read_text("utf-8-sig")  # spreadsheets put a mark before the first line
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is not UTF-8 text") from error
