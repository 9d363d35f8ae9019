"""Every kind of relay software behind a front page of its own, through ``probe`` over loopback."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from loopback import Answer, as_json, as_page, serve

from market.fx import FxRates
from market.pricebook import PriceBook
from monitor.probe import probe
from monitor.settings import CrawlSettings, Settings, load

ON = date(2026, 8, 20)
FX = FxRates.load().with_overrides({"CNY": Decimal("6.80")})
FRONT = as_page(
    "<html><title>Acme</title><div id='root'></div><script src='/a.js'></script></html>"
)


def told(data: Any, **more: Any) -> Answer:
    return as_json({"success": True, "message": "", "data": data, **more})


def row(**more: Any) -> dict[str, Any]:
    priced = {"model_name": "gpt-5", "quota_type": 0, "model_ratio": 0.625, "completion_ratio": 8}
    return {**priced, "model_price": 0, "enable_groups": ["default"], **more}


NEW = {"quota_per_unit": 500000, "price": 1, "usd_exchange_rate": 7.3, "system_name": "灰鹤"}
OLD = {"quota_per_unit": 500000, "price": 1, "check_in_enabled": True, "system_name": "灰鹤"}
BARE = {
    "quota_per_unit": 500000,
    "oidc_well_known": "",
    "lark_client_id": "",
    "system_name": "灰鹤",
    "top_up_link": "https://ka.crane-cards.example/buy/3",
}
SHEET = told([row()], group_ratio={"default": 0.5}, usable_group={"default": "默认"})
V_SHEET = told([row()], group_ratio={"default": 0.5}, group_names={"default": "默认"})
RIX = told(
    {
        "group_special": {},
        "model_completion_ratio": {"gpt-5": 8},
        "model_group": {
            "default": {
                "DisplayName": "默认",
                "GroupRatio": 0.5,
                "ModelPrice": {"gpt-5": {"isPrice": False, "price": 0.625}},
            }
        },
    }
)
VO = told({"models": [{"key": "gpt-5", "completion_ratio": 8, "status": 1,
                       "group_price": {"default": {"type": 0, "price": 0.3125}}}]})  # fmt: skip
CRS = '<html><title>x</title><script src="/admin-next/assets/index.js"></script></html>'
SITES: list[tuple[str, dict[str, Answer]]] = [
    ("new_api", {"/api/status": told(NEW), "/api/pricing": SHEET}),
    ("veloera", {"/api/status": told(OLD), "/api/pricing": SHEET}),
    ("v_api", {"/api/status": told(NEW), "/api/pricing": V_SHEET}),
    ("rix_api", {"/api/status": told(NEW), "/api/pricing": RIX}),
    ("rix_api", {"/api/status": told(BARE), "/api/pricing": RIX}),
    ("rix_api", {"/": as_page("<title>灰鹤 Rix API</title>"), "/api/pricing": RIX}),
    ("voapi", {"/": as_page("<title>灰鹤 VoAPI</title>"), "/api/models/price": VO}),
]


def settings() -> Settings:
    return load(crawl=CrawlSettings(allow_networks=("127.0.0.0/8",), host_delay_seconds=0))


def probed(answers: dict[str, Answer]) -> dict[str, Any]:
    with serve({"/": FRONT, **answers}) as shop:
        return probe(shop.url, settings(), PriceBook.load(), FX, ON)


@pytest.mark.parametrize(("family", "answers"), SITES)
def test_a_relay_is_named_and_priced(family: str, answers: dict[str, Answer]) -> None:
    """0.625 × 2 × 0.5 credit dollars a million tokens, and what of them is not known is said."""
    answer = probed(answers)
    inputs = [one for one in answer["offers"] if one["unit"] == "1m_input_tokens"]

    assert (answer["outcome"], answer["family"]) == ("read", family), answer["issues"]
    assert [one["credit_usd"] for one in inputs] == ["0.625"]
    # robots.txt, the front page, the status, and the sheet where only that tells a dialect
    assert answer["named_after"] <= 4


def test_one_api_is_a_lead_without_prices() -> None:
    """Its words are read, its missing price sheet is no fault."""
    answer = probed({"/api/status": told(BARE), "/api/notice": told("客服 QQ 群：1000000404")})

    assert (answer["outcome"], answer["family"], answer["offers"]) == ("read", "one_api", [])
    assert {fact["kind"] for fact in answer["facts"]} == {"credit_unit", "contact"}
    assert {issue["level"] for issue in answer["issues"]} == {"info"}
    assert {"kind": "top_up_link", "value": BARE["top_up_link"]} in answer["identifiers"]


def test_claude_relay_service_is_a_marker_of_supply() -> None:
    settings_of = {"siteName": "Crane CRS", "siteIcon": "", "siteIconData": ""}
    answer = probed({"/": as_page(CRS), "/admin/oem-settings": told(settings_of)})
    codes = {issue["code"] for issue in answer["issues"]}

    assert (answer["outcome"], answer["family"]) == ("read", "claude_relay_service")
    assert (answer["offers"], "subscription_pool_software" in codes) == ([], True)
    assert answer["requests"] <= 4


def test_a_second_voapi_is_known_and_not_guessed_at() -> None:
    refused = as_json({"code": 404, "data": None, "msg": "not found"})
    answer = probed({"/": as_page("<title>VoAPI</title>"), "/api/models/price": refused})

    assert (answer["outcome"], answer["family"], answer["offers"]) == ("read", "voapi", [])
    assert "no_public_prices" in {issue["code"] for issue in answer["issues"]}


REFUSED = {
    "/api/notice": as_json({"success": False, "message": "x"}, 403),
    "/api/perf-metrics/summary": as_json({"success": False, "message": "log in"}, 401),
    "/api/uptime/status": FRONT,
}


def test_refused_pages_that_nobody_needs_leave_the_visit_healthy() -> None:
    status = told({**NEW, "version": "v1.0.0-rc.25", "uptime_kuma_enabled": True})
    answer = probed({"/api/status": status, "/api/pricing": SHEET, **REFUSED})
    codes = {issue["code"] for issue in answer["issues"]}

    assert (answer["outcome"], answer["family"]) == ("read", "new_api")
    assert {one["unit"] for one in answer["offers"]} == {"1m_input_tokens", "1m_output_tokens"}
    assert "error" not in {issue["level"] for issue in answer["issues"]}
    assert {"http_401", "http_403"} <= codes


def test_a_refused_price_sheet_is_no_empty_shop() -> None:
    refused = as_json({"success": False, "message": "pricing is disabled"}, 403)
    answer = probed({"/api/status": told(NEW), "/api/pricing": refused})

    assert (answer["outcome"], answer["offers"]) == ("blocked", [])
