"""done-hub is one-hub's dialect: told by its own marks, joined within the line."""

import json
from decimal import Decimal
from typing import Any

import pytest

from fixtures.cases import Case
from market.claims import Rate
from market.types import Listing, Outcome, Page, Unit
from parsers.families import ADAPTERS, owner
from parsers.read import read_visit
from tests.parsers.pages import page

HOST = "https://hub.example"
TERMS: dict[str, Any] = {"quota_per_unit": 500000, "PaymentUSDRate": 1.2, "RechargeDiscount": ""}
PRICE = {
    "model": "claude-sonnet-4-5",
    "type": "tokens",
    "channel_type": 14,
    "input": 1.5,
    "output": 7.5,
}
GROUP = {"id": 1, "symbol": "default", "name": "默认", "ratio": 1, "enable": True}
MARKS = [
    {"linuxDo_oauth": False},
    {"invite_code_register": True},
    {"builtin_chat_enabled": False},
    {"GeminiAPIEnabled": True},
    {"ClaudeAPIEnabled": True},
    {"max_log_query_days": 30},
]


def ok(data: object, path: str) -> Page:
    return page({"success": True, "message": "", "data": data}, f"{HOST}{path}")


def status(**more: object) -> Page:
    return ok({**TERMS, **more}, "/api/status")


def models(**price: object) -> Page:
    model = {"groups": ["default"], "owned_by": "Anthropic", "price": {**PRICE, **price}}
    return ok({"claude-sonnet-4-5": model}, "/api/available_model")


GROUPS = ok({"default": GROUP}, "/api/user_group_map")


def units(listings: tuple[Listing, ...]) -> dict[str, list[Decimal]]:
    rates = [f.value for one in listings for f in one.facts if isinstance(f.value, Rate)]
    return {rate.unit: [factor[1] for factor in rate.factors] for rate in rates}


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: next(iter(mark)))
def test_one_mark_is_enough(mark: dict[str, object]) -> None:
    reading = read_visit([status(**mark), models(), GROUPS])

    assert (reading.outcome, reading.family) == (Outcome.READ, "done_hub")


def test_without_a_mark_it_is_one_hub() -> None:
    assert read_visit([status(), models(), GROUPS]).family == "one_hub"


@pytest.mark.parametrize(
    "marked",
    [
        models(long_context={"threshold": 272000, "input_ratio": 2, "output_ratio": 1.5}),
        ok([{**PRICE, "long_context": None}], "/api/prices"),
        ok({"default": {**GROUP, "description": ""}}, "/api/user_group_map"),
    ],
    ids=["models", "prices", "groups"],
)
def test_its_other_pages_have_marks_too(marked: Page) -> None:
    found = owner(marked)

    assert found is not None
    assert found.family == "done_hub"


def test_cached_tokens_of_anthropic_s_models_are_billed_at_its_defaults() -> None:
    """And at one-hub's, which has other ones, nothing is made of what is not said."""
    read, write = Unit.CACHE_READ.value, Unit.CACHE_WRITE.value
    done = read_visit([status(linuxDo_oauth=True), models(), GROUPS]).listings
    said = {"extra_ratios": {"cached_read_tokens": 0.2}}
    partly = read_visit([status(linuxDo_oauth=True), models(**said), GROUPS]).listings

    assert units(done)[read] == [Decimal("1.5"), Decimal("0.1")]
    assert units(done)[write] == [Decimal("1.5"), Decimal("1.25")]
    assert units(partly)[read] == [Decimal("1.5"), Decimal("0.2")]
    assert "default_cache_ratio" in {issue.code for one in done for issue in one.issues}
    assert not {read, write} & units(read_visit([status(), models(), GROUPS]).listings).keys()


def test_a_refused_price_page_is_no_empty_shop() -> None:
    assert read_visit(Case("done_hub", "models_refused").pages()).outcome is Outcome.BLOCKED
    empty = ok({}, "/api/available_model")
    assert read_visit([status(), empty, GROUPS]).outcome is Outcome.DRIFTED


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_notice_leaves_the_visit_whole(code: int) -> None:
    closed = page({"success": False, "message": "未登录"}, f"{HOST}/api/notice", code)
    reading = read_visit([status(max_log_query_days=7), models(), GROUPS, closed])

    assert (reading.outcome, reading.family) == (Outcome.READ, "done_hub")
    assert [issue.code for issue in reading.issues] == ["blocked"]


def test_the_status_page_is_where_its_domain_and_name_say() -> None:
    told = status(UptimeDomain="https://up.hub.example/", UptimePageName="all")
    mentions = {one.target for one in ADAPTERS["one_hub"].mentions(told)}

    assert mentions == {"https://up.hub.example/status/all"}


def test_what_topping_up_much_saves_is_told_step_by_step() -> None:
    told = read_visit([status(RechargeDiscount=json.dumps({"50": 0.95, "100": 0.9}))])
    (issue,) = [one for each in told.listings for one in each.issues]

    assert (issue.code, issue.message.partition(": ")[2]) == (
        "recharge_discount",
        "from 50: × 0.95, from 100: × 0.9",
    )
