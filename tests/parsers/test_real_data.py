"""Data from the wild that does not live here: skipped aloud where it is not at hand."""

import csv
import io
import json
from pathlib import Path

import pytest

from market.claims import Multiplier, Rate
from market.types import Outcome, Page
from parsers.read import read_visit
from tests.parsers.pages import page

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PAYLOADS = SHARED / "payloads"
REPLAY = SHARED / "replay"

PATHS = {
    "newapi_status": "/api/status", "newapi_pricing": "/api/pricing",
    "newapi_notice": "/api/notice", "vapi_pricing": "/api/pricing",
    "veloera_pricing": "/api/pricing", "onehub_status": "/api/status",
    "onehub_available": "/api/available_model", "donehub_available": "/api/available_model",
    "onehub_user": "/api/user_group_map", "donehub_user": "/api/user_group_map",
    "onehub_prices": "/api/prices", "sub2api_settings": "/api/v1/settings/public",
    "sub2api_model_plaza": "/api/v1/model-plaza", "ldoh": "/api/sites",
    "acgfaka_category": "/user/api/index/data", "acgfaka_error": "/user/api/index/commodityDetail",
    "acgfaka_commodity_detail": "/user/api/index/commodityDetail",
    "acgfaka_commodity": "/user/api/index/commodity", "shopify_products": "/products.json",
    "woocommerce": "/wp-json/wc/store/v1/products",
    "sub2api_auth": "/api/v1/auth/me", "uptime_kuma_status": "/api/status-page/lantern",
    "uptime_kuma_heartbeat": "/api/status-page/heartbeat/lantern",
}  # fmt: skip
REFUSALS = {
    "newapi_pricing_disabled_403": 403,
    "newapi_pricing_login_required_401": 401,
    "sub2api_model_plaza_disabled": 404,
    "sub2api_model_plaza_login_required": 401,
    "sub2api_auth_me_401": 401,
}


def recorded(path: Path) -> Page:
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand")
    where = next((to for name, to in PATHS.items() if path.stem.startswith(name)), "/data")
    status = REFUSALS.get(path.stem, 200)
    return page(path.read_bytes(), f"https://relay.example{where}", status)


def known_payloads() -> list[Path]:
    found = sorted(PAYLOADS.glob("*.json")) if PAYLOADS.exists() else [PAYLOADS / "none.json"]
    return [path for path in found if path.stem.startswith(tuple(PATHS)) or not path.exists()]


@pytest.mark.parametrize("path", known_payloads(), ids=lambda path: path.stem)
def test_every_known_shape_is_read_or_refused_by_name(path: Path) -> None:
    reading = read_visit([recorded(path)])
    wall = "pricing" in path.stem or "auth" in path.stem  # a plaza may be closed to visitors
    refused = REFUSALS.get(path.stem) in {401, 403} and wall
    # Alone, a status that leads to prices is no healthy visit; that it was owned is enough here.
    alone = {Outcome.READ, Outcome.UNREACHABLE}

    assert reading.outcome in ({Outcome.BLOCKED} if refused else alone)
    assert "orphan" not in {issue.code for issue in reading.issues}


def test_no_row_of_a_real_sheet_is_dropped_in_silence() -> None:
    asked = recorded(REPLAY / "newapi_pricing_chataiapi_gala_2025-03.json")
    rows = json.loads(asked.body)["data"]
    listings = {listing.title: listing for listing in read_visit([asked]).listings}
    for row in rows:
        rates = [f.value for f in listings[row["model_name"]].facts if isinstance(f.value, Rate)]

        assert {rate.group for rate in rates} == set(row["enable_groups"])
        assert len(rates) == 2 * len(row["enable_groups"])
    assert len(listings) == len(rows)


def tables() -> list[Path]:
    found = sorted((REPLAY / "directory_csv").glob("*.csv")) if REPLAY.exists() else []
    return found or [REPLAY / "none.csv"]


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.stem)
def test_every_row_of_a_real_directory_is_a_station(path: Path) -> None:
    asked = recorded(path)
    rows = list(csv.DictReader(io.StringIO(asked.text)))
    listings = read_visit([asked]).listings
    rated = sum(bool(row[name]) for row in rows for name in row if name.endswith("_rate"))
    read = [fact for each in listings for fact in each.facts if isinstance(fact.value, Multiplier)]

    assert [each.title for each in listings] == [row["name"].strip() for row in rows]
    assert len({each.key for each in listings}) == len(rows)
    assert len([fact for fact in read if fact.reader.startswith("directory/")]) == rated
