"""Traps of storefronts, and what each recorded payload of theirs must come to."""

from decimal import Decimal

import pytest
from relay_pages import visited

from market.claims import Resold
from tests.parsers.test_real_data import PAYLOADS, recorded
from tests.parsers.test_shops import goods, read_visit

D = Decimal

# payload → units of its offers with what one costs; codes that stand for rows without offers
COUNTED = [
    ("acgfaka_commodity", [("month", "899", "CNY"), ("usd_credit", "0.05", "CNY")], set()),
    (  # the article and its two races
        "acgfaka_commodity_detail",
        [("month", "899", "CNY"), ("month", "899", "CNY"), ("month", "799", "CNY")],
        set(),
    ),
    ("acgfaka_error", [], {"not_on_sale"}),
    ("acgfaka_category", [], set()),
    ("shopify_products", [], {"no_currency"}),
    ("woocommerce_store_products", [("usd_credit", "0.5", "USD")], set()),
]


@pytest.mark.parametrize(("name", "offers", "codes"), COUNTED, ids=lambda told: str(told)[:40])
def test_each_row_of_a_payload_is_an_offer_a_fact_or_a_named_issue(
    name: str, offers: list[tuple[str, str, str]], codes: set[str]
) -> None:
    seen = visited(recorded(PAYLOADS / f"{name}.json"))
    made = [(one.unit.value, one.paid, one.currency) for one in seen.priced.offers]

    assert sorted(made) == sorted((unit, D(paid), money) for unit, paid, money in offers)
    assert codes <= seen.codes
    assert all(one.facts or one.issues or one.key == "site" for one in seen.reading.listings)


def test_every_payload_of_a_shop_is_counted_here() -> None:
    if not PAYLOADS.exists():
        pytest.skip("the recorded payloads are not at hand")
    shops = ("acgfaka", "shopify", "woocommerce")
    at_hand = {path.stem for path in PAYLOADS.glob("*.json") if path.stem.startswith(shops)}

    assert at_hand == {name for name, *_ in COUNTED}


def test_lunas_catalogue_is_priced_by_the_dollar() -> None:
    """The payload is the script's value; the page around it is the software's own."""
    value = recorded(PAYLOADS / "dujiaoka_luna_goodsmsg.json").text
    shown = recorded(PAYLOADS / "dujiaoka_luna_goodsmsg.json")
    home = type(shown)(
        shown.evidence, f"<html><script>goodsMsg = {value};</script></html>".encode()
    )
    (offer,) = visited(home).priced.offers

    assert (offer.unit.value, offer.paid, offer.group) == ("usd_credit", D("0.8"), "100 USD")


def test_what_is_sold_on_from_another_shop_says_so() -> None:
    """Trap 30: a catalogue repeated across sub-stations."""
    listings = read_visit([goods({"shared_id": 4}, {"id": 2, "shared_id": 0})]).listings
    resold = [[f.value for f in one.facts if isinstance(f.value, Resold)] for one in listings]

    assert resold == [[Resold("4")], []]
