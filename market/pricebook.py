"""The official price of a model or plan on a day. Rows are dated: the past keeps its prices."""

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from market.prices.rows import PriceRow, parse_rows
from market.types import Unit


class PriceBook:
    """Official list prices in US dollars, looked up by provider, model, unit and date."""

    def __init__(self, rows: Iterable[PriceRow]) -> None:
        self._rows: dict[tuple[str, str, Unit], list[PriceRow]] = {}
        for row in sorted(rows, key=_start):
            self._rows.setdefault(row.cell, []).append(row)

    @classmethod
    def load(cls) -> "PriceBook":
        """The book that is shipped with the program: models and plans."""
        return _shipped()

    def price(self, provider: str, model: str, unit: Unit, on: date) -> Decimal | None:
        """US dollars for one unit on that day, None when unknown. 0 only where it is free."""
        row = self.row(provider, model, unit, on)
        return row.usd if row else None

    def row(self, provider: str, model: str, unit: Unit, on: date) -> PriceRow | None:
        """The row in force on that day, with where it comes from and who disagrees."""
        rows = self._rows.get((provider, model, unit), [])
        at = bisect_right(rows, on, key=_start)
        return rows[at - 1] if at else None

    def first(self, provider: str, model: str, unit: Unit) -> Decimal | None:
        """US dollars for one unit when its first row began, None when unknown."""
        rows = self._rows.get((provider, model, unit), [])
        return rows[0].usd if rows else None

    def knows(self, provider: str, model: str) -> bool:
        """Whether the book has any price of this model or plan, at any time."""
        return any((provider, model, unit) in self._rows for unit in Unit)

    def rows(self) -> tuple[PriceRow, ...]:
        """Every row, for showing and refreshing."""
        return tuple(row for rows in self._rows.values() for row in rows)

    def replaced(self, rows: Iterable[PriceRow]) -> "PriceBook":
        """This book with further rows; one of the same model, unit and start takes precedence."""
        new = {(row.cell, row.valid_from): row for row in (*self.rows(), *rows)}
        return PriceBook(new.values())


def _start(row: PriceRow) -> date:
    return row.valid_from or date.min


@cache
def _shipped() -> PriceBook:
    data = files("market") / "data"
    models = parse_rows((data / "prices.csv").read_text("utf-8"))
    return PriceBook((*models, *plan_rows((data / "plans.csv").read_text("utf-8"))))


def plan_rows(text: str) -> tuple[PriceRow, ...]:
    """Rows of the plans file: US list price of a month, bought month by month."""
    return tuple(
        PriceRow(
            fields["provider"],
            fields["model"],
            Unit.MONTH,
            Decimal(fields["usd"]),
            date.fromisoformat(fields["valid_from"]),
            "vendor",
        )
        for fields in csv.DictReader(io.StringIO(text))
    )
