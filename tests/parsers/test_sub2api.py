"""sub2api: refusals of its middleware, addresses of its settings, and a fork's words of itself."""

import json
from decimal import Decimal

import pytest
from growth import growth

from fixtures.cases import Case
from market.claims import Availability, Multiplier, Volume
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import offers
from market.types import Basis, Outcome
from parsers.families import ADAPTERS, owner
from parsers.read import read_visit
from parsers.sites.sub2api.settings import in_shell
from tests.parsers.pages import NOON, page
from tests.parsers.test_real_data import PAYLOADS, recorded

HOST = "https://relay.example"
PLAZA = f"{HOST}/api/v1/model-plaza"
AID = f"{HOST}/.well-known/ai-transit.json"


@pytest.mark.parametrize("code", ["UNAUTHORIZED", "INVALID_AUTH_HEADER", "API_KEY_REQUIRED"])
def test_a_refusal_of_the_middleware_is_a_closed_door(code: str) -> None:
    reading = read_visit([page({"code": code, "message": "Authorization required"}, PLAZA, 401)])

    assert (reading.outcome, reading.family) == (Outcome.BLOCKED, "sub2api")


def test_a_shell_in_the_place_of_the_plaza_is_no_empty_shop() -> None:
    """Some proxies answer every address with it, settings and all."""
    told = {"site_name": "Heron", "api_base_url": "", "model_plaza_enabled": True}
    shell = f"<html><script>window.__APP_CONFIG__={json.dumps(told)};</script></html>"

    reading = read_visit([page(shell, f"{HOST}/"), page(shell, PLAZA)])

    assert (reading.outcome, reading.family) == (Outcome.DRIFTED, "sub2api")


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"code": "OK", "message": "x"}, "/api/v1/model"),
        ({"code": "UNAUTHORIZED", "message": "x"}, "/api/users"),
        ({"data": {"groups": []}}, "/api/v1/teams"),
        ({"data": {"groups": [{"rate_multiplier": 1}]}}, "/teams"),
        ({"schema_version": "feed.v1", "snapshot_url": "/x"}, "/.well-known/feed.json"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(answer: object, path: str) -> None:
    assert owner(page(answer, f"{HOST}{path}")) is None


def test_addresses_of_the_settings_say_what_they_are() -> None:
    seen = read_visit(Case("sub2api", "settings_2026_with_addresses").pages())
    told = {(mention.target.rstrip("/"), mention.how) for mention in seen.mentions}

    assert told == {
        ("https://smew-hk.example", "base_url"),
        ("https://smew-us.example/v1", "base_url"),
        ("https://smew-pay.example/plans", "shop"),
        ("https://smew-cards.example/recharge", "shop"),
        ("https://smew-faka.example", "shop"),
        ("https://smew-status.example/status/default", "link"),
        ("https://smew-docs.example/guide", "link"),
        ("https://smew-home.example/welcome", "link"),
        ("https://t.me/smew_example", "handle"),
    }


def test_a_fork_s_snapshot_tells_the_recharge_rate_that_others_hide() -> None:
    """One yuan buys 0.14 dollars: at 0.8 of the list this is no bargain, and nothing is assumed."""
    seen = read_visit(Case("sub2api", "transit_of_a_fork").pages())
    sheet = offers(seen.listings, PriceBook.load(), FxRates.load(), NOON.date())
    sonnet = next(
        one
        for one in sheet.offers
        if (one.model, one.unit) == ("claude-sonnet-4-5", "1m_input_tokens")
    )

    assert sonnet.basis is Basis.EXACT
    assert sonnet.credit_usd == Decimal("2.4")
    assert round(sonnet.paid, 2) == Decimal("17.14")
    haiku = next(one for one in sheet.offers if one.model == "claude-haiku-4-5")
    assert haiku.credit_usd == Decimal("0.6")  # at the ratio this model has in its group


def test_a_fork_s_snapshot_tells_volume_and_how_many_requests_went_well() -> None:
    seen = read_visit(Case("sub2api", "transit_of_a_fork").pages())
    values = [fact.value for listing in seen.listings for fact in listing.facts]

    assert Volume(Decimal(48213977), "tokens", "day") in values
    up = [value for value in values if isinstance(value, Availability)]
    assert up == [Availability("claude-sonnet-4-5", Decimal("0.9862"), "month")]


def test_the_plaza_comes_before_a_fork_s_snapshot() -> None:
    plaza = Case("sub2api", "plaza_with_everything").pages()
    snapshot = Case("sub2api", "transit_of_a_fork").pages()[1:]
    keys = {listing.key for listing in read_visit([*plaza, *snapshot]).listings}

    assert "transit" in keys
    assert not any(key.startswith("transit:Max 号池:") for key in keys)


def test_a_group_without_models_still_says_its_multiplier() -> None:
    for case in ("transit_without_prices", "plaza_with_everything"):
        facts = [f for one in read_visit(Case("sub2api", case).pages()).listings for f in one.facts]
        assert any(isinstance(fact.value, Multiplier) for fact in facts), case


def test_a_home_page_elsewhere_on_the_site_is_asked() -> None:
    """What is not on the site is a mention, and no page of this visit."""
    (settings_page,) = Case("sub2api", "settings_2026_with_addresses").pages()
    asked = {link.url: link.vital for link in ADAPTERS["sub2api"].follow(settings_page)}

    assert asked == {
        "https://smew-home.example/welcome": False,
        "https://smew-relay.example/.well-known/ai-transit.json": False,
    }


def test_setup_and_health_are_never_asked() -> None:
    """What is asked is asked of visitors: no form to set it up, no pulse of its server."""
    sub2api = ADAPTERS["sub2api"]
    asked = [*sub2api.entry]
    for name in ("settings_and_plaza", "transit_of_a_fork", "plaza_with_everything"):
        for each in Case("sub2api", name).pages():
            asked += [link.url for link in sub2api.follow(each)]

    assert not [url for url in asked if "setup" in url or "health" in url]


def test_the_payload_of_a_shell_is_read_out_of_its_script() -> None:
    told = json.loads(recorded(PAYLOADS / "sub2api_app_config_extracted.json").body)
    script = f"<script>window.__APP_CONFIG__ = {json.dumps(told['app_config'])};</script>"
    shell = page(f"<html><title>{told['title']}</title>{script}</html>", f"{HOST}/")
    seen = read_visit([shell])
    contacts = {f.value.value for one in seen.listings for f in one.facts if f.kind == "contact"}  # type: ignore[union-attr]

    assert (seen.family, contacts) == ("sub2api", {"000000002"})
    assert [link.vital for link in ADAPTERS["sub2api"].follow(shell)] == [True, False]


@pytest.mark.parametrize("piece", ['\\"', '{"', '"\\\n', "}{"])
def test_a_shell_made_to_take_long_takes_no_longer(piece: str) -> None:
    def read(size: int) -> None:
        in_shell(page(f'<script>window.__APP_CONFIG__ = {{"{piece * (size // len(piece))}'))

    assert growth(read, 40_000) < 3


def test_a_fork_s_open_channels_are_read_where_met() -> None:
    """And never asked for: nothing leads there."""
    pages = Case("sub2api", "channels_of_a_fork").pages()
    seen = read_visit(pages)
    sheet = offers(seen.listings, PriceBook.load(), FxRates.load(), NOON.date())
    credit = {(one.model, one.group, one.unit.value): one.credit_usd for one in sheet.offers}

    assert credit["claude-sonnet-4-5", "Max", "1m_input_tokens"] == Decimal("1.8")
    assert credit["gpt-image-1", "图", "image"] == Decimal("0.02")
    assert "https://scoter-claude.example" in {one.target.rstrip("/") for one in seen.mentions}
    asked = [link.url for each in pages for link in ADAPTERS["sub2api"].follow(each)]
    assert not any("channels" in url for url in asked)


@pytest.mark.parametrize(
    "bad", ["https://[bad", "javascript:alert(1)", "//", "http://", "ftp://x.example"]
)
def test_a_field_that_is_no_address_leads_nowhere(bad: str) -> None:
    """Neither as a mention nor as a page to ask."""
    fields = ("api_base_url", "doc_url", "home_content", "purchase_subscription_url")
    told = {"site_name": "x", **dict.fromkeys(fields, bad), "custom_menu_items": [{"url": bad}]}
    aid = {"schema_version": "ai-transit.v1", "snapshot_url": bad}
    for asked in (
        page({"code": 0, "data": told}, f"{HOST}/api/v1/settings/public"),
        page(aid, AID),
    ):
        links = [link.url for link in ADAPTERS["sub2api"].follow(asked)]

        assert set(links) <= {AID}
        assert read_visit([asked]).mentions == ()
