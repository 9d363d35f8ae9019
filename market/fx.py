"""Exchange rates by date: the ECB's reference rates, crossed to the US dollar."""

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import cache
from importlib.resources import files

_TEN_DIGITS = Context(prec=10)
# What the currencies of sellers need; the ECB publishes more.
CURRENCIES = tuple(
    "EUR CNY GBP JPY KRW INR IDR HKD SGD TRY BRL THB MYR PHP AUD CAD CHF PLN MXN ZAR".split()  # noqa: SIM905  # reads as the list it is
)
_DOLLARS = {"USD": "USD", "USDT": "USD", "USDC": "USD"}


class UnknownCurrency(LookupError):
    """No rate is known for this currency on this day: no price in dollars may be made of it."""


@dataclass(frozen=True, slots=True, order=True)
class FxRow:
    """Units of ``currency`` for one US dollar, as published on ``day``."""

    currency: str
    day: date
    per_usd: Decimal


class FxRates:
    """Units of a currency for one US dollar on a day."""

    def __init__(
        self, rows: Iterable[FxRow], overrides: Mapping[str, Decimal] | None = None
    ) -> None:
        self._rows: dict[str, list[FxRow]] = {}
        for row in sorted(rows):
            self._rows.setdefault(row.currency, []).append(row)
        self._days = {name: [row.day for row in told] for name, told in self._rows.items()}
        self._overrides = dict(overrides or {})

    @classmethod
    def load(cls) -> "FxRates":
        """The rates that are shipped with the program."""
        return FxRates(_shipped())

    def with_overrides(self, rates: Mapping[str, Decimal]) -> "FxRates":
        """The same table with these currencies fixed whatever the day: ``{"CNY": 6.80}``."""
        return FxRates(self.rows(), {**self._overrides, **rates})

    def rate(self, currency: str, on: date) -> Decimal:
        """The last rate published on or before the day; raises UnknownCurrency if there is none."""
        code = _DOLLARS.get(currency.upper(), currency.upper())
        if code in self._overrides:
            return self._overrides[code]
        if code == "USD":
            return Decimal(1)
        return self._row(code, on).per_usd

    def first(self, currency: str) -> Decimal:
        """The oldest rate of the table; raises UnknownCurrency if there is none."""
        code = _DOLLARS.get(currency.upper(), currency.upper())
        oldest = self._days.get(code, [date.max])[0]
        return self.rate(code, oldest)

    def age(self, on: date, currency: str = "CNY") -> timedelta:
        """How old the rate used for that day is."""
        return on - self._row(currency, on).day

    def knows(self, currency: str | None) -> bool:
        """Whether there is any rate of this currency at all."""
        code = _DOLLARS.get((currency or "").upper(), (currency or "").upper())
        return code == "USD" or code in self._rows or code in self._overrides

    def rows(self) -> tuple[FxRow, ...]:
        """Every published rate, for showing and refreshing."""
        return tuple(row for rows in self._rows.values() for row in rows)

    def _row(self, code: str, on: date) -> FxRow:
        at = bisect_right(self._days.get(code, []), on)
        if not at:
            raise UnknownCurrency(f"no exchange rate for {code} on or before {on}")
        return self._rows[code][at - 1]


def parse_ecb(
    text: str, since: date = date(2024, 1, 1), currencies: Iterable[str] = CURRENCIES
) -> tuple[FxRow, ...]:
    """Rows of the ECB's ``eurofxref-hist.csv``, crossed from the euro to the US dollar."""
    rows = []
    for fields in csv.DictReader(io.StringIO(text)):
        day = date.fromisoformat(fields["Date"])
        if day < since:
            continue
        usd = Decimal(fields["USD"])
        for currency in currencies:
            told = "1" if currency == "EUR" else fields.get(currency, "N/A")
            if told not in ("N/A", ""):
                rows.append(FxRow(currency, day, _TEN_DIGITS.divide(Decimal(told), usd)))
    return tuple(sorted(rows))


def dump_rows(rows: Iterable[FxRow]) -> str:
    """The shipped form: one line a day, one column a currency."""
    table: dict[date, dict[str, str]] = {}
    for row in rows:
        table.setdefault(row.day, {})[row.currency] = format(row.per_usd, "f")
    names = sorted({name for day in table.values() for name in day})
    lines = [
        ",".join([day.isoformat(), *(table[day].get(name, "") for name in names)])
        for day in sorted(table)
    ]
    return "\n".join([",".join(["date", *names]), *lines]) + "\n"


def parse_rows(text: str) -> tuple[FxRow, ...]:
    """Rows of the shipped form."""
    return tuple(
        FxRow(name, date.fromisoformat(fields["date"]), Decimal(told))
        for fields in csv.DictReader(io.StringIO(text))
        for name, told in fields.items()
        if name != "date" and told
    )


@cache
def _shipped() -> tuple[FxRow, ...]:
    return parse_rows((files("market") / "data" / "fx.csv").read_text("utf-8"))
