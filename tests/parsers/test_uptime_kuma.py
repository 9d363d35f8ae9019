"""Uptime Kuma: the page and its API say the same, names lead to upstreams, nothing is a price."""

import json
from decimal import Decimal

import pytest
from growth import growth

from fixtures.cases import Case
from market.claims import Availability, Contact, ModelOnOffer, Supply
from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import offers
from market.types import Fact, Outcome
from market.visits import Reading
from parsers.families import ADAPTERS, owner
from parsers.read import read_visit
from parsers.sites.uptime_kuma.preload import status_page
from tests.parsers.pages import NOON, page
from tests.parsers.test_real_data import PAYLOADS, recorded

HOST = "https://status.example"
PAGE = {"config": {"slug": "all"}, "publicGroupList": []}


def facts(reading: Reading) -> list[Fact]:
    return [fact for listing in reading.listings for fact in listing.facts]


def case(name: str) -> Reading:
    return read_visit(Case("uptime_kuma", name).pages())


@pytest.mark.parametrize("name", ["status_page_2_x", "page_of_2_x", "page_of_1_x"])
def test_names_say_where_access_comes_from(name: str) -> None:
    """As JSON and as the literal in the page's script, which is not run."""
    values = [fact.value for fact in facts(case(name))]
    origins = {value.origin for value in values if isinstance(value, Supply)}

    assert {"subscription_pool", "ide_client"} <= origins
    assert "claude-sonnet-4-5" in {v.model for v in values if isinstance(v, ModelOnOffer)}


def test_shares_of_time_stand_under_the_names_of_what_they_are_of() -> None:
    values = [fact.value for fact in facts(case("status_page_2_x"))]

    assert Availability("claude-sonnet-4-5", Decimal("0.9987"), "day") in values
    assert Availability("Kiro 反代", Decimal(1), "day") in values


def test_only_addresses_the_operator_shows_are_mentioned() -> None:
    mentions = {one.target.rstrip("/") for one in case("status_page_2_x").mentions}

    assert mentions == {
        "https://upstream-relay.example/v1",
        "https://t.me/pintail_example",
        "qq_group:1000000888",
    }


def test_the_footer_holds_contacts() -> None:
    contacts = {
        f.value.value for f in facts(case("status_page_2_x")) if isinstance(f.value, Contact)
    }

    assert "1000000888" in contacts


def test_a_status_page_has_no_price() -> None:
    for name in ("status_page_2_x", "page_of_1_x", "page_of_2_x"):
        made = offers(case(name).listings, PriceBook.load(), FxRates.load(), NOON.date())
        assert made.offers == ()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/status-page/all", "/api/status-page/heartbeat/all"),
        ("/kuma/status/all", "/api/status-page/heartbeat/all"),
    ],
)
def test_its_heartbeats_are_asked_by_its_own_name(path: str, asked: str) -> None:
    (link,) = ADAPTERS["uptime_kuma"].follow(page(PAGE, f"{HOST}{path}"))

    assert (link.url, link.optional) == (f"{HOST}{asked}", True)


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"config": {"slug": "x"}}, "/config"),
        ({"publicGroupList": []}, "/groups"),
        ({"heartbeatList": {}}, "/beats"),
        ("<script>window.preloadData = {'products': []}</script>", "/"),
        ("<p>publicGroupList</p>", "/"),
    ],
)
def test_what_has_only_half_of_it_is_not_claimed(answer: object, path: str) -> None:
    found = owner(page(answer, f"{HOST}{path}"))

    assert found is None or found.family != "uptime_kuma"


def test_both_shapes_of_the_payloads_are_read() -> None:
    status, beats = (PAYLOADS / f"uptime_kuma_{name}.json" for name in ("status_page", "heartbeat"))
    reading = read_visit([recorded(status), recorded(beats)])
    told = json.loads(status.read_bytes())["publicGroupList"]
    names = {monitor["name"] for group in told for monitor in group["monitorList"]}

    assert (reading.outcome, reading.family) == (Outcome.READ, "uptime_kuma")
    assert {f.value.monitor for f in facts(reading) if isinstance(f.value, Availability)} == names
    assert {"https://upstream.example/v1"} == {one.target for one in reading.mentions}


@pytest.mark.parametrize("piece", ["{'", "\\'", "'\\'", '"\\"', "'\\\n", "}{"])
def test_a_script_made_to_take_long_takes_no_longer(piece: str) -> None:
    def read(size: int) -> None:
        status_page(page(f"<script>window.preloadData = {{'{piece * (size // len(piece))}"))

    assert growth(read, 40_000) < 3


def test_a_status_page_and_the_hub_that_names_it_share_its_address() -> None:
    terms = {
        "quota_per_unit": 500000,
        "PaymentUSDRate": 1,
        "UptimeDomain": "https://Status.example/",
    }
    hub = page({"success": True, "data": terms}, "https://hub.example/api/status")
    told = set(ADAPTERS["one_hub"].identifiers(hub))
    own = set(ADAPTERS["uptime_kuma"].identifiers(page(PAGE, f"{HOST}/api/status-page/all")))

    assert {one.value for one in told & own} == {HOST}


@pytest.mark.parametrize("slug", ["../../admin", "", "a/b", "x?y", "页面", None, 7])
def test_a_name_that_leads_elsewhere_is_not_followed(slug: object) -> None:
    asked = page({**PAGE, "config": {"slug": slug}}, f"{HOST}/api/status-page/all")

    assert list(ADAPTERS["uptime_kuma"].follow(asked)) == []
