"""A search is asked a few queries a night; what it finds are candidates, and nothing of its own."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import orjson
import pytest
from loopback import as_page, serve

from market.frontier import USUAL
from market.queries import asked_on, shipped
from market.types import Outcome, Source, SourceKind
from monitor.house import House, opened
from monitor.nightly import run_night
from monitor.settings import CrawlSettings, ReportSettings, Settings, StoreSettings, load
from monitor.sources_file import read_sources
from storage.views import SourceState

FIRST = date(2026, 7, 1)
QUERIES = tuple(f"query {n} 中转&more" for n in range(10))


def _settings(folder: Path) -> Settings:
    return load(
        store=StoreSettings(url=f"sqlite:///{folder}/x.db", archive=folder / "archive"),
        crawl=CrawlSettings(allow_networks=("127.0.0.0/8",), host_delay_seconds=0, browser=False),
        reports=ReportSettings(folder=folder / "report"),
    )


def _thread(text: str) -> str:
    post = {"id": 1, "post_number": 1, "username": "otter", "cooked": f"<p>{text}</p>"}
    return orjson.dumps({"title": "claude 中转", "post_stream": {"posts": [post]}}).decode()


def _answers(shop: object, body: str) -> None:
    shop.answers["/search.json"] = as_page(body, "application/json")  # type: ignore[attr-defined]


def _source(url: str, *queries: str) -> Source:
    return Source(
        "hunt", f"{url}search.json?q={{query}}", SourceKind.SEARCH, "discourse", "1d", queries
    )


def _state(house: House) -> SourceState:
    return next(one for one in house.store.sources() if one.source.name == "hunt")


def test_a_search_asks_its_ration_and_leads_to_candidates(tmp_path: Path) -> None:
    """Each query spelt for an address; whoever the answers name waits for a visit."""
    with serve({}) as shop, opened(_settings(tmp_path)) as house:
        _answers(shop, _thread("0.5R 一刀 https://otter.example/?aff=EX1 tg: @otter_example"))
        house.store.add_sources([_source(shop.url, *QUERIES)], on=FIRST)
        tally = run_night(house, FIRST).tally

        asked = [parse_qs(path.partition("?")[2])["q"][0] for path in shop.asked if "?" in path]
        assert tuple(asked) == asked_on(QUERIES, FIRST, USUAL.queries)
        assert tally.sources.read == 1
        assert tally.channels_new == 0
        candidates = {one.key for one in house.store.channels("candidate")}
        assert {"otter.example", "telegram:@otter_example"} <= candidates
        assert list(house.store.offers_on(FIRST)) == []


def test_the_list_is_gone_through_night_by_night(tmp_path: Path) -> None:
    """And an empty answer is an answer: the source stays healthy, whatever it found before."""
    with serve({}) as shop, opened(_settings(tmp_path)) as house:
        house.store.add_sources([_source(shop.url, *QUERIES)], on=FIRST)
        for night in range(3):
            full = _thread("0.5R 一刀 https://otter.example/")
            empty = orjson.dumps({"topic_list": {"topics": []}}).decode()
            _answers(shop, empty if night else full)
            run_night(house, FIRST + timedelta(days=night))

            state = _state(house)
            assert (state.last_outcome, state.failures) == (Outcome.READ, 0)

        asked = {parse_qs(path.partition("?")[2])["q"][0] for path in shop.asked if "?" in path}
        assert asked == set(QUERIES)


@pytest.mark.parametrize(("status", "outcome"), [(403, Outcome.BLOCKED), (429, Outcome.BLOCKED)])
def test_a_search_that_is_refused_has_failed(tmp_path: Path, status: int, outcome: Outcome) -> None:
    """It is not asked the rest of its queries."""
    with serve({}) as shop, opened(_settings(tmp_path)) as house:
        shop.answers["/search.json"] = as_page("{}", "application/json", status)
        house.store.add_sources([_source(shop.url, *QUERIES)], on=FIRST)
        run_night(house, FIRST)

        state = _state(house)
        assert (state.last_outcome, state.failures) == (outcome, 1)
        assert len([path for path in shop.asked if "?" in path]) == 1


FILES = [
    ('queries = "relay"', ("@relay",)),
    ('queries = ["codex 倍率", "@accounts"]', ("codex 倍率", "@accounts")),
]


@pytest.mark.parametrize(("line", "queries"), FILES)
def test_a_list_of_sources_names_what_a_search_is_asked(
    tmp_path: Path, line: str, queries: tuple[str, ...]
) -> None:
    """A shipped list by its name, or queries of one's own."""
    file = tmp_path / "sources.toml"
    head = '[[source]]\nname = "hunt"\nkind = "search"\nurl = "https://forum.example/?q={query}"\n'
    file.write_text(head + line)

    (source,) = read_sources(file)

    assert source.queries == queries


@pytest.mark.parametrize(
    ("kind", "url", "line", "said"),
    [
        (
            "search",
            "https://forum.example/?q={query}",
            'queries = "nobody"',
            "accounts, relay|relay",
        ),
        ("search", "https://forum.example/?q=x", 'queries = "relay"', "go together"),
        ("search", "https://forum.example/?q={query}", "", "go together"),
        ("forum", "https://forum.example/?q={query}", 'queries = "relay"', "only a search"),
        ("search", "https://forum.example/?q={query}", "queries = [1]", "list of texts"),
        ("search", "https://forum.example/?q={query}", "queries = 1", "list of texts"),
        ("search", "https://forum.example/?q={query}", 'queries = [" "]', "empty query"),
    ],
)
def test_what_is_wrong_with_queries_is_named(
    tmp_path: Path, kind: str, url: str, line: str, said: str
) -> None:
    """Before anything is stored."""
    file = tmp_path / "sources.toml"
    file.write_text(f'[[source]]\nname = "hunt"\nkind = "{kind}"\nurl = "{url}"\n{line}\n')

    with pytest.raises(ValueError, match=said):
        read_sources(file)


def test_sources_take_and_show_queries(run: object, empty: object) -> None:
    """On the command line as in a file."""
    config = ["--config", empty.config]  # type: ignore[attr-defined]
    added = run(  # type: ignore[operator]
        *("sources", "add", "hunt", "https://forum.example/search.json?q={query}"),
        *("--kind", "search", "--queries", "@relay", "--queries", "otter"),
        *config,
    )
    assert added.status == 0, added.err

    listed = run("sources", "list", "--json", *config).json()  # type: ignore[operator]
    assert listed[0]["source"]["queries"] == ["@relay", "otter"]
    assert "@relay" in run("sources", "list", *config).out  # type: ignore[operator]
    due = run("nightly", "--dry-run", "--json", "--on", "2026-07-01", *config).json()  # type: ignore[operator]
    assert due[0]["queries"] == list(asked_on((*shipped("relay"), "otter"), FIRST, USUAL.queries))
