"""One observation per channel, leaf cell and week: what is put together, what is left out."""

from datetime import date, timedelta
from decimal import Decimal
from math import exp, log

import pytest
from prices_made_by_hand import BEFORE, BOOK, FX, WEEK, by_measure, listed, nights, pair, span, told

from market.fx import FxRates, FxRow
from market.pricebook import PriceBook
from market.trends.cells import Cell
from market.trends.spans import PriceSpan

OPUS = Cell("relay_api", "tokens", "anthropic", "premium", "unknown")
THURSDAY = WEEK + timedelta(days=3)


def test_hundreds_of_rows_with_one_group_ratio_are_one_observation() -> None:
    rows = [p for n in range(200) for p in pair("3", "15", listed_as=f"claude-opus-a-{n}")]
    rows += [p for n in range(200) for p in pair("1.2", "6", model="claude-opus-b", group=f"g{n}")]
    found = by_measure(told(rows))

    assert set(found) == {"tokens", "input", "output"}
    assert found["tokens"].cell == OPUS
    assert found["tokens"].rows == 400
    assert exp(found["tokens"].log_ratio) == pytest.approx(0.3, abs=1e-12)


def test_the_blend_is_three_parts_of_input_to_one_of_output() -> None:
    found = by_measure(told(pair("5", "10")))

    assert exp(found["tokens"].log_ratio) == pytest.approx((3 * 5 + 10) / (3 * 10 + 50))
    assert exp(found["input"].log_ratio) == pytest.approx(0.5)
    assert exp(found["output"].log_ratio) == pytest.approx(0.2)


def test_only_an_output_price_is_no_blend() -> None:
    assert set(by_measure(told([span("1m_output_tokens", "10")]))) == {"output"}


def test_input_and_output_in_two_currencies_are_no_blend() -> None:
    found = told([span(paid="5"), span("1m_output_tokens", "72", currency="CNY")])

    assert set(by_measure(found)) == {"input", "output"}


def test_what_comes_from_elsewhere_or_is_another_tier_is_another_cell() -> None:
    found = told(
        [
            *pair("5", "25", group="official", supply="official"),
            *pair("1", "5", group="max", supply="subscription_pool"),
            *pair("1.5", "7.5", group="max20", supply="subscription_pool"),
            *pair("1", "5", model="claude-sonnet-a"),
        ]
    )
    shares = {
        (one.cell.tier, one.cell.supply): round(exp(one.log_ratio), 6)
        for one in found.observations
        if one.cell.unit == "tokens"
    }

    assert shares == {
        ("premium", "official"): 0.5,
        ("premium", "subscription_pool"): round(exp((log(0.1) + log(0.15)) / 2), 6),
        ("standard", "unknown"): 0.5,
    }


def test_a_list_price_that_falls_within_the_week_moves_the_list_part_alone() -> None:
    cheap = PriceBook([*BOOK.rows(), *listed("opus-a", "5", "25", since=THURSDAY)])
    before, after = (by_measure(told(pair("3", "15"), book=b))["tokens"] for b in (BOOK, cheap))

    assert after.log_ratio - before.log_ratio == pytest.approx(log(2))  # four nights of seven
    assert after.list_part == pytest.approx(log(2))
    assert (before.list_part, before.fx_part, after.fx_part) == (0, 0, 0)


def test_a_rate_that_moves_is_no_doing_of_the_seller() -> None:
    fx = FxRates([*FX.rows(), FxRow("CNY", WEEK, Decimal(8))])
    one = by_measure(told(pair("21.6", "108", currency="CNY"), fx=fx))["tokens"]

    assert exp(one.log_ratio) == pytest.approx(0.27)
    assert one.fx_part == pytest.approx(-log(8 / 7.2))
    assert one.list_part == 0


def test_a_cut_a_cheaper_list_and_a_rate_are_told_apart() -> None:
    """Vector 14: the seller cuts by a tenth, yet the discount shrinks from 75.0 to 71.1 %."""
    book = PriceBook([*listed("opus-a", "10"), *listed("opus-a", "8", since=WEEK)])
    fx = FxRates([*FX.rows(), FxRow("CNY", WEEK, Decimal("7.0"))])
    prices = [
        span(paid="18", currency="CNY", valid_to=WEEK),
        span(paid="16.2", currency="CNY", valid_from=WEEK),
    ]
    now = by_measure(told(prices, book=book, fx=fx))["input"]
    then = by_measure(told(prices, book=book, fx=fx, period=BEFORE))["input"]
    move = now.log_ratio - then.log_ratio
    by_list, by_fx = now.list_part - then.list_part, now.fx_part - then.fx_part

    assert (exp(then.log_ratio), exp(now.log_ratio)) == pytest.approx((0.25, 0.28928571428571426))
    assert move == pytest.approx(0.1459539126230797, abs=1e-12)
    assert by_list == pytest.approx(0.2231435513142097, abs=1e-12)
    assert by_fx == pytest.approx(0.028170876966696335, abs=1e-12)
    assert move - by_list - by_fx == pytest.approx(-0.1053605156578264, abs=1e-12)


def test_nights_on_which_nobody_looked_say_nothing() -> None:
    """A new price that stood on the unread nights alone is not carried anywhere."""
    prices = [*pair("3", "15", valid_to=THURSDAY), *pair("6", "30", valid_from=THURSDAY)]
    looked = {"larch": (WEEK, WEEK + timedelta(days=1), THURSDAY)}
    one = by_measure(told(prices, read=looked))["tokens"]

    assert one.nights == 3
    assert exp(one.log_ratio) == pytest.approx(0.3)


def test_a_price_ends_the_night_before_the_first_read_without_it() -> None:
    gone = by_measure(told(pair("3", "15", valid_to=WEEK + timedelta(days=2))))["tokens"]

    assert gone.nights == 2
    assert told(pair("3", "15", valid_to=WEEK)).observations == []


def test_a_source_that_was_not_read_shows_nothing_and_that_is_counted() -> None:
    found = told(pair("3", "15"), read={"larch": nights(BEFORE)})

    assert found.observations == []
    assert found.left_out == {"not_read": 2}


def test_a_weekly_source_has_one_night() -> None:
    assert by_measure(told(pair("3", "15"), read={"larch": (THURSDAY,)}))["tokens"].nights == 1


def test_what_is_free_at_list_has_no_share_of_it() -> None:
    book = PriceBook(listed("opus-a", "0", "0"))
    found = told(pair("3", "15"), book=book)

    assert found.observations == []
    assert found.left_out == {"free_at_list": 2}


def test_a_model_without_a_list_price_and_a_currency_without_a_rate_are_counted() -> None:
    found = told([span(model="claude-opus-z"), span(currency="VND", channel="a"), span()])

    assert len(found.observations) == 1
    assert found.left_out == {"no_list_price": 1, "no_rate": 1}


def test_what_was_free_and_has_a_price_now_starts_from_that() -> None:
    book = PriceBook([*listed("opus-a", "0"), *listed("opus-a", "10", since=THURSDAY)])
    one = by_measure(told([span(paid="3")], book=book))["input"]

    assert one.nights == 4
    assert (exp(one.log_ratio), one.list_part) == (pytest.approx(0.3), 0)


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (span(access="unknown"), "access_unknown"),
        (span("call"), "other_unit"),
        (span("1m_cache_read_tokens"), "other_unit"),
        (span(channel="parked.example"), "not_resale"),
    ],
)
def test_what_cannot_be_observed_is_counted(span: PriceSpan, why: str) -> None:
    found = told([span], not_resale={"parked.example"})

    assert (found.observations, found.left_out) == ([], {why: 1})


def test_implausible_rows_are_left_out_and_counted() -> None:
    found = by_measure(
        told(
            [
                span(paid="3"),
                span(paid="31", listed_as="b"),  # 3.1 times the list
                span(paid="0.009", listed_as="c"),  # under a thousandth of it
                span(paid="0", listed_as="d"),
                span(paid="30", listed_as="e", valid_from=WEEK, valid_to=THURSDAY),  # thrice is not
            ]
        )
    )["input"]

    assert (found.rows, found.implausible) == (2, 3)
    assert exp(found.log_ratio) == pytest.approx(0.3)


def test_where_nothing_plausible_is_there_the_implausible_is_told_and_marked() -> None:
    found = by_measure(told([span(paid="0.0005"), span(paid="0", listed_as="d")]))["input"]

    assert (found.rows, found.implausible) == (1, 2)
    assert exp(found.log_ratio) == pytest.approx(0.00005)
    assert told([span(paid="0")]).observations == []


def test_the_lowest_is_the_lowest_that_was_read_without_assumption() -> None:
    found = by_measure(
        told(
            [
                span(paid="1", basis="text_only"),
                span(paid="2", listed_as="b"),
                span(paid="3", listed_as="c"),
                span(paid="0.0001", listed_as="d"),
            ]
        )
    )["input"]

    assert exp(found.lowest) == pytest.approx(0.2)
    assert (found.rows, found.exact) == (3, 2)


def test_words_alone_count_and_nothing_of_them_is_exact() -> None:
    found = by_measure(told([span(paid="2", basis="text_only")]))["input"]

    assert (found.exact, found.lowest) == (0, found.log_ratio)


def test_a_credited_dollar_an_account_and_a_plan_are_cells_of_their_own() -> None:
    found = told(
        [
            span("usd_credit", "0.5", provider="multiple", model="", listed_as="500 USD"),
            span("month", "10", model="claude-pro", access="subscription"),
            span("account", "5", model="claude-pro", access="account"),
        ],
        book=PriceBook.load(),
    )
    shares = {str(one.cell): round(exp(one.log_ratio), 9) for one in found.observations}

    assert shares == {
        "relay_api/usd_credit/multiple/any/unknown": 0.5,
        "subscription/month/anthropic/plan/unknown": 0.5,
        "account/account/anthropic/plan/unknown": 0.25,
    }


def test_the_currency_is_what_most_rows_ask_for() -> None:
    rows = [span(listed_as="a"), span(listed_as="b", currency="CNY")]

    assert by_measure(told(rows))["input"].currency == "CNY"  # of two as common, by name
    assert by_measure(told([*rows, span(listed_as="c")]))["input"].currency == "USD"


def test_single_nights_are_periods_as_well() -> None:
    prices = [span(paid="3", valid_to=THURSDAY), span(paid="6", valid_from=THURSDAY)]

    shares = [
        round(exp(told(prices, period=night, periods="night").observations[0].log_ratio), 9)
        for night in (date(2026, 8, 12), THURSDAY)
    ]
    assert shares == [0.3, 0.6]


def test_the_prices_of_a_source_have_to_follow_one_another() -> None:
    with pytest.raises(ValueError, match="larch do not follow"):
        told([span(), span(source="z"), span()], sort=False)
