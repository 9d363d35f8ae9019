"""Exchange rates by date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.fx import CURRENCIES, FxRates, UnknownCurrency, dump_rows, parse_ecb, parse_rows

FX = FxRates.load()
FIRST, LAST = date(2024, 1, 2), date(2026, 10, 30)


def test_a_rate_is_the_cross_of_two_reference_rates() -> None:
    """ECB of 2026-10-30: 7.4326 yuan and 1.1172 dollars a euro."""
    assert FX.rate("CNY", LAST) == pytest.approx(
        Decimal("7.4326") / Decimal("1.1172"), rel=Decimal("1e-9")
    )
    assert FX.rate("EUR", LAST) == pytest.approx(1 / Decimal("1.1172"), rel=Decimal("1e-9"))


@given(st.dates(FIRST, date(2030, 1, 1)), st.sampled_from(sorted(CURRENCIES)))
def test_every_day_has_the_last_rate_published_by_then(on: date, currency: str) -> None:
    """Weekends, holidays and days after the last one shipped use the one before."""
    age = FX.age(on, currency)

    assert FX.rate(currency, on) == FX.rate(currency, on - age)
    assert age >= timedelta(0)
    assert age <= timedelta(5) or on > LAST


@pytest.mark.parametrize("currency", ["VND", "RUB", "UAH", "XXX", ""])
def test_a_currency_without_a_rate_is_loud(currency: str) -> None:
    """No rate is ever made up."""
    with pytest.raises(UnknownCurrency):
        FX.rate(currency, LAST)


def test_a_day_before_the_first_rate_is_loud() -> None:
    """The table starts in 2024."""
    with pytest.raises(UnknownCurrency):
        FX.rate("CNY", date(2023, 12, 31))


def test_dollars_are_dollars() -> None:
    """A stablecoin counts as the dollar it stands for."""
    assert {FX.rate(code, LAST) for code in ("USD", "usd", "USDT", "USDC")} == {Decimal(1)}


def test_an_override_holds_whatever_the_day() -> None:
    """One currency is fixed, the others stay."""
    fixed = FX.with_overrides({"CNY": Decimal("6.80"), "VND": Decimal(26000)})

    assert fixed.rate("cny", FIRST) == Decimal("6.80")
    assert fixed.rate("VND", LAST) == Decimal(26000)
    assert fixed.rate("JPY", LAST) == FX.rate("JPY", LAST)
    assert FX.rate("CNY", FIRST) != Decimal("6.80")


def test_the_ecb_s_file_becomes_rows() -> None:
    """Only the days and currencies asked for; N/A is no rate."""
    text = "Date,USD,CNY,TRY,\n2026-01-02,1.25,8.5,N/A,\n2023-01-02,1,7,20,\n"
    rows = parse_ecb(text, currencies=("EUR", "CNY", "TRY"))

    assert [(row.currency, row.day, row.per_usd) for row in rows] == [
        ("CNY", date(2026, 1, 2), Decimal("6.8")),
        ("EUR", date(2026, 1, 2), Decimal("0.8")),
    ]
    assert parse_rows(dump_rows(rows)) == rows
