"""A visit's pages as one reading: outcomes, joins, identifiers, mentions."""

import pytest

from market.claims import Rate
from market.types import Identifier, Level, Outcome, Page
from parsers.read import read_visit
from tests.parsers.pages import page

HOST = "https://relay.example"
STATUS = {"success": True, "message": "", "data": {"quota_per_unit": 500000, "price": 1}}
ROW = {"model_name": "gpt-5", "quota_type": 0, "model_ratio": 0.625, "completion_ratio": 8,
       "enable_groups": ["default"]}  # fmt: skip
SHEET = {"success": True, "data": [ROW], "group_ratio": {"default": 1}}
SHELL = '<html><title>New API</title><div id="root"></div></html>'
CHALLENGE = "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"


def status(**more: object) -> Page:
    return page(STATUS | {"data": STATUS["data"] | more}, f"{HOST}/api/status")  # type: ignore[operator]


def sheet(body: object = SHEET, code: int = 200) -> Page:
    return page(body, f"{HOST}/api/pricing", code)


BAD_SHEETS = [
    ("no list", {"success": True, "data": {}}, 200, Outcome.DRIFTED, {"orphan", "drifted"}),
    ("no rows", {"success": True, "data": []}, 200, Outcome.DRIFTED, {"drifted"}),
    ("nothing", {}, 200, Outcome.DRIFTED, {"drifted"}),
    ("no number", '{"success": true, "data": NaN}', 200, Outcome.DRIFTED, {"drifted"}),
    ("beyond a double", '{"data": [1e999]}', 200, Outcome.DRIFTED, {"drifted"}),
    ("too deep", "{" + '"a":[' * 3000, 200, Outcome.DRIFTED, {"drifted"}),
    ("a shell", SHELL, 200, Outcome.DRIFTED, {"signpost", "drifted"}),
    ("gone", "not found", 404, Outcome.DRIFTED, {"not_found", "drifted"}),
    ("closed", {"success": False, "message": "x"}, 403, Outcome.BLOCKED, {"blocked"}),
    ("a refusal", {"success": False, "message": "未登录"}, 200, Outcome.BLOCKED, {"blocked"}),
    ("an error", {"success": False, "message": "x"}, 200, Outcome.DRIFTED, {"drifted"}),
    ("a challenge", CHALLENGE, 200, Outcome.BLOCKED, {"challenge"}),
    ("too often", "", 429, Outcome.BLOCKED, {"refused_by_site"}),
    ("down", "<h1>Bad gateway</h1>", 502, Outcome.UNREACHABLE, {"server_error"}),
]


@pytest.mark.parametrize(
    ("body", "code", "outcome", "codes"),
    [each[1:] for each in BAD_SHEETS],
    ids=[each[0] for each in BAD_SHEETS],
)
def test_a_site_whose_sheet_fails_is_never_read_as_empty(
    body: object, code: int, outcome: Outcome, codes: set[str]
) -> None:
    reading = read_visit([status(), sheet(body, code)], "new_api")

    assert (reading.outcome, {issue.code for issue in reading.issues}) == (outcome, codes)


SETTINGS = {"code": 0, "data": {"site_name": "x", "api_base_url": HOST}}
ONE_API = {"success": True, "data": {"quota_per_unit": 500000, "oidc_well_known": ""}}
AID = f"{HOST}/.well-known/ai-transit.json"
REFUSED = {"error": "forbidden"}
VISITS = [
    (
        "nothing at a fork's address",
        [page(SETTINGS), page("no", AID, 404)],
        None,
        Outcome.READ,
        {"not_found"},
    ),
    (
        "a fork's address closed",
        [page(SETTINGS), page(REFUSED, AID, 403)],
        None,
        Outcome.READ,
        {"refused_by_site"},
    ),
    (
        "too often asked",
        [page(SETTINGS), page("", AID, 429)],
        None,
        Outcome.BLOCKED,
        {"refused_by_site"},
    ),
    ("status and sheet", [status(), sheet()], None, Outcome.READ, set()),
    ("a shell first", [page(SHELL), status(), sheet()], None, Outcome.READ, {"signpost"}),
    ("no sheet fetched", [status()], "new_api", Outcome.UNREACHABLE, {"not_fetched"}),
    ("no plaza to fetch", [page(SETTINGS)], "sub2api", Outcome.READ, set()),
    ("a challenge", [page(CHALLENGE, status=403)], None, Outcome.BLOCKED, {"challenge"}),
    ("401 of a stranger", [page("{}", status=401)], None, Outcome.BLOCKED, {"refused_by_site"}),
    ("one-api", [page(ONE_API)], None, Outcome.READ, set()),
    ("nothing at all", [], None, Outcome.NOT_RESALE, set()),
    ("a stranger's JSON", [page("{}")], None, Outcome.NOT_RESALE, {"orphan"}),
    ("gone blank", [page("")], "directory", Outcome.DRIFTED, {"empty", "nothing_understood"}),
]


@pytest.mark.parametrize(
    ("pages", "family", "outcome", "codes"),
    [each[1:] for each in VISITS],
    ids=[each[0] for each in VISITS],
)
def test_a_visit_ends_as_its_pages_say(
    pages: list[Page], family: str | None, outcome: Outcome, codes: set[str]
) -> None:
    reading = read_visit(pages, family)

    assert reading.outcome == outcome
    assert {issue.code for issue in reading.issues} == codes


NOTICE = f"{HOST}/api/notice"
OPTIONAL = [
    ("refused", {"success": False, "message": "x"}, 403, Outcome.READ, "blocked", Level.INFO),
    ("refused without words", "", 401, Outcome.READ, "refused_by_site", Level.INFO),
    ("gone", "not found", 404, Outcome.READ, "not_found", Level.INFO),
    ("a shell", SHELL, 200, Outcome.READ, "signpost", Level.INFO),
    ("of another shape", {"success": True, "data": ["x"]}, 200, Outcome.READ, "drifted",
     Level.WARNING),
    ("a challenge", CHALLENGE, 200, Outcome.BLOCKED, "challenge", Level.ERROR),
    ("too often", "", 429, Outcome.BLOCKED, "refused_by_site", Level.ERROR),
    ("down", "<h1>Bad gateway</h1>", 502, Outcome.UNREACHABLE, "server_error", Level.ERROR),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code", "outcome", "issue", "level"),
    [each[1:] for each in OPTIONAL],
    ids=[each[0] for each in OPTIONAL],
)
def test_a_page_nobody_needs_may_be_refused(
    body: object, code: int, outcome: Outcome, issue: str, level: Level
) -> None:
    """What comes of it is told; only a wall before the whole site ends the visit."""
    reading = read_visit([status(), sheet(), page(body, NOTICE, code)], "new_api")

    assert (reading.outcome, [(i.code, i.level) for i in reading.issues]) == (
        outcome,
        [(issue, level)],
    )


def test_a_refused_sheet_is_no_page_that_nobody_needs() -> None:
    """Beside an optional page that was read."""
    told = page({"success": True, "data": "充值 1:1"}, NOTICE)
    reading = read_visit([status(), sheet({"success": False, "message": "x"}, 403), told])

    assert (reading.outcome, [issue.level for issue in reading.issues]) == (
        Outcome.BLOCKED,
        [Level.ERROR],
    )


def test_of_two_dialects_the_later_page_names_the_visit() -> None:
    """Rix-API shows its prices behind a status of one-api's."""
    group = {"GroupRatio": 1, "ModelPrice": {"gpt-5": {"isPrice": False, "price": 0.6}}}
    rix = {"success": True, "data": {"model_group": {"default": group}}}

    assert read_visit([page(ONE_API), sheet(rix)]).family == "rix_api"


def test_a_body_over_the_limit_is_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.locate.LARGEST", 100)
    reading = read_visit([sheet("[" + " " * 200 + "]")])

    assert (reading.outcome, reading.issues[0].code) == (Outcome.DRIFTED, "too_large")


def test_a_listing_knows_its_page() -> None:
    asked = sheet()
    (listing,) = read_visit([asked]).listings

    assert (listing.url, listing.digest) == (asked.url, asked.evidence.digest)


def test_pages_in_any_order_give_the_same_listings() -> None:
    one, two = read_visit([status(), sheet()]), read_visit([sheet(), status()])

    assert sorted(one.listings, key=lambda each: each.key) == sorted(
        two.listings, key=lambda each: each.key
    )
    assert one.family == two.family == "new_api"


def test_a_page_read_twice_says_it_once() -> None:
    assert read_visit([sheet(), sheet()]).listings == read_visit([sheet()]).listings


def test_two_things_of_one_key_are_told_apart() -> None:
    dearer = SHEET | {"data": [ROW | {"model_ratio": 2}]}
    keys = [listing.key for listing in read_visit([sheet(), sheet(dearer)]).listings]

    assert keys == ["model:gpt-5", "model:gpt-5#2"]


def test_a_new_announcement_on_top_renames_none_below() -> None:
    old = {"content": "充值 1:1"}
    before = read_visit([status(announcements=[old])]).listings
    after = read_visit([status(announcements=[{"content": "补货"}, old])]).listings

    assert before[1].key == after[2].key
    assert after[1].key != after[2].key


def test_one_hub_models_take_their_groups_ratios() -> None:
    price = {"model": "m", "type": "tokens", "channel_type": 1, "input": 1, "output": 4}
    models = {"success": True, "data": {"m": {"groups": ["aws", "x"], "price": price}}}
    groups = {"success": True, "data": {"aws": {"symbol": "aws", "name": "AWS", "ratio": 0.5}}}
    reading = read_visit(
        [
            page(groups, f"{HOST}/api/user_group_map"),
            page(models, f"{HOST}/api/available_model"),
        ]
    )
    rates = [fact.value for each in reading.listings for fact in each.facts]

    assert {(r.group, r.group_ratio) for r in rates if isinstance(r, Rate)} == {
        ("aws", rates[0].group_ratio),  # type: ignore[union-attr]
        ("x", None),
    }
    assert str(rates[0].group_ratio) == "0.5"  # type: ignore[union-attr]
    assert all(isinstance(rate, Rate) for rate in rates)


def test_what_leads_out_is_mentioned_once_and_the_site_itself_never() -> None:
    asked = status(
        server_address="https://api.relay.example",
        top_up_link="https://cards.example/buy/3?aff=EXAMPLE1",
        docs_link="https://docs.newapi.pro",
        api_info=[{"url": "https://other-relay.example"}, {"url": "https://other-relay.example"}],
        footer_html='<a href="https://cards.example/buy/3">buy</a> https://openai.com/',
    )
    mentions = [(each.how, each.target) for each in read_visit([asked]).mentions]

    assert ("base_url", "https://other-relay.example/") in mentions
    assert [target for _, target in mentions if "cards.example" in target] == [
        "https://cards.example/buy/3"
    ]
    assert not [target for _, target in mentions if "openai" in target or "newapi" in target]
    assert len(mentions) == 2


def test_default_keys_tie_nobody_to_anybody() -> None:
    asked = status(
        turnstile_site_key="1x00000000000000000000AA",
        github_client_id="",
        logo="/logo.png",
        linuxdo_client_id="exampleClient77",
    )

    assert read_visit([asked]).identifiers == (Identifier("linuxdo_client_id", "exampleClient77"),)


def test_a_text_too_long_to_be_read_whole_says_so() -> None:
    """What is not looked at must not look like silence."""
    text = "2026-08-20 hello\n" * 20_000 + "0.5R 一刀"
    notice = {"success": True, "message": "", "data": text}
    told = page(notice, f"{HOST}/api/notice")

    issues = [issue.code for one in read_visit([told]).listings for issue in one.issues]

    assert issues == ["text_cut"]
