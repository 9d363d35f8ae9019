"""Who owns a page, and where to look next."""

from urllib.parse import urlsplit

import pytest

from parsers import families
from parsers.families import ADAPTERS, Ambiguous, adapter, entries_for, owner
from tests.parsers.pages import page

SHELLS = [
    ('<html><head><meta name="generator" content="new-api"/></head></html>', ("/api/status",)),
    ("<html><head><title>One API</title></head></html>", ("/api/status",)),
    ("<html><head><title>Done Hub</title></head></html>", ("/api/status",)),
    ("<html><head><title>Veloera</title></head></html>", ("/api/status",)),
    ("<html><head><title>V-API</title></head></html>", ("/api/status",)),
    ("<html><head><title>VoAPI - 大模型</title></head></html>", ("/api/models/price",)),
    ("<html><head><title>我的 Rix API</title></head></html>", ("/api/pricing",)),
    (
        '<html><meta name="description" content="OpenAI 接口聚合管理，可用于二次分发"/>',
        ("/api/status",),
    ),
    ("<html><title>Heron - AI API Gateway</title></html>", ("/api/v1/settings/public",)),
    (
        '<html><title>Heron</title><div id="root"></div></html>',
        ("/api/status", "/api/v1/settings/public"),
    ),
    ("<html><title>Heron</title><p>Claude at half the price</p></html>", ()),
    ('{"title": "One API"}', ()),
    ("", ()),
]


@pytest.mark.parametrize(("body", "wanted"), SHELLS)
def test_a_shell_says_where_to_ask(body: str, wanted: tuple[str, ...]) -> None:
    assert entries_for(page(body)) == wanted


def test_a_family_is_a_file_a_folder_and_a_value() -> None:
    assert {name: each.family for name, each in ADAPTERS.items()} == {n: n for n in ADAPTERS}
    assert {"new_api", "sub2api", "one_hub", "directory"} <= set(ADAPTERS)


def test_an_unknown_family_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="new_api"):
        adapter("no_such_family")


def test_a_page_that_two_families_claim_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"new_api": ADAPTERS["new_api"], "copy": ADAPTERS["new_api"]}
    monkeypatch.setattr(families, "ADAPTERS", both)

    with pytest.raises(Ambiguous, match=r"relay\.example"):
        owner(page({"success": False, "message": "x"}, "https://relay.example/api/pricing"))


STATUS = {"quota_per_unit": 500000, "price": 1}
MODULES = [
    ("", True),
    ("not json", True),
    ('{"pricing": true}', True),
    ('{"pricing": false}', False),
    ('{"pricing": 0}', False),
    ('{"pricing": "false"}', False),
    ('{"pricing": {"enabled": false}}', False),
    ('{"pricing": {"enabled": true, "requireAuth": true}}', False),
    ('{"pricing": {"enabled": true}}', True),
    ("[]", True),
]


@pytest.mark.parametrize(("modules", "shown"), MODULES)
def test_a_price_page_the_operator_closed_is_not_asked_for(modules: str, shown: bool) -> None:
    answer = {"success": True, "data": STATUS | {"HeaderNavModules": modules}}
    asked = page(answer, "https://relay.example/api/status")
    links = [link.url for link in ADAPTERS["new_api"].follow(asked)]

    assert ("https://relay.example/api/pricing" in links) is shown
    assert "https://relay.example/api/notice" in links


RECENT = {"version": "v1.0.0-rc.25"}
MENU = '{"home": true, "about": true, "rankings": {"enabled": true, "requireAuth": false}}'
HIDDEN = '{"home": "false", "about": {"enabled": false}, "rankings": {"requireAuth": true}}'
SHUT = '{"pricing": {"enabled": true, "requireAuth": true}, "home": true, "about": 1}'
ASKED = [
    ({}, ["pricing", "notice"]),
    ({"version": "v0.13.2"}, ["pricing", "notice"]),
    (RECENT, ["pricing", "notice", "perf-metrics/summary?hours=24"]),
    ({"uptime_kuma_enabled": True}, ["pricing", "notice", "uptime/status"]),
    (
        {"HeaderNavModules": MENU},
        ["pricing", "notice", "rankings?period=week", "home_page_content"],
    ),
    ({"HeaderNavModules": HIDDEN}, ["pricing", "notice"]),
    # no prices for visitors, no traffic either
    (RECENT | {"HeaderNavModules": SHUT}, ["notice", "home_page_content", "about"]),
    (
        RECENT | {"HeaderNavModules": MENU, "uptime_kuma_enabled": True},
        ["pricing", "notice", "rankings?period=week", "perf-metrics/summary?hours=24"],
    ),
]


@pytest.mark.parametrize(("told", "asked"), ASKED)
def test_a_new_api_is_asked_for_what_its_status_says_it_shows(
    told: dict[str, object], asked: list[str]
) -> None:
    """At most four pages, and only the prices may not be missing."""
    answer = page({"success": True, "data": STATUS | told}, "https://relay.example/api/status")
    links = list(ADAPTERS["new_api"].follow(answer))

    assert [link.url.removeprefix("https://relay.example/api/") for link in links] == asked
    assert [link.url for link in links if link.vital] == [
        link.url for link in links if link.url.endswith("/pricing")
    ]
    assert all(link.vital or link.optional for link in links)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"model_plaza_enabled": True}, ["/api/v1/model-plaza"]),
        ({"model_plaza_enabled": True, "model_plaza_require_auth": True}, []),
        ({"model_plaza_enabled": False}, []),
        ({}, []),
    ],
)
def test_a_plaza_is_asked_for_only_where_it_is_open(
    told: dict[str, bool], asked: list[str]
) -> None:
    settings = {"site_name": "x", "api_base_url": "https://relay.example"} | told
    answer = page({"code": 0, "data": settings}, "https://relay.example/api/v1/settings/public")

    links = list(ADAPTERS["sub2api"].follow(answer))

    assert [urlsplit(link.url).path for link in links if link.vital] == asked
    assert [urlsplit(link.url).path for link in links if link.optional] == [
        "/.well-known/ai-transit.json"
    ]


OWN_TABLE = """<table><tr><th>Model</th><th>Rate</th></tr><tr><td>gpt-5</td><td>0.3</td></tr>
<tr><td>gpt-4o</td><td>0.2</td></tr></table>"""
VENDOR_TABLE = """<table><tr><th>Name</th><th>Rate</th></tr>
<tr><td><a href="https://openai.com/gpt">gpt-5</a></td><td>0.3</td></tr>
<tr><td><a href="https://anthropic.com/c">claude</a></td><td>0.2</td></tr></table>"""
NOT_OURS = [
    ({"success": False, "message": "no"}, "/api/pricing", 404),
    ({"error": "not found"}, "/api/status", 200),
    ({"status": "ok"}, "/api/status", 200),
    ([1, 2], "/api/pricing", 200),
    (
        {"success": True, "data": {"model_group": {}, "model_completion_ratio": {}}},
        "/api/pricing",
        200,
    ),
    ({"success": True, "data": {"quota_per_unit": 1}}, "/api/status", 200),
    ({"success": True, "data": {"models": []}}, "/api/models", 200),
    ("<html><title>New API</title></html>", "/api/pricing", 200),
    ({"data": [{"name": "a", "url": "/buy/1"}, {"name": "b", "url": "/buy/2"}]}, "/x.json", 200),
    ({"products": [{"title": "Claude", "handle": "claude"}]}, "/products.json", 200),
    ("name,price\nClaude Max,120\nGPT Plus,30\n", "/prices.csv", 200),
    (
        OWN_TABLE,
        "/pricing",
        200,
    ),
    (
        VENDOR_TABLE,
        "/pricing",
        200,
    ),
    ("| Model | Input |\n|---|---|\n| gpt-5 | 1 |\n| gpt-4o | 2 |\n", "/README.md", 200),
]


@pytest.mark.parametrize(("body", "path", "status"), NOT_OURS)
def test_a_page_of_somebody_else_is_not_claimed(body: object, path: str, status: int) -> None:
    asked = page(body, f"https://relay.example{path}", status)

    assert [
        name for name, each in ADAPTERS.items() if not each.last_resort and each.owns(asked)
    ] == []
