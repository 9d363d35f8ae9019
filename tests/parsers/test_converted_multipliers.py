"""A rate that a list has put into its multipliers already is not put in twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import offers
from market.types import Basis, Evidence, Page
from parsers.read import read_visit

ON = date(2026, 7, 29)
HEAD = "name,plus_rate,pro_rate,url,notes\nOtter,0.5,,https://otter.example/,\n"


@pytest.mark.parametrize(
    ("plus", "notes", "paid"),
    [
        ("0.08", "充值 1:10 折算后倍率", "0.08"),
        ("0.08", "充值比1：25后倍率", "0.08"),
        ("0.08", "充值比1：12.5后倍率", "0.08"),
        ("0.8", "充值比1：10", "0.08"),
        ("1.0", "充值比1：10，故换算后倍率为0.15、0.2", "0.1"),
        ("0.15", "充值比1：10，故换算后倍率为0.15、0.2", "0.15"),
        ("0.08", "倍率很低，充值 1:1", "0.08"),
    ],
)
def test_what_a_dollar_costs(plus: str, notes: str, paid: str) -> None:
    body = f"{HEAD}Heron,{plus},,https://heron.example/,{notes}\n".encode()
    at = datetime(2026, 7, 29, tzinfo=UTC)
    evidence = Evidence("https://list.example/x.csv", at, 200, "text/csv", "d", "d", "allowed")
    listing = next(
        one for one in read_visit([Page(evidence, body)]).listings if one.title == "Heron"
    )

    made = offers([listing], PriceBook.load(), FxRates.load(), ON).offers

    (offer,) = [one for one in made if one.group == "plus"]
    assert (offer.paid, offer.currency) == (Decimal(paid), "CNY")
    assert offer.basis is Basis.TEXT_ONLY
