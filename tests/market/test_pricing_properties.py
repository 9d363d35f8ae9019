"""What the arithmetic keeps to, whatever the numbers."""

from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from market_sheets import FX, INPUT, ON, listed, priced, rate, site, top_up

from market.claims import TopUp
from market.pricebook import PriceBook
from market.pricing import against_list, plain_decimal

ratios = st.decimals(min_value="0.001", max_value="50", places=4)


@given(ratios, ratios, ratios, st.integers(2, 9))
def test_paying_k_times_as_much_is_k_times_the_share(
    base: Decimal, group: Decimal, recharge: Decimal, k: int
) -> None:
    """Every factor is linear."""
    row = rate("gpt-5", INPUT, ("p", str(base)), ratio=str(group))
    (once,) = priced(site(TopUp(recharge, "CNY", "text"), row)).offers
    (often,) = priced(site(TopUp(recharge * k, "CNY", "text"), row)).offers

    assert often.paid == once.paid * k


@given(st.lists(ratios, min_size=2, max_size=4))
def test_the_order_of_factors_does_not_matter(numbers: list[Decimal]) -> None:
    """Products are exact, so they are the same in any order."""
    named = [(f"f{at}", str(value)) for at, value in enumerate(numbers)]
    found = {
        priced(site(top_up("1"), rate("gpt-5", INPUT, *order))).offers[0].paid
        for order in permutations(named)
    }

    assert len(found) == 1


@given(ratios, ratios)
def test_share_times_list_is_what_is_paid(base: Decimal, group: Decimal) -> None:
    """The ratio is derived from what is kept, and leads back to it."""
    row = rate("gpt-5", INPUT, ("p", str(base)), ratio=str(group))
    against = listed(priced(site(top_up("1"), row)).offers[0])

    assert against.share_of_list is not None
    assert against.list_usd is not None
    error = abs(against.share_of_list * against.list_usd - against.paid_usd)
    assert error <= against.paid_usd * Decimal("1e-25")


@given(st.decimals(min_value="0.5", max_value="20", places=3))
def test_a_dearer_dollar_lowers_the_share_in_proportion(cny: Decimal) -> None:
    """The exchange rate divides."""
    (offer,) = priced(site(top_up("1"), rate("gpt-5", INPUT, ("p", "1")))).offers
    book = PriceBook.load()
    one = against_list(offer, book, FX.with_overrides({"CNY": cny}), ON)
    two = against_list(offer, book, FX.with_overrides({"CNY": cny * 2}), ON)

    assert abs(one.paid_usd - two.paid_usd * 2) <= one.paid_usd * Decimal("1e-25")


@given(st.decimals(min_value="-1e9", max_value="1e9", places=9))
def test_a_number_reads_back_as_it_was_written(value: Decimal) -> None:
    """Without rounding, nothing is lost and no exponent is shown."""
    text = plain_decimal(value)

    assert Decimal(text) == value
    assert "E" not in text


def test_numbers_are_written_as_people_write_them() -> None:
    """No exponent, no idle zeros; rounding only when asked for."""
    assert plain_decimal(Decimal("3.0")) == "3"
    assert plain_decimal(Decimal("2.16E+4")) == "21600"
    assert plain_decimal(Decimal("0.4411764"), significant=3) == "0.441"
    assert plain_decimal(Decimal("-0.0")) == "0"
