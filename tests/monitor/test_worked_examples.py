"""The worked examples of how a relay's price is read, through ``probe`` over loopback.

Figures: 1 USD = 6.80 CNY, official prices of 2026-08-20.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from loopback import Answer, as_json, serve

from market.fx import FxRates
from market.pricebook import PriceBook
from monitor.probe import probe
from monitor.settings import CrawlSettings, Settings, load

ON = date(2026, 8, 20)
FX = FxRates.load().with_overrides({"CNY": Decimal("6.80")})


def _settings() -> Settings:
    return load(crawl=CrawlSettings(allow_networks=("127.0.0.0/8",), host_delay_seconds=0))


def _probe(answers: dict[str, Answer]) -> dict[str, Any]:
    with serve(answers) as shop:
        return probe(shop.url, _settings(), PriceBook.load(), FX, ON)


def _share(answer: dict[str, Any], model: str, unit: str, group: str = "default") -> Decimal:
    found = [
        offer["share_of_list"]
        for offer in answer["offers"]
        if (offer["model"], offer["unit"], offer["group"]) == (model, unit, group)
    ]
    assert len(found) == 1, (model, unit, group, answer["issues"])
    return Decimal(found[0])


def _new_api(price: str, rows: list[dict[str, Any]], groups: dict[str, float], **more: Any) -> Any:
    status = {
        "system_name": "Heron",
        "quota_per_unit": 500000,
        "price": float(price),
        "HeaderNavModules": "",
        "quota_display_type": "USD",
        "usd_exchange_rate": 7.3,
        "api_info_enabled": False,
        "footer_html": "<p>支付宝 / 微信充值</p>",
        **more,
    }
    usable = {name: name for name in groups}
    sheet = {"success": True, "data": rows, "group_ratio": groups, "usable_group": usable}
    return {
        "/": (200, "text/html", b'<meta name="generator" content="new-api"><title>x</title>'),
        "/api/status": as_json({"success": True, "message": "", "data": status}),
        "/api/pricing": as_json(sheet),
    }


def _row(model: str, ratio: float, completion: float, groups: list[str], **more: Any) -> Any:
    row = {"model_name": model, "quota_type": 0, "model_ratio": ratio, "model_price": 0}
    return {**row, "owner_by": "", "completion_ratio": completion, "enable_groups": groups, **more}


def _near(share: Decimal, expected: str) -> None:
    wanted = Decimal(expected)
    assert abs(share - wanted) <= wanted / 1000, f"{share} is not {expected}"


def test_n1_a_page_at_list_price_is_sold_at_a_seventh_of_it() -> None:
    row = _row(
        "claude-sonnet-4-5-20250929",
        1.5,
        5,
        ["default"],
        cache_ratio=0.1,
        create_cache_ratio=1.25,
    )
    answer = _probe(_new_api("1", [row], {"default": 1}))

    units = ("input", "output", "cache_read", "cache_write")
    for unit in units:
        share = _share(answer, "claude-sonnet-4-5", f"1m_{unit}_tokens")
        _near(share, str(Decimal(1) / Decimal("6.80")))
    assert answer["family"] == "new_api"
    assert answer["top_up"] == {
        "amount": "1",
        "currency": "CNY",
        "source": "status.price",
        "basis": "exact",
    }
    assert {offer["basis"] for offer in answer["offers"]} == {"exact"}
    assert answer["requests"] <= 5  # robots.txt, the door, status, prices, notice


def test_n2_the_default_recharge_rate_with_a_low_group() -> None:
    row = _row("gpt-5", 0.625, 8, ["codex-plus号池"], cache_ratio=0.1)
    answer = _probe(_new_api("7.3", [row], {"codex-plus号池": 0.12}))

    for unit in ("input", "output", "cache_read"):
        _near(_share(answer, "gpt-5", f"1m_{unit}_tokens", "codex-plus号池"), "0.128824")
    assert {offer["basis"] for offer in answer["offers"]} == {"assumed_top_up"}


def test_n3_a_call_is_not_priced_by_the_million() -> None:
    row = {**_row("gpt-image-1", 0, 0, ["vip"]), "quota_type": 1, "model_price": 0.08}
    answer = _probe(_new_api("0.5", [row], {"vip": 0.5}))

    (offer,) = answer["offers"]
    assert offer["unit"] in {"call", "image"}
    assert Decimal(offer["paid"]) == Decimal("0.02")
    _near(Decimal(offer["paid_usd"]), str(Decimal("0.02") / Decimal("6.80")))


def test_n4_a_group_above_one_can_still_be_a_seventh_of_list() -> None:
    row = _row("claude-opus-4-5", 2.5, 5, ["claude-max"])
    answer = _probe(_new_api("0.7", [row], {"claude-max": 1.4}))

    for unit in ("input", "output"):
        _near(_share(answer, "claude-opus-4-5", f"1m_{unit}_tokens", "claude-max"), "0.144118")


def test_n5_a_tiered_row_is_priced_by_its_expression() -> None:
    expression = (
        'len <= 272000 ? tier("standard", p * 2.5 + c * 15 + cr * 0.25)'
        ' : tier("long", p * 5 + c * 22.5 + cr * 0.5)'
    )
    row = _row("gpt-5.4", 37.5, 1, ["default"], billing_mode="tiered_expr", billing_expr=expression)
    answer = _probe(_new_api("1", [row], {"default": 0.3}))

    for unit in ("input", "output", "cache_read"):
        _near(_share(answer, "gpt-5.4", f"1m_{unit}_tokens"), "0.0441176")


def test_n6_what_is_billed_counts_not_what_the_page_shows() -> None:
    row = _row("claude-sonnet-4-5", 1.5, 5, ["default"])
    answer = _probe(_new_api("1", [row], {"default": 1}, quota_per_unit=1000000))

    _near(_share(answer, "claude-sonnet-4-5", "1m_input_tokens"), "0.0735294")
    assert "page_shows_other_price" in {issue["code"] for issue in answer["issues"]}


def _sub2api(
    rate: float, prices: dict[str, Any], home: str = "", sold: str = "", **group: Any
) -> dict[str, Answer]:
    settings = {
        "site_name": "Otter",
        "site_subtitle": "",
        "api_base_url": "",
        "contact_info": "",
        "doc_url": "",
        "home_content": home,
        "model_plaza_enabled": True,
        "model_plaza_require_auth": False,
        "version": "0.1.172",
    }
    pricing = {"billing_mode": "token", "intervals": [], "per_request_price": None, **prices}
    model = {"name": "claude-opus-4-5", "platform": "anthropic", "official_pricing": None}
    if "input_price" in prices and prices["input_price"] == 3e-06:
        model["name"] = "claude-sonnet-4-5"
    model["name"] = sold or model["name"]
    told = {
        "id": 1,
        "name": "Max",
        "description": "",
        "platform": "anthropic",
        "subscription_type": "standard",
        "rate_multiplier": rate,
        "peak_rate_enabled": False,
        "is_exclusive": False,
        "models": [{**model, "pricing": pricing}],
        **group,
    }
    return {
        "/": (200, "text/html", b"<title>Otter - AI API Gateway</title><script>x</script>"),
        "/api/v1/settings/public": as_json({"code": 0, "message": "success", "data": settings}),
        "/api/v1/model-plaza": as_json(
            {"code": 0, "message": "success", "data": {"description": "", "groups": [told]}}
        ),
    }


def test_s1_a_very_low_group_under_the_default_top_up() -> None:
    prices = {"input_price": 5e-06, "output_price": 2.5e-05, "cache_read_price": 5e-07}
    answer = _probe(_sub2api(0.05, prices))

    _near(_share(answer, "claude-opus-4-5", "1m_input_tokens", "Max"), "0.00735294")
    assert {offer["basis"] for offer in answer["offers"]} == {"assumed_top_up"}


def test_s2_an_honest_top_up_said_in_words_is_not_a_discount() -> None:
    prices = {"input_price": 3e-06, "output_price": 1.5e-05}
    answer = _probe(_sub2api(0.8, prices, home="<p>充值比例：¥1 = $0.14</p>"))

    _near(_share(answer, "claude-sonnet-4-5", "1m_input_tokens", "Max"), "0.840336")


def _said(answer: dict[str, Any], code: str) -> str:
    return " ".join(issue["message"] for issue in answer["issues"] if issue["code"] == code)


@pytest.mark.parametrize(
    ("words", "range_"),
    [
        ("¥199 / 30 天，每日 $50", "0.1327 CNY a dollar at full use"),
        ("每日额度 $50 ￥199 30天", "50 USD a day: a range, no price"),
    ],
)
def test_s3_a_plan_is_a_range_that_ends_at_full_use(words: str, range_: str) -> None:
    """¥199 for 30 days of $50 are 0.1327 a dollar for who uses it all, and no price of a dollar."""
    plan = {"name": "Claude 月卡", "description": words, "subscription_type": "subscription"}
    answer = _probe(_sub2api(1, {}, **plan, models=[]))

    assert answer["offers"] == []
    assert {"price", "volume"} <= {fact["kind"] for fact in answer["facts"]}
    assert range_ in _said(answer, "full_use_range")
    assert "full use" in _said(answer, "subscription_group")


def test_s4_a_picture_has_a_rate_of_its_own_and_is_one_picture() -> None:
    image = {"billing_mode": "image", "per_request_price": 0.04}
    rates = {"image_rate_independent": True, "image_rate_multiplier": 0.6}
    (offer,) = _probe(_sub2api(0.8, image, sold="gpt-image-1", **rates))["offers"]

    assert (offer["unit"], Decimal(offer["credit_usd"])) == ("image", Decimal("0.024"))


def test_s5_the_price_is_that_of_ordinary_hours() -> None:
    """0.05 of gpt-5's list at any hour; the peak's 1.5 and the night's half stand beside it."""
    prices = {"input_price": 1.25e-06, "output_price": 1e-05}
    peak = {"peak_rate_enabled": True, "peak_start": "09:00", "peak_end": "18:00"}
    answers = _sub2api(0.05, prices, sold="gpt-5", **peak, peak_rate_multiplier=1.5)
    night = {"start_time": "00:00", "end_time": "08:00", "multiplier": 0.5}
    told = json.loads(answers["/api/v1/model-plaza"][2])
    told["data"]["groups"][0]["models"][0]["time_pricing"] = {
        "timezone": "Asia/Shanghai",
        "periods": [night],
    }
    answer = _probe(answers | {"/api/v1/model-plaza": as_json(told)})

    credit = {offer["unit"]: Decimal(offer["credit_usd"]) for offer in answer["offers"]}
    assert credit["1m_input_tokens"] == Decimal("0.0625")  # half of it at night: 0.03125
    assert "1.5 at 09:00–18:00" in _said(answer, "peak_rate")
    assert _said(answer, "time_pricing")


# Four ways in which others misread a plaza.


def test_a_plaza_s_number_is_dollars_of_credit_and_no_yuan() -> None:
    """With ¥1 = $0.14 in words, $3 of credit cost 21 yuan: the number is not itself in yuan."""
    prices = {"input_price": 3e-06, "output_price": 1.5e-05}
    answer = _probe(_sub2api(1, prices, home="<p>充值比例：¥1 = $0.14</p>"))

    (paid,) = [offer["paid"] for offer in answer["offers"] if offer["unit"] == "1m_input_tokens"]
    assert round(Decimal(paid), 2) == Decimal("21.43")


def test_the_official_price_is_never_multiplied_by_an_exchange_rate() -> None:
    """At the official price and one dollar for ¥6.80 there is no discount, real or made up."""
    prices = {"input_price": 3e-06, "output_price": 1.5e-05}
    answer = _probe(_sub2api(1, prices, home="<p>充值：6.8元 = 1刀</p>"))

    _near(_share(answer, "claude-sonnet-4-5", "1m_input_tokens", "Max"), "1")


def test_a_request_is_not_a_million_of_them() -> None:
    per_request = {"billing_mode": "per_request", "per_request_price": 0.02}
    (offer,) = _probe(_sub2api(0.5, per_request, sold="gpt-5"))["offers"]

    assert (offer["unit"], Decimal(offer["credit_usd"])) == ("call", Decimal("0.01"))


@pytest.mark.parametrize(("home", "paid"), [("", "3"), ("¥1 = $10", "0.3"), ("¥1 = $2", "1.5")])
def test_no_recharge_rate_is_built_in(home: str, paid: str) -> None:
    """The words' rate; without words one yuan a dollar, which is then called an assumption."""
    prices = {"input_price": 3e-06, "output_price": 1.5e-05}
    answer = _probe(_sub2api(1, prices, home=f"<p>充值 {home}</p>" if home else ""))

    found = {(one["paid"], one["basis"]) for one in answer["offers"] if "input" in one["unit"]}
    assert found == {(paid, "exact" if home else "assumed_top_up")}


def test_one_hub_output_is_its_own_number() -> None:
    status = {
        "system_name": "Lantern",
        "quota_per_unit": 500000,
        "PaymentUSDRate": 1.2,
        "RechargeDiscount": "{}",
        "UptimeDomain": "",
        "top_up_link": "",
    }
    price = {"model": "claude-sonnet-4-5", "type": "tokens", "input": 1.5, "output": 7.5}
    unset = {"model": "gpt-5", "type": "tokens", "input": 30, "output": 30}
    models = {
        "claude-sonnet-4-5": {"groups": ["aws"], "owned_by": "Anthropic", "price": price},
        "gpt-5": {"groups": ["aws"], "owned_by": "OpenAI", "price": unset},
    }
    group = {"id": 3, "symbol": "aws", "name": "AWS", "ratio": 0.55, "public": True, "enable": True}
    answer = _probe(
        {
            "/": (200, "text/html", b"<title>One Hub</title>"),
            "/api/status": as_json({"success": True, "message": "", "data": status}),
            "/api/available_model": as_json({"success": True, "message": "", "data": models}),
            "/api/user_group_map": as_json(
                {"success": True, "message": "", "data": {"aws": group}}
            ),
        }
    )

    for unit in ("input", "output"):
        _near(_share(answer, "claude-sonnet-4-5", f"1m_{unit}_tokens", "aws"), "0.0970588")
    assert answer["family"] == "one_hub"
    assert "unset_ratio" in {issue["code"] for issue in answer["issues"]}
    assert "gpt-5" not in {offer["model"] for offer in answer["offers"]}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (_row("gpt-5", 37.5, 1, ["default"]), "unset_ratio"),
        (_row("gpt-5", 0.625, 8, ["内部专线"]), "hidden_group"),
        (_row("glm-4-flash", 0, 1, ["default"]), "zero_ratio"),
        (
            _row("gpt-5", 37.5, 1, ["default"], billing_mode="tiered_expr", billing_expr="eval(p)"),
            "unparsed_expression",
        ),
    ],
)
def test_a_number_that_is_no_price_becomes_an_issue(row: dict[str, Any], code: str) -> None:
    answer = _probe(_new_api("1", [row], {"default": 1}))

    assert answer["offers"] == []
    assert code in {issue["code"] for issue in answer["issues"]}


@pytest.mark.parametrize(
    "front",
    [None, (200, "text/html", b"<title>Songshu</title><p>Welcome.</p>")],
    ids=["none", "one that says nothing"],
)
def test_a_relay_is_found_behind_any_front_page(front: Answer | None) -> None:
    answers = _new_api("1", [_row("gpt-5", 0.625, 8, ["default"])], {"default": 1})
    del answers["/"]
    if front:
        answers["/"] = front

    answer = _probe(answers)

    assert (answer["outcome"], answer["family"]) == ("read", "new_api")
    _near(_share(answer, "gpt-5", "1m_input_tokens"), "0.1470588")


def test_a_page_that_sells_nothing_is_not_resale() -> None:
    """Two doors of relays are tried, then it is left alone."""
    answer = _probe({"/": (200, "text/html", b"<title>Birds</title><p>Herons in spring.</p>")})

    assert answer["outcome"] == "not_resale"
    assert answer["requests"] <= 4
