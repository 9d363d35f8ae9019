"""Which top-up price is reckoned with, and how sure of it we are."""

from decimal import Decimal

import pytest
from market_sheets import by_ratio, codes, priced, site, top_up

from market.claims import Price, TopUp, Value
from market.types import Basis

DOUBTED = top_up("1", reliable=False)
ROW = by_ratio("gpt-5", "0.625")
YUAN = Price(Decimal(1), "CNY", "usd_credit")

# what the site says → amount, source, basis, issues
CASES = [
    ([top_up("1")], "1", "status.price", Basis.EXACT, []),
    (
        [DOUBTED],
        "1",
        "status.price",
        Basis.ASSUMED_TOP_UP,
        ["unreliable_top_up"],
    ),
    ([top_up("7.3")], "7.3", "status.price", Basis.ASSUMED_TOP_UP, ["unreliable_top_up"]),
    ([top_up("7.3", "status.PaymentUSDRate")], "7.3", "status.PaymentUSDRate", Basis.EXACT, []),
    ([DOUBTED, top_up("1", "text")], "1", "status.price", Basis.EXACT, []),
    ([DOUBTED, YUAN], "1", "status.price", Basis.EXACT, []),
    ([top_up("7.3"), top_up("0.5", "text")], "0.5", "text", Basis.EXACT, []),
    ([top_up("2"), top_up("1", "text")], "2", "status.price", Basis.EXACT, ["top_up_conflict"]),
    ([top_up("1", "text")], "1", "text", Basis.EXACT, []),
    ([], "1", "assumed", Basis.ASSUMED_TOP_UP, ["assumed_top_up"]),
    (
        [top_up("1", "text"), top_up("2", "text")],
        *("1", "assumed", Basis.ASSUMED_TOP_UP, ["assumed_top_up"]),
    ),
]


@pytest.mark.parametrize(("said", "amount", "source", "basis", "issues"), CASES)
def test_the_top_up_price_is_chosen_by_how_sure_it_is(
    said: list[Value], amount: str, source: str, basis: Basis, issues: list[str]
) -> None:
    """A field of its own counts, then the seller's words, then one yuan a dollar."""
    sheet = priced(site(*said, ROW))

    assert isinstance(sheet.top_up, TopUp)
    assert (sheet.top_up.amount, sheet.top_up.source) == (Decimal(amount), source)
    assert [offer.basis for offer in sheet.offers] == [basis]
    assert codes(sheet) == issues


def test_a_site_without_a_chinese_word_leaves_the_currency_in_doubt() -> None:
    """The field has no currency label; yuan is assumed and said to be."""
    sheet = priced(site(top_up("1"), ROW, title="Lantern Hub"))

    assert sheet.offers[0].currency == "CNY"
    assert codes(sheet) == ["currency_assumed"]


@pytest.mark.parametrize(
    ("title", "words", "currency"),
    [
        ("Lantern Hub", [top_up("1", "text", "USD")], "USD"),
        ("Lantern Hub", [top_up("2", "text", "USD")], "CNY"),
        ("Lantern Hub", [top_up("1", "text", "USD"), top_up("1", "text", "EUR")], "CNY"),
        ("松鼠 API", [top_up("1", "text", "USD")], "CNY"),
    ],
)
def test_the_seller_s_words_name_the_money_of_the_field(
    title: str, words: list[Value], currency: str
) -> None:
    """price: 1 of a seller who sells nothing but dollars, and says so, is a dollar."""
    sheet = priced(site(top_up("1"), *words, ROW, title=title))

    assert [offer.currency for offer in sheet.offers] == [currency]


def test_a_seller_without_any_price_has_no_assumed_top_up() -> None:
    """An assumption is only made where something is priced by it."""
    sheet = priced(site())

    assert (sheet.top_up, sheet.issues) == (None, ())
