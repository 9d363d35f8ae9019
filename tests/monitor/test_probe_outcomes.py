"""Every way a probe can end, over loopback: the same object, and a status that says it."""

from typing import Any

import pytest
from loopback import Answer, as_json, as_page, serve

CONFIG = '[crawl]\nallow_networks = ["127.0.0.0/8"]\nhost_delay_seconds = 0\nbrowser = false\n'
KEYS = {
    *("url", "outcome", "family", "requests", "named_after", "top_up"),
    *("offers", "facts", "identifiers", "issues"),
}

STATUS = {
    "system_name": "Heron",
    "quota_per_unit": 500000,
    "price": 1,
    "quota_display_type": "USD",
    "footer_html": "<p>联系 Telegram: @heron_example</p>",
    "turnstile_site_key": "0x4AAAAAAAexampleHeron",
}
ROW = {
    "model_name": "claude-sonnet-4-5-20250929",
    "quota_type": 0,
    "model_price": 0,
    "model_ratio": 1.5,
    "completion_ratio": 5,
    "owner_by": "",
    "enable_groups": ["default"],
}
SHEET = {"success": True, "data": [ROW], "group_ratio": {"default": 1}, "usable_group": {}}
HOME = (200, "text/html", b'<meta name="generator" content="new-api"><title>x</title>')


def _new_api(**more: Answer) -> dict[str, Answer]:
    return {
        "/": HOME,
        "/api/status": as_json({"success": True, "message": "", "data": STATUS}),
        "/api/pricing": as_json(SHEET),
        **{f"/{path}": answer for path, answer in more.items()},
    }


CHALLENGE = as_page(
    "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x.js'></script>",
    status=403,
)
RECIPES = "<title>Soup</title><h1>Soup of the day</h1><p>Leek, potato, a little cream.</p>"
ENDS = [
    ("read", _new_api()),
    ("denied", _new_api(**{"robots.txt": as_page("User-agent: *\nDisallow: /", "text/plain")})),
    ("denied", _new_api(**{"robots.txt": as_page("", "text/plain", 503)})),
    ("blocked", {"/": CHALLENGE}),
    ("blocked", {"/": as_page("no", status=401)}),
    ("blocked", {"/": as_page("slowly", status=429)}),
    ("drifted", {**_new_api(), "/api/pricing": as_json({"success": True, "data": {"a": 1}})}),
    ("unreachable", {"/": as_page("broken", status=500)}),
    ("not_resale", {"/": as_page(RECIPES)}),
]


@pytest.fixture
def probe(run: Any, tmp_path: Any) -> Any:
    """``probe(url, ...)`` under settings that allow loopback."""
    config = tmp_path / "resalewatch.toml"
    config.write_text(CONFIG, encoding="utf-8")

    def ask(url: str, *args: str) -> Any:
        return run("probe", url, "--on", "2026-08-20", "--config", str(config), *args)

    return ask


@pytest.mark.parametrize(("outcome", "answers"), ENDS)
def test_a_probe_says_how_it_ended(probe: Any, outcome: str, answers: dict[str, Answer]) -> None:
    with serve(answers) as shop:
        ended = probe(shop.url, "--json")
    told = ended.json()

    assert (told["outcome"], told["url"]) == (outcome, shop.url), told["issues"]
    assert ended.status == (0 if outcome == "read" else 3)
    assert set(told) == KEYS
    if outcome != "read":
        assert told["issues"], "a person wants to know why"
        assert (told["top_up"], told["offers"]) == (None, [])


def test_nobody_listens(probe: Any) -> None:
    ended = probe("http://127.0.0.1:9/", "--json")

    assert (ended.status, ended.json()["outcome"]) == (3, "unreachable")
    assert [issue["code"] for issue in ended.json()["issues"]] == ["connect"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://10.0.0.1/", "address"),
        ("http://169.254.169.254/latest/meta-data", "address"),
        ("http://[::1]:9/", "address"),
        ("http://2130706433:9/", "address"),
        ("https://relay.example/", "no_contact"),
    ],
)
def test_an_address_we_do_not_visit_is_refused(
    run: Any, tmp_path: Any, url: str, code: str
) -> None:
    """Without ``allow_networks`` and without a contact."""
    config = tmp_path / "resalewatch.toml"
    config.write_text("", encoding="utf-8")
    ended = run("probe", url, "--json", "--config", str(config))
    told = ended.json()

    assert (ended.status, told["outcome"], set(told)) == (3, "refused", KEYS)
    assert [issue["code"] for issue in told["issues"]] == [code]
    assert (told["requests"], told["offers"], told["facts"], told["identifiers"]) == (0, [], [], [])


def test_a_read_site_is_told_as_agreed(probe: Any) -> None:
    """The object of the design, to the key and to the digit."""
    with serve(_new_api()) as shop:
        told = probe(shop.url, "--json", "--fx", "USDCNY=6.80").json()

    assert told["family"] == "new_api"
    assert told["top_up"] == {
        "amount": "1",
        "currency": "CNY",
        "source": "status.price",
        "basis": "exact",
    }
    offer = next(one for one in told["offers"] if one["unit"] == "1m_input_tokens")
    assert {key: value for key, value in offer.items() if key != "factors"} == {
        "provider": "anthropic",
        "model": "claude-sonnet-4-5",
        "listed_as": "claude-sonnet-4-5-20250929",
        "access": "relay_api",
        "group": "default",
        "supply": "unknown",
        "unit": "1m_input_tokens",
        "credit_usd": "3",
        "paid": "3",
        "currency": "CNY",
        "paid_usd": "0.44117647",
        "list_usd": "3",
        "share_of_list": "0.14705882",
        "basis": "exact",
    }
    contact = next(fact for fact in told["facts"] if fact["kind"] == "contact")
    assert (contact["platform"], contact["value"].lstrip("@")) == ("telegram", "heron_example")
    assert contact["quote"]
    site_key = {"kind": "turnstile_site_key", "value": "0x4AAAAAAAexampleHeron"}
    assert site_key in told["identifiers"]
    assert all({"level", "code", "message"} <= set(issue) for issue in told["issues"])


def test_a_currency_without_a_rate_is_an_issue_and_no_crash(probe: Any) -> None:
    with serve(_new_api()) as shop:
        told = probe(shop.url, "--json", "--on", "2001-01-01").json()

    assert told["outcome"] == "read"
    assert told["offers"] == []
    assert "unknown_currency" in {issue["code"] for issue in told["issues"]}


@pytest.mark.parametrize("width", ["80", "200"])
def test_a_person_sees_shares(probe: Any, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    with serve(_new_api()) as shop:
        ended = probe(shop.url, "--fx", "USDCNY=6.80")

    assert "14.71%" in ended.out
    assert "1 CNY for one credited dollar (exact: status.price)" in ended.out
    assert max(map(len, ended.out.splitlines())) <= int(width)


STATIONS = """# 中转站列表

|站点|价格|备注|
|:-:|---|---|
|[Alpha](https://alpha.example/)|0.5倍|官转|
|[Beta](https://beta.example/)|1元=2刀||
|[Gamma](https://gamma.example/)|0.3倍|1元=1刀|
"""


def test_no_seller_s_price_stands_on_another_s_recharge_price(probe: Any) -> None:
    """A list of stations: what Beta sells a dollar for says nothing of Alpha's."""
    with serve({"/list.md": as_page(STATIONS, "text/markdown; charset=utf-8")}) as shop:
        told = probe(f"{shop.url}list.md", "--json", "--fx", "USDCNY=6.80").json()

    assert (told["family"], told["top_up"]) == ("directory", None)
    assert [(offer["paid"], offer["basis"]) for offer in told["offers"]] == [
        ("0.5", "assumed_top_up"),
        ("0.3", "text_only"),
    ]
