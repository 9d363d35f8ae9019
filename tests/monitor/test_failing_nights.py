"""What fails on a night is said, and takes nothing away."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, Shop, as_json, serve

from market.types import Source
from monitor.house import House, opened
from monitor.nightly import run_night
from monitor.settings import CrawlSettings, ReportSettings, StoreSettings, load
from monitor.tally import line

FIRST, SECOND = date(2026, 8, 20), date(2026, 8, 21)


def _shop() -> dict[str, Answer]:
    status = {"system_name": "Heron", "quota_per_unit": 500000, "price": 1, "HeaderNavModules": ""}
    row = {"model_name": "gpt-5", "quota_type": 0, "model_ratio": 0.625, "model_price": 0}
    row |= {"completion_ratio": 8, "enable_groups": ["default"]}
    sheet: dict[str, Any] = {"success": True, "data": [row]}
    sheet |= {"group_ratio": {"default": 1}, "usable_group": {"default": "x"}}
    return {
        "/": (200, "text/html", b'<meta name="generator" content="new-api">'),
        "/api/status": as_json({"success": True, "message": "", "data": status}),
        "/api/pricing": as_json(sheet),
    }


def _open(folder: Path) -> Any:
    return opened(
        load(
            store=StoreSettings(url=f"sqlite:///{folder}/x.db", archive=folder / "archive"),
            crawl=CrawlSettings(allow_networks=("127.0.0.0/8",), host_delay_seconds=0),
            reports=ReportSettings(folder=folder / "report"),
        )
    )


def _night(house: House, shop: Shop, on: date) -> dict[str, Any]:
    house.store.add_sources([Source("heron", shop.url)], on=on)
    return line(run_night(house, on).tally)


BROKEN: dict[str, tuple[dict[str, Answer], str]] = {
    "the sheet fails": ({"/api/pricing": (500, "text/plain", b"oops")}, "unreachable"),
    "an error in an envelope": (
        {"/api/pricing": as_json({"success": False, "message": "系统繁忙"})},
        "drifted",
    ),
    "a log-in": ({"/api/pricing": as_json({"success": False, "message": "x"}, 401)}, "blocked"),
    "an emptied shelf": (
        {"/api/pricing": as_json({"success": True, "data": [], "group_ratio": {}})},
        "drifted",
    ),
    "not JSON": ({"/api/pricing": (200, "application/json", b"{oops")}, "drifted"),
    "robots.txt fails": ({"/robots.txt": (503, "text/plain", b"")}, "denied"),
}


@pytest.mark.parametrize(("change", "outcome"), BROKEN.values(), ids=BROKEN)
def test_a_failing_source_loses_nothing_and_spoils_the_night(
    tmp_path: Path, change: dict[str, Answer], outcome: str
) -> None:
    with serve(_shop()) as shop, _open(tmp_path) as house:
        good = _night(house, shop, FIRST)
        shop.answers |= change
        bad = _night(house, shop, SECOND)

        assert (good["outcome"], good["offers"]["new"]) == ("ok", 2)
        assert bad["outcome"] == "failed"
        assert bad["sources"][outcome] == 1
        assert bad["offers"]["withdrawn"] == 0
        assert len(list(house.store.offers_on(SECOND))) == 2


def test_the_same_prices_are_an_unchanged_night(tmp_path: Path) -> None:
    with serve(_shop()) as shop, _open(tmp_path) as house:
        _night(house, shop, FIRST)
        again = _night(house, shop, SECOND)

        assert again["outcome"] == "ok"
        assert again["sources"]["unchanged"] == 1
        assert again["offers"] == {"new": 0, "changed": 0, "unchanged": 2, "withdrawn": 0}


def test_a_night_without_sources_is_nothing_due(tmp_path: Path) -> None:
    with _open(tmp_path) as house:
        ended = run_night(house, FIRST)

        assert (ended.ending, ended.report) == ("nothing_due", None)
