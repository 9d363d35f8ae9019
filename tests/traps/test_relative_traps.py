"""Traps of sub2api, one-hub and the closed forks, from the bytes to the price."""

import json
from decimal import Decimal
from typing import Any

import pytest
from relay_pages import HOST, hub, plaza, share, visited

from market.types import Basis
from tests.parsers.pages import page

D = Decimal
IN, OUT = "1m_input_tokens", "1m_output_tokens"


def model(name: str, official: dict[str, float] | None = None, **pricing: Any) -> dict[str, Any]:
    """One model of a plaza."""
    return {"name": name, "pricing": pricing or None, "official_pricing": official}


def test_a_plaza_s_prices_are_for_one_token_before_the_multiplier() -> None:
    """Trap 17: 3e-6 × a million × 0.8, and the page of it says 3 dollars."""
    sold = model("claude-sonnet-4-5", input_price=3e-6, output_price=1.5e-5, billing_mode="token")
    credit = visited(plaza(models=[sold])).credit

    assert credit["claude-sonnet-4-5", "Max", IN] == D("2.4")
    assert credit["claude-sonnet-4-5", "Max", OUT] == D(12)


@pytest.mark.parametrize(("independent", "credit"), [(True, "0.024"), (False, "0.032")])
def test_a_picture_s_price_is_not_for_a_million_of_them(independent: bool, credit: str) -> None:
    """Trap 17: 0.04 × 0.6 where pictures have a rate of their own, × 0.8 where they have none."""
    sold = model("gpt-image-1", billing_mode="image", per_request_price=0.04)
    rates = {"image_rate_independent": independent, "image_rate_multiplier": 0.6}
    found = visited(plaza(models=[sold], **rates)).credit

    assert found == {("gpt-image-1", "Max", "image"): D(credit)}


def test_the_seller_s_copy_of_the_official_price_is_not_the_official_price() -> None:
    """Trap 17: a copy ten times too high makes no discount of nine tenths."""
    dear = {"input_price": 3e-5}
    sold = model("claude-sonnet-4-5", dear, input_price=3e-6, billing_mode="token")
    (offer,) = visited(plaza(models=[sold])).priced.offers

    assert share(offer) == D("2.4") / D("6.8") / 3


def test_a_peak_is_said_and_not_priced() -> None:
    """Trap 17: the multiplier of some hours is no part of the off-peak price."""
    sold = model("claude-sonnet-4-5", input_price=3e-6, billing_mode="token")
    sold["time_pricing"] = {"timezone": "Asia/Shanghai", "periods": [{"multiplier": 0.5}]}
    seen = visited(plaza(models=[sold], peak_rate_enabled=True, peak_rate_multiplier=1.5))

    assert set(seen.credit.values()) == {D("2.4")}
    assert {"peak_rate", "time_pricing"} <= seen.codes


def test_a_hidden_recharge_multiplier_is_an_assumption_and_said_so() -> None:
    """Trap 18: the plaza does not say what its dollar costs."""
    sold = model("claude-sonnet-4-5", input_price=3e-6, billing_mode="token")
    seen = visited(plaza(models=[sold]))

    assert {one.basis for one in seen.priced.offers} == {Basis.ASSUMED_TOP_UP}
    assert "assumed_top_up" in seen.codes


def test_a_plan_s_usage_is_no_token_price() -> None:
    """Trap 19: caps are by the day or week, counted before or after the multiplier."""
    sold = model("claude-sonnet-4-5", input_price=3e-6, billing_mode="token")
    seen = visited(plaza(models=[sold], subscription_type="subscription", daily_limit_usd=50))

    assert (seen.priced.offers, "subscription_group" in seen.codes) == ((), True)


def test_one_hub_s_output_is_a_price_of_its_own() -> None:
    """Trap 20: 7.5 × 2 × 0.55, not 1.5 × 7.5 × 2 × 0.55."""
    price = {"model": "claude-sonnet-4-5", "type": "tokens", "input": 1.5, "output": 7.5}
    seen = visited(*hub({**price, "channel_type": 14}))

    assert set(seen.credit.values()) == {D("1.65"), D("8.25")}
    assert set(seen.paid.values()) == {D("1.98"), D("9.9")}


def test_a_long_context_is_dearer_and_that_is_said() -> None:
    """Trap 20: done-hub's second price; a small request pays the first."""
    price = {"model": "gpt-5.4", "type": "tokens", "input": 1.25, "output": 7.5, "channel_type": 1}
    long = {"threshold": 272_000, "input_ratio": 2, "output_ratio": 1.5}
    seen = visited(*hub({**price, "long_context": long}, ratio=1))

    assert set(seen.credit.values()) == {D("2.5"), D(15)}
    assert "long_context_price" in seen.codes


def test_a_ratio_rounded_to_nothing_is_no_price() -> None:
    """Trap 20: with two decimals, 0.00 is free or was 0.004."""
    price = {"model": "gpt-5.4", "type": "tokens", "input": 1.25, "output": 7.5, "channel_type": 1}
    seen = visited(*hub(price, ratio=0))

    assert (seen.priced.offers, seen.codes) == ((), {"zero_ratio"})


def test_a_rebate_on_large_top_ups_is_said() -> None:
    """Trap 16: the amount paid for little is the price; that more costs less stands beside it."""
    price = {"model": "gpt-5.4", "type": "tokens", "input": 1.25, "output": 7.5, "channel_type": 1}
    terms, *others = hub(price, ratio=1)
    told = json.loads(terms.body)
    told["data"]["RechargeDiscount"] = '{"100": 0.9}'
    seen = visited(page(told, terms.url), *others)

    assert set(seen.paid.values()) == {D(3), D(18)}
    assert seen.codes == {"recharge_discount"}


def test_one_hub_s_stand_in_is_no_price() -> None:
    """Trap 1 again: (30, 30) is what a model without a price shows there."""
    price = {"model": "gpt-5.4", "type": "tokens", "input": 30, "output": 30, "channel_type": 1}

    assert visited(*hub(price)).codes == {"unset_ratio"}


def test_prices_that_hold_the_group_ratio_already_are_not_multiplied_again() -> None:
    """Trap 21: 0.6 × 2 under a group whose ratio is in the 0.6; Rix-API's 0.6 × 2 × 0.5 is not."""
    prices = {"svip": {"type": 0, "price": 0.6}, "vvip": {"type": 1, "price": 0.03}}
    vo = {"models": [{"key": "gpt-5", "completion_ratio": 8, "group_price": prices}]}
    group = {"GroupRatio": 0.5, "ModelPrice": {"gpt-5": {"isPrice": False, "price": 0.6}}}
    rix = {"model_group": {"svip": group}, "model_completion_ratio": {"gpt-5": 8}}
    held, not_held = (
        visited(page({"success": True, "data": data}, f"{HOST}/api/{path}")).credit
        for data, path in ((vo, "models/price"), (rix, "pricing"))
    )

    assert held == {
        ("gpt-5", "svip", IN): D("1.2"),
        ("gpt-5", "svip", OUT): D("9.6"),
        ("gpt-5", "vvip", "call"): D("0.03"),
    }
    assert not_held == {("gpt-5", "svip", IN): D("0.6"), ("gpt-5", "svip", OUT): D("4.8")}


def test_a_formula_nobody_confirmed_is_said_to_be_inferred() -> None:
    """Rix-API's source is closed: its prices stand on one-api's conventions."""
    group = {"GroupRatio": 1, "ModelPrice": {"gpt-5": {"isPrice": False, "price": 0.6}}}
    rix = {"success": True, "data": {"model_group": {"default": group}}}
    terms = {"quota_per_unit": 500000, "price": 1, "system_name": "流苏鹬"}
    told = page({"success": True, "data": terms}, f"{HOST}/api/status")
    seen = visited(told, page(rix, f"{HOST}/api/pricing"))

    assert seen.codes == {"inferred_formula"}
    assert {one.basis for one in seen.priced.offers} == {Basis.ASSUMED_TOP_UP}
