"""Figures of use that new-api shows, and the pages that hold words."""

from decimal import Decimal
from typing import Any

import pytest

from market.claims import Volume
from market.types import Listing
from parsers.families import ADAPTERS
from parsers.read import read_visit
from tests.parsers.pages import page

HOST = "https://relay.example"
NEW_API = ADAPTERS["new_api"]


def located(data: Any, path: str) -> list[Listing]:
    return list(NEW_API.listings(page({"success": True, "data": data}, f"{HOST}{path}")))


def counted(**row: Any) -> dict[str, Any]:
    return {"model_name": "gpt-5", "avg_latency_ms": 1, **row}


WINDOWS = [
    ({"window_start": 1787313600, "window_end": 1787400000}, "", "day"),
    ({"window_start": 0, "window_end": 7 * 86400}, "", "week"),
    ({"window_start": 0, "window_end": 3 * 86400}, "?hours=24", "72 hours"),
    ({"window_start": 5, "window_end": 5}, "?hours=168", "week"),
    ({"window_start": "soon"}, "", "day"),
    ({}, "?hours=6", "6 hours"),
    ({}, "?hours=many", "day"),
]


@pytest.mark.parametrize(("data", "query", "period"), WINDOWS)
def test_requests_are_those_of_the_window(data: dict[str, Any], query: str, period: str) -> None:
    told = data | {"models": [counted(request_count=18231)]}
    (listing,) = located(told, f"/api/perf-metrics/summary{query}")

    assert [fact.value for fact in listing.facts] == [
        Volume(Decimal(18231), "requests", period, "gpt-5")
    ]


@pytest.mark.parametrize("hidden", [{}, {"request_count": 0}, {"request_count": None}])
def test_a_count_that_is_not_shown_is_no_count(hidden: dict[str, Any]) -> None:
    """Upstream hides it; a zero stands where nothing was counted."""
    (listing,) = located({"models": [counted(**hidden)]}, "/api/perf-metrics/summary")

    assert (listing.facts, [issue.code for issue in listing.issues]) == ((), ["no_request_count"])


@pytest.mark.parametrize(
    ("query", "period"),
    [("", "week"), ("?period=week", "week"), ("?period=today", "day"), ("?period=year", "year")],
)
def test_tokens_are_those_of_the_period(query: str, period: str) -> None:
    row = {"rank": 1, "model_name": "gpt-5", "total_tokens": 91200345678, "share": 0.7}
    (listing,) = located({"data_mode": "live", "models": [row]}, f"/api/rankings{query}")

    assert [fact.value for fact in listing.facts] == [
        Volume(Decimal(91200345678), "tokens", period, "gpt-5")
    ]
    assert listing.issues == ()


def test_figures_that_the_operator_adds_to_are_called_so() -> None:
    row = {"rank": 1, "model_name": "gpt-5", "total_tokens": 1}
    (listing,) = located({"data_mode": "adjusted", "models": [row]}, "/api/rankings")

    assert [issue.code for issue in listing.issues] == ["adjusted_ranking"]


@pytest.mark.parametrize(
    ("data", "path"),
    [({"models": []}, "/api/rankings"), ({"models": []}, "/api/perf-metrics/summary"),
     ([], "/api/uptime/status"), ("", "/api/about"), ("  ", "/api/home_page_content")],
)  # fmt: skip
def test_what_says_nothing_is_no_listing(data: Any, path: str) -> None:
    assert located(data, path) == []


@pytest.mark.parametrize("uptime", [0, None, "x", 1.5, -1, 98.7])
def test_an_uptime_that_is_no_share_is_an_issue(uptime: Any) -> None:
    """0 is also what a monitor shows that nobody measured."""
    told = [{"categoryName": "x", "monitors": [{"name": "front", "uptime": uptime}]}]
    (listing,) = located(told, "/api/uptime/status")

    assert (listing.facts, [issue.code for issue in listing.issues]) == ((), ["no_uptime"])


@pytest.mark.parametrize(
    ("url", "followed", "mentioned"),
    [
        ("https://relay.example/hello", ["https://relay.example/hello"], []),
        ("https://docs.relay.example/x", ["https://docs.relay.example/x"], []),
        ("https://ka.otter.example/buy/1", [], [("shop", "https://ka.otter.example/buy/1")]),
    ],
)
def test_an_address_in_the_place_of_words(
    url: str, followed: list[str], mentioned: list[tuple[str, str]]
) -> None:
    """The seller's own page is followed, another's is a candidate; neither is read as words."""
    asked = page({"success": True, "data": f" {url} "}, f"{HOST}/api/about")
    reading = read_visit([asked])

    assert [link.url for link in NEW_API.follow(asked)] == followed
    assert [(one.how, one.target) for one in reading.mentions] == mentioned
    assert reading.listings == ()


def test_words_with_an_address_in_them_are_words() -> None:
    asked = page({"success": True, "data": "https://relay.example 充值 1:1"}, f"{HOST}/api/about")

    assert [one.key for one in read_visit([asked]).listings] == ["about"]
    assert list(NEW_API.follow(asked)) == []


def test_ratios_and_groups_by_themselves_are_dropped_beside_a_sheet() -> None:
    row = {"model_name": "gpt-5", "quota_type": 0, "model_ratio": 1, "enable_groups": ["default"]}
    told = {
        "/api/pricing": {"success": True, "data": [row], "group_ratio": {"default": 1}},
        "/api/user/groups": {"success": True, "data": {"default": {"ratio": 1, "desc": ""}}},
        "/api/ratio_config": {
            "success": True,
            "data": {"model_ratio": {"gpt-5": 1}, "completion_ratio": {}},
        },
    }
    pages = [page(body, f"{HOST}{path}") for path, body in told.items()]

    assert [one.key for one in read_visit(pages).listings] == ["model:gpt-5"]
