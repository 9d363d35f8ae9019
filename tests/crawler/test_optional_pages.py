"""A page that an adapter would like to have and nobody needs may be refused."""

import json

import pytest
from conftest import Crawl, Send, Site

from market.types import Level, Outcome
from market.visits import Visited

JSON = (("Content-Type", "application/json"),)
STATUS = {"success": True, "data": {"quota_per_unit": 500000, "price": 1}}
ROW = {"model_name": "gpt-5", "quota_type": 0, "model_ratio": 1, "enable_groups": ["default"]}
SHEET = {"success": True, "data": [ROW], "group_ratio": {"default": 1}}
SHELL = "<html><title>x</title><div id='root'></div><script src='/a.js'></script></html>"


@pytest.fixture(scope="module")
def night(site: Site, send: Send) -> Crawl:
    """Relays whose notice, or whose price sheet, answers in one way each."""
    for status in (200, 401, 403, 404, 429, 500):
        _relay(site, f"notice{status}.example")
        site.put(f"notice{status}.example", "/api/notice", SHELL, status=status)
    for status in (401, 403):
        _relay(site, f"sheet{status}.example")
        site.put(f"sheet{status}.example", "/api/pricing", "no", status=status)
    _relay(site, "robots.example")
    site.put("robots.example", "/robots.txt", "User-agent: *\nDisallow: /api/notice\n")
    hosts = sorted({host for host, path in site.answers if path == "/api/status"})
    return send(*(f"http://{host}/api/status" for host in hosts))


def _relay(site: Site, host: str) -> None:
    site.put(host, "/api/status", json.dumps(STATUS), headers=JSON)
    site.put(host, "/api/pricing", json.dumps(SHEET), headers=JSON)


def _of(night: Crawl, host: str) -> Visited:
    return night.visited[f"http://{host}.example/api/status"]


@pytest.mark.parametrize(
    ("host", "codes"),
    [
        ("notice200", []),  # a shell, which no browser is asked to fill
        ("notice401", ["http_401"]),
        ("notice403", ["http_403"]),
        ("notice404", ["http_404"]),
        ("robots", ["robots_denied"]),
    ],
)
def test_a_refusal_of_what_nobody_needs_is_only_noted(
    night: Crawl, host: str, codes: list[str]
) -> None:
    visited = _of(night, host)

    assert visited.outcome is Outcome.READ
    assert [(issue.code, issue.level) for issue in visited.issues] == [
        (code, Level.INFO) for code in codes
    ]


def test_a_fault_is_no_refusal(night: Crawl) -> None:
    """What a notice says when the site is well may change every price: the visit is not whole."""
    visited = _of(night, "notice500")

    assert visited.outcome is Outcome.READ
    assert [issue.level for issue in visited.issues] == [Level.ERROR]


@pytest.mark.parametrize("host", ["notice429", "sheet401", "sheet403"])
def test_a_wall_still_ends_the_visit(night: Crawl, host: str) -> None:
    """Too many requests anywhere, and a price sheet that is refused."""
    assert _of(night, host).outcome is Outcome.BLOCKED


def test_a_front_that_only_points_to_a_closed_door_is_walled(site: Site, send: Send) -> None:
    """It bears a family's signs: that nobody may ask there makes it no other kind of site."""
    signed = "<html><head><title>X - AI API Gateway</title></head><body></body></html>"
    told = "<html><title>One Hub</title><p>Claude Pro 月卡 出售 ¥30，GPT Plus 账号 ¥20</p></html>"
    for host, front in (("pointing.example", signed), ("telling.example", told)):
        site.put(host, "/", front)
        site.put(host, "/api/v1/settings/public", "no", status=403)
        site.put(host, "/api/status", "no", status=401)

    crawl = send("http://pointing.example/", "http://telling.example/")

    outcomes = [
        crawl.visited[f"http://{host}.example/"].outcome for host in ("pointing", "telling")
    ]
    assert outcomes == [Outcome.BLOCKED, Outcome.READ]
