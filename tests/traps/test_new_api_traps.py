"""Traps of new-api's answers, from the bytes to the price."""

from decimal import Decimal

import pytest
from relay_pages import HOST, row, share, sheet, status, visited

from market.claims import Availability, Supply
from market.types import Basis
from parsers.families import ADAPTERS
from tests.parsers.pages import page

D = Decimal
IN, OUT, READ = "1m_input_tokens", "1m_output_tokens", "1m_cache_read_tokens"


def test_a_model_nobody_priced_shows_37_5_and_gets_no_price() -> None:
    """Trap 1: also under a group's discount, and for a model that we know."""
    seen = visited(status(), sheet(row("gpt-5", 37.5, completion_ratio=1)))

    assert (seen.priced.offers, "unset_ratio" in seen.codes) == ((), True)


def test_37_5_is_the_price_of_one_model() -> None:
    """Trap 2: the list price of gpt-4.5-preview is 75 dollars, and twice that for output."""
    seen = visited(status(), sheet(row("gpt-4.5-preview", 37.5, completion_ratio=2)))

    assert set(seen.credit.values()) == {D(75), D(150)}


def test_a_model_sold_by_the_call_is_not_free_for_having_no_ratio() -> None:
    """Trap 3."""
    called = row("suno-x", 0, quota_type=1, model_price=0.08, completion_ratio=0)
    known = row("gpt-image-1", 0, quota_type=1, model_price=0.08, completion_ratio=0)
    seen = visited(status(), sheet(called, known, ratios={"default": 0.5}))

    assert seen.credit == {("gpt-image-1", "default", "call"): D("0.04")}
    assert seen.codes == {"unknown_model"}


def test_a_fork_may_write_its_numbers_as_words() -> None:
    """Its quota_type too."""
    seen = visited(status(), sheet(row("gpt-5", "0.625", quota_type="0", completion_ratio="8")))

    assert sorted(filter(None, seen.credit.values())) == [D("1.25"), D(10)]


def test_a_completion_ratio_of_one_is_no_output_price() -> None:
    """Trap 4: the input's price stands; the output's is what the software shows unset."""
    seen = visited(status(), sheet(row("claude-sonnet-4-5", 1.5, completion_ratio=1)))

    assert set(seen.credit) == {("claude-sonnet-4-5", "default", IN)}
    assert seen.codes == {"unset_completion_ratio"}


def test_no_cache_ratio_is_not_a_cache_ratio_of_zero() -> None:
    """Trap 5: absent makes neither price nor issue, zero is an issue, a number is a price."""
    absent, zero, told = (
        visited(status(), sheet(row(**extra)))
        for extra in ({}, {"cache_ratio": 0}, {"cache_ratio": 0.1})
    )

    assert [("gpt-5", "default", READ) in seen.credit for seen in (absent, zero, told)] == [
        False,
        False,
        True,
    ]
    assert [seen.codes for seen in (absent, zero, told)] == [set(), {"zero_ratio"}, set()]


@pytest.mark.parametrize(
    ("name", "codes"), [("松鼠 API", set()), ("Lantern Hub", {"currency_assumed"})]
)
def test_price_is_what_a_credited_dollar_costs_in_a_currency_it_does_not_name(
    name: str, codes: set[str]
) -> None:
    """Trap 6: 0.5 is neither an exchange rate nor half a dollar for sure."""
    seen = visited(status(price=0.5, system_name=name, usd_exchange_rate=7.3), sheet(row()))

    assert seen.paid["gpt-5", "default", IN] == D("0.625")  # 1.25 credit dollars × 0.5
    assert {one.currency for one in seen.priced.offers} == {"CNY"}
    assert seen.codes == codes


@pytest.mark.parametrize("display", ["USD", "CNY", "CUSTOM", "TOKENS"])
def test_what_the_page_displays_does_not_change_what_is_paid(display: str) -> None:
    """Trap 7: display currency, its symbol and its rate are for the page alone."""
    shown = status(
        quota_display_type=display,
        usd_exchange_rate=7.3,
        custom_currency_exchange_rate=100,
        display_in_currency=display != "TOKENS",
    )

    assert visited(shown, sheet(row())).paid == visited(status(), sheet(row())).paid


def test_the_billed_price_is_told_apart_from_the_page_s() -> None:
    """Trap 8: a million points a dollar halve what is billed; the page shows the old figure."""
    seen = visited(status(quota_per_unit=1_000_000), sheet(row("claude-sonnet-4-5", 1.5)))

    assert seen.credit["claude-sonnet-4-5", "default", IN] == D("1.5")
    assert "page_shows_other_price" in seen.codes


def test_the_base_ratio_of_a_tiered_row_means_nothing() -> None:
    """Trap 9: with an expression it is left alone; without an understood one there is no price."""
    tiered = row("gpt-5.4", 37.5, billing_mode="tiered_expr", billing_expr="p * 2.5 + c * 15")
    unread = row("gpt-5.4", 1.25, billing_mode="tiered_expr", billing_expr="p * q(3)")
    seen = visited(status(), sheet(tiered))

    assert {unit: credit for (*_, unit), credit in seen.credit.items()} == {
        IN: D("2.5"),
        OUT: D(15),
    }
    assert visited(status(), sheet(unread)).priced.offers == ()
    assert "unparsed_expression" in visited(status(), sheet(unread)).codes


def test_every_group_has_its_own_price() -> None:
    """Trap 10: never the cheapest group's for all."""
    shown = sheet(row(enable_groups=["default", "vip"]), ratios={"default": 2, "vip": 0.1})
    paid = visited(status(), shown).paid

    assert (paid["gpt-5", "default", IN], paid["gpt-5", "vip", IN]) == (D("2.5"), D("0.125"))


def test_a_group_of_ratio_zero_is_neither_free_nor_one() -> None:
    """Trap 11: the page shows 1 for 0 and the word 自动 for auto; neither makes a price."""
    rows = row(enable_groups=["vip", "auto", "odd"])
    seen = visited(status(), sheet(rows, ratios={"vip": 0, "auto": "自动", "odd": "自动"}))

    assert seen.priced.offers == ()
    assert seen.codes == {"zero_ratio", "hidden_group"}


def test_a_group_of_ratio_zero_is_free_where_it_says_so() -> None:
    """Hygiene of the same notes: 公益 and 福利 are given away, and that is said, not priced."""
    seen = visited(status(), sheet(row(enable_groups=["福利分组"]), ratios={"福利分组": 0}))

    assert (seen.priced.offers, seen.codes) == ((), {"free_group"})


def test_no_price_is_made_up_for_a_hidden_group() -> None:
    """Trap 12: the row names a group that the sheet gives no ratio for."""
    seen = visited(status(), sheet(row(enable_groups=["default", "内部专线"])))

    assert {group for _, group, _ in seen.credit} == {"default"}
    assert seen.codes == {"hidden_group"}


def test_all_means_every_usable_group() -> None:
    """Trap 13."""
    usable: dict[str, object] = {"default": "默认", "vip": "VIP"}
    shown = sheet(row(enable_groups=["all"]), ratios={"default": 1, "vip": 2}, usable=usable)

    assert {group for _, group, _ in visited(status(), shown).credit} == {"default", "vip"}


def test_the_empty_group_of_old_answers_is_dropped() -> None:
    """Trap 14: it is the visitor's own, and nothing is sold under it."""
    usable: dict[str, object] = {"": "用户分组", "default": "默认"}
    rows = row(enable_groups=["", "all"])
    seen = visited(status(), sheet(rows, ratios={"": 1, "default": 1}, usable=usable))

    assert {group for _, group, _ in seen.credit} == {"default"}


def test_a_group_ratio_can_be_an_exchange_rate() -> None:
    """Trap 15: Chinese vendors' models alone, at a seventh; and a fork that says its currency."""
    rows = [row(name, 0.3, completion_ratio=2, enable_groups=["国模"])
            for name in ("deepseek-chat", "glm-4.6")]  # fmt: skip
    seventh = visited(status(), sheet(*rows, ratios={"国模": 0.137}))
    told = visited(sheet(row(), headers=(("x-billing-currency", "CNY"),)))

    assert (seventh.priced.offers, seventh.codes) == ((), {"currency_group"})
    assert {(one.currency, one.credit_usd) for one in told.priced.offers} == {("CNY", None)}


def test_the_list_recharge_rate_is_called_so() -> None:
    """Trap 16: a card shop may sell the same dollar for less, so the field proves nothing."""
    shop = visited(status(top_up_link="https://cards.example"), sheet(row()))
    default = visited(status(price=7.3), sheet(row()))

    assert {one.basis for one in (*shop.priced.offers, *default.priced.offers)} == {
        Basis.ASSUMED_TOP_UP
    }
    assert "unreliable_top_up" in shop.codes & default.codes
    assert ("shop", "https://cards.example/") in {
        (one.how, one.target) for one in shop.reading.mentions
    }


def test_a_channel_s_uptime_is_read_and_its_status_is_not() -> None:
    """Trap 28: the status is a hundred beats old, so what is down by it may have been up all day.
    Asked for only where the operator says that there is a monitor.
    """
    monitor = {"name": "claude-max 号池", "uptime": 0.9987, "status": 0, "group": "Max"}
    told = {"success": True, "data": [{"categoryName": "x", "monitors": [monitor]}]}
    (listing,) = visited(page(told, f"{HOST}/api/uptime/status")).reading.listings
    asked = [
        [link.url for link in ADAPTERS["new_api"].follow(status(uptime_kuma_enabled=shown))]
        for shown in (True, False)
    ]

    assert [fact.value for fact in listing.facts] == [
        Supply("claude-max 号池", "subscription_pool"),
        Availability("claude-max 号池", D("0.9987")),
    ]
    assert [f"{HOST}/api/uptime/status" in urls for urls in asked] == [True, False]


def test_what_a_name_claims_moves_no_price() -> None:
    """Traps 26 and 27: 官转 is a claim about supply; the share of list is the same without it."""
    rows = [row("[官转]gpt-5", enable_groups=["满血官转"]), row("gpt-5")]
    seen = visited(status(), sheet(*rows, ratios={"default": 0.1, "满血官转": 0.1}))
    claimed, plain = (
        [one for one in seen.priced.offers if one.group == group and one.unit.value == IN]
        for group in ("满血官转", "default")
    )

    assert (claimed[0].supply, plain[0].supply) == ("official", "unknown")
    assert share(claimed[0]) == share(plain[0])


def test_a_site_s_own_exchange_rate_is_never_used() -> None:
    """Trap 33: 7.3 is what a dollar of credit may cost, not what a dollar does."""
    seen = visited(status(price=6.8, usd_exchange_rate=7.3), sheet(row()))

    assert {share(one) for one in seen.priced.offers} == {D(1)}
