"""Adapters say where to look: the bundled market, visited without knowing what is what."""

import tomllib
from pathlib import Path

import pytest

from crawler.plan import CrawlPlan, CrawlSettings
from crawler.run import crawl
from fixtures.market import NIGHTS, SOURCES, play
from market.types import Outcome
from market.visits import Visit, Visited


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Visited]:
    """Every source of the list, as if its family were not known."""
    sources = tomllib.loads(SOURCES.read_text("utf-8"))["source"]
    archive = str(tmp_path_factory.mktemp("archive"))
    with play(NIGHTS[0]) as market:
        settings = CrawlSettings(
            allow_networks=("127.0.0.0/8",),
            connect_to=(market.connect_to,),
            host_delay_seconds=0,
            browser=False,
        )
        visits = tuple(Visit(s["name"], s["name"], s["url"]) for s in sources)
        visited: list[Visited] = []
        crawl(CrawlPlan(visits, archive, "night", settings), visited.append)
    return {v.visit_id: v for v in visited}


def _paths(visited: Visited) -> list[str]:
    return [capture.evidence.url.partition(".example")[2] for capture in visited.captures]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("larch", ["/", "/api/status", "/api/pricing", "/api/notice"]),
        (
            "marten",  # whose menu has a home page of the seller's own
            ["/", "/api/status", "/api/pricing", "/api/notice", "/api/home_page_content"],
        ),
        # its shell holds its settings, and stands wherever nothing else does
        ("otterbank", ["/", "/api/v1/model-plaza", "/.well-known/ai-transit.json"]),
        (
            "harbor",
            ["/", "/api/status", "/api/available_model", "/api/user_group_map", "/api/notice"],
        ),
        ("station-list", ["/latest.csv"]),
    ],
)
def test_the_way_through_a_site(
    first_night: dict[str, Visited], name: str, paths: list[str]
) -> None:
    """Each entry page leads to what its family offers."""
    assert first_night[name].outcome is Outcome.READ
    assert _paths(first_night[name]) == paths


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("closed-door", Outcome.DENIED),
        ("busy-robots", Outcome.DENIED),
        ("gatekeeper", Outcome.BLOCKED),
        ("turnpike", Outcome.BLOCKED),
    ],
)
def test_closed_doors_stay_closed(
    first_night: dict[str, Visited], name: str, outcome: Outcome
) -> None:
    assert first_night[name].outcome is outcome


def test_a_site_that_moved_is_read_where_it_went(first_night: dict[str, Visited]) -> None:
    lark = first_night["lark"]

    assert lark.moved_to == "http://new-lark.example"
    assert "/api/pricing" in _paths(lark)


def test_what_needs_a_browser_says_so_where_none_may_run(first_night: dict[str, Visited]) -> None:
    assert first_night["glasshouse"].outcome is Outcome.UNREACHABLE
    assert [i.code for i in first_night["glasshouse"].issues] == ["browser_off"]


def test_a_known_family_is_asked_for_its_entry_at_once(tmp_path: Path) -> None:
    """And a family that moved is asked for the same at its new place."""
    with play(NIGHTS[0]) as market:
        settings = CrawlSettings(
            allow_networks=("127.0.0.0/8",),
            connect_to=(market.connect_to,),
            host_delay_seconds=0,
            browser=False,
        )
        names = {s["name"]: s["url"] for s in tomllib.loads(SOURCES.read_text("utf-8"))["source"]}
        visits = tuple(Visit(n, n, names[n], family="new_api") for n in ("larch", "lark"))
        visited: list[Visited] = []
        crawl(CrawlPlan(visits, str(tmp_path), "night", settings), visited.append)
    by_name = {v.visit_id: v for v in visited}

    assert _paths(by_name["larch"])[0] == "/api/status"
    assert "/api/pricing" in _paths(by_name["lark"])
    assert by_name["lark"].moved_to == "http://new-lark.example"
