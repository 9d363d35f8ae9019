"""Recorded answers of new-api, its dialects and relatives: who reads each, and what each row is."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from relay_pages import HOST, visited

from market.types import Outcome, Page
from parsers.families import ADAPTERS
from tests.parsers.pages import page
from tests.parsers.test_real_data import PAYLOADS


@dataclass(frozen=True, slots=True)
class Told:
    """What one payload says where it is found: counted by hand."""

    payload: str
    path: str
    family: str
    facts: dict[str, int] = field(default_factory=dict)  # by kind
    issues: dict[str, int] = field(default_factory=dict)  # of rows and pages, by code
    offers: int = 0
    status: int = 200
    outcome: Outcome = Outcome.READ


PRICING, UNIT = "/api/pricing", {"credit_unit": 1}
SHEETS = [
    ("newapi_pricing_current", "new_api", 4 * 3 + 3 * 2 + 1 + 3 + 2 * 6),
    ("newapi_pricing_2024_05_float_group", "new_api", 2 * 2 + 1),
    ("newapi_pricing_2025_04_empty_group_key", "new_api", 2 * 3 + 1),
    ("newapi_pricing_fork_effective_group_ratio", "new_api", 3 * 2),
    ("newapi_pricing_usable_group_object_fork", "new_api", 2),
    ("vapi_pricing_group_names", "v_api", 2 * 2),
    ("veloera_pricing", "new_api", 2 * 2),  # only the status bears Veloera's marks
]
TOLD = [
    Told("newapi_notice", "/api/notice", "new_api",
         {"contact": 2, "coupon": 1, "discount": 1, "model": 1, "supply": 1, "top_up": 1}),
    Told("newapi_about_url", "/api/about", "new_api"),
    Told("newapi_perf_metrics_summary", "/api/perf-metrics/summary", "new_api",
         {"volume": 1}, {"no_request_count": 1}),
    Told("newapi_uptime_status", "/api/uptime/status", "new_api",
         {"availability": 2, "supply": 2}, {"no_monitors": 1}),
    Told("newapi_user_groups_anonymous", "/api/user/groups", "new_api",
         {"multiplier": 2}, {"no_ratio": 1}, offers=2),
    Told("newapi_ratio_config", "/api/ratio_config", "new_api", {}, {"no_group_ratio": 4}),
    Told("newapi_ratio_config_403", "/api/ratio_config", "new_api", {}, {"blocked": 1},
         status=403, outcome=Outcome.BLOCKED),
    Told("oneapi_status", "/api/status", "one_api", UNIT, {"no_public_prices": 1}),
    # gpt-4o twice, of which one group may not sell it; a picture by the call
    Told("rixapi_pricing", PRICING, "rix_api", {"rate": 2 + 2 + 1}, {"inferred_formula": 1},
         offers=2 + 1),
    Told("voapi_models_price", "/api/models/price", "voapi", {"rate": 2 + 2 + 1}, offers=5),
    Told("voapi_groups", "/api/groups", "voapi", {}, {"group_without_ratio": 3}),
    Told("voapi_v2_user_info_unauth", "/api/user/info", "voapi", {}, {"no_public_prices": 1},
         status=401),
    Told("claude_relay_service_oem_settings", "/admin/oem-settings", "claude_relay_service", {},
         {"subscription_pool_software": 1}),
]  # fmt: skip


def recorded(payload: str, path: str, status: int = 200) -> Page:
    file = PAYLOADS / f"{payload}.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not at hand")
    return page(file.read_bytes(), f"{HOST}{path}", status)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.payload)
def test_every_row_is_an_offer_a_fact_or_an_issue_by_name(told: Told) -> None:
    seen = visited(recorded(told.payload, told.path, told.status))
    listings = seen.reading.listings
    facts = Counter(fact.kind for listing in listings for fact in listing.facts)
    said = [issue for listing in listings for issue in listing.issues]
    issues = Counter(issue.code for issue in (*seen.reading.issues, *said))

    assert (seen.reading.outcome, seen.reading.family) == (told.outcome, told.family)
    assert (dict(facts), dict(issues)) == (told.facts, told.issues)
    assert len(seen.priced.offers) == told.offers


@pytest.mark.parametrize(("payload", "family", "rates"), SHEETS)
def test_every_model_of_a_sheet_has_a_rate_in_each_of_its_groups(
    payload: str, family: str, rates: int
) -> None:
    reading = visited(recorded(payload, PRICING)).reading
    found = [fact for listing in reading.listings for fact in listing.facts if fact.kind == "rate"]

    assert (reading.family, len(found)) == (family, rates)


@pytest.mark.parametrize(
    ("payload", "path"),
    [*((told.payload, told.path) for told in TOLD), *((name, PRICING) for name, *_ in SHEETS)],
)
def test_one_adapter_owns_it_and_no_other(payload: str, path: str) -> None:
    """Also where it is met at an address of somebody else's."""
    by_keys = [name for name, each in ADAPTERS.items() if each.owns(recorded(payload, path))]

    assert len(by_keys) == 1
