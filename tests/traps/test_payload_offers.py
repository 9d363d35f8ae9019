"""Recorded shapes of every family we read: offers and issues counted by hand from the payloads."""

from collections import Counter
from pathlib import Path

import pytest
from relay_pages import visited

from market.claims import Rate
from tests.parsers.test_real_data import PAYLOADS, recorded

# the payloads of one visit → offers (models' units × their groups), issues that stand for rates
COUNTED = [
    # sonnet 4 units in 3 groups, gpt-5 3 in 2, a picture, 3 tiered; a stand-in in 4 groups, and in
    # the free one; glm in the free one
    (
        ["newapi_status", "newapi_pricing_current"],
        4 * 3 + 3 * 2 + 1 + 3,
        {"unset_ratio": 2 * 4, "free_group": 2 + 2},
    ),
    (["newapi_pricing_2024_05_float_group"], 2, {"hidden_group": 2, "unknown_model": 1}),
    (
        ["newapi_status_2025_04", "newapi_pricing_2025_04_empty_group_key"],
        2 * 2,
        {"hidden_group": 2, "unknown_model": 1},
    ),
    (["newapi_pricing_fork_effective_group_ratio"], 3 * 2, {}),
    (["newapi_pricing_usable_group_object_fork"], 2, {}),
    (["vapi_pricing_group_names"], 2 * 2, {}),
    (["veloera_pricing"], 2, {"free_group": 2}),
    (
        ["onehub_status", "onehub_available_model", "onehub_user_group_map"],
        4 * 2 + 1,
        {"unset_ratio": 2},
    ),
    (["onehub_prices", "onehub_user_group_map"], 3, {"unknown_model": 1}),
    (["onehub_available_model"], 0, {"hidden_group": 4 * 2 + 1 + 2}),
    (
        ["donehub_available_model_long_context", "donehub_user_group_map"],
        3,
        {"hidden_group": 3},
    ),
    (["sub2api_settings_public", "sub2api_model_plaza"], 4 + 4 + 3 + 1, {}),
    (["sub2api_settings_public_2025_12"], 0, {}),
]
SITEWIDE = {"assumed_top_up", "unreliable_top_up", "currency_assumed"}


@pytest.mark.parametrize(("names", "offers", "issues"), COUNTED, ids=lambda told: str(told)[:60])
def test_every_rate_is_an_offer_or_an_issue_by_name(
    names: list[str], offers: int, issues: dict[str, int]
) -> None:
    """As many as a person counts, and together as many as there are rates."""
    seen = visited(*(recorded(PAYLOADS / f"{name}.json") for name in names))
    codes = Counter(issue.code for issue in seen.priced.issues if issue.code not in SITEWIDE)
    rates = [one for each in seen.reading.listings for one in each.facts
             if isinstance(one.value, Rate)]  # fmt: skip

    assert (len(seen.priced.offers), dict(codes)) == (offers, issues)
    assert len(rates) == offers + sum(issues.values())


def test_a_directory_s_station_is_its_own_channel() -> None:
    """A row without any rate is a listing about somebody else, and a way to them."""
    seen = visited(recorded(PAYLOADS / "ldoh_sites.json")).reading
    (listing,) = seen.listings

    assert listing.seller
    assert listing.seller.name == "松鼠 API"
    assert [mention.how for mention in seen.mentions] == ["directory_row"]


def test_a_thread_is_its_first_poster_s() -> None:
    """The rates in its words, "Plus 号池 0.05，Pro 0.15", are priced with the top-up among them."""
    seen = visited(recorded(PAYLOADS / "discourse_topic.json"))
    offers = seen.priced.offers

    assert {(one.currency, one.unit.value) for one in offers} == {("CNY", "usd_credit")}
    assert sorted(str(one.paid) for one in offers) == ["0.05", "0.15"]
    assert visited(recorded(PAYLOADS / "discourse_latest.json")).reading.listings == ()


def test_every_payload_of_our_families_is_counted_somewhere() -> None:
    """A new payload of theirs asks for its line in this table."""
    families = ("newapi_pricing", "onehub_", "donehub_", "veloera_", "vapi_", "sub2api_model_plaza")
    refusals = ("_403", "_401", "_disabled", "_login_required")
    at_hand = {path.stem for path in _payloads() if path.stem.startswith(families)}
    counted = {name for names, *_ in COUNTED for name in names}

    assert {name for name in at_hand if not name.endswith(refusals)} - counted == set()


def _payloads() -> list[Path]:
    if not PAYLOADS.exists():
        pytest.skip("the recorded payloads are not at hand")
    return sorted(PAYLOADS.glob("*.json"))
