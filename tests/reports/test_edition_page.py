"""The trend report as a whole: alone, safe, honest about what is too little, always the same."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from invented_history import START, InventedHistory, season

from market.trends.cells import Cell
from reports.edition.collect import collect
from reports.edition.page import page
from reports.edition.span import Kind, span_of
from reports.edition.splits import split

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}\u202eevil\u200b&amp;"


def edition(memory: InventedHistory, kind: Kind = "week", beside: str = "") -> str:
    """The page of the invented market."""
    return page(collect(memory, memory.on, span_of(kind, memory.on)), beside)


@pytest.fixture(scope="module")
def memory() -> InventedHistory:
    return season(30)


@pytest.fixture(scope="module")
def document(memory: InventedHistory) -> str:
    return edition(memory, beside="2026-08-03.html")


@pytest.fixture(scope="module")
def soup(document: str) -> BeautifulSoup:
    return BeautifulSoup(document.replace("<wbr>", ""), "html.parser")


@pytest.fixture(scope="module")
def young() -> BeautifulSoup:
    """The page of a market two weeks old."""
    return BeautifulSoup(edition(season(2)), "html.parser")


def _hostile() -> InventedHistory:
    memory = season(9)
    worst = {"channel": HOSTILE, "operator": HOSTILE, "currency": HOSTILE}
    last = max(one.period for one in memory.seen)
    memory.seen = [
        replace(one, **worst) if one.channel == "ant-02.example" else one for one in memory.seen
    ]
    memory.seen = [
        replace(one, log_ratio=one.log_ratio - 1)
        if one.channel == HOSTILE and one.period == last
        else one
        for one in memory.seen
    ]
    cell = Cell("relay_api", "tokens", HOSTILE, HOSTILE, HOSTILE)
    memory.told[1] += [
        replace(one, cell=replace(cell, tier=tier, supply=supply))
        for one in memory.told[1]
        if one.cell == Cell("relay_api", "tokens", "anthropic")
        for tier, supply in (("*", "*"), (HOSTILE, "*"), ("*", HOSTILE))
    ]
    memory.known_vintages = [replace(memory.known_vintages[0], reason=HOSTILE, method=HOSTILE)]
    memory.states = [
        replace(state, source=replace(state.source, name=HOSTILE)) for state in memory.states[:1]
    ]
    memory.failed = {on: {HOSTILE: next(iter(told.values()))} for on, told in memory.failed.items()}
    return memory


def test_the_page_asks_the_network_for_nothing(soup: BeautifulSoup) -> None:
    loading = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
    found = [
        (tag.name, name, value)
        for tag in soup.find_all(True)
        for name, value in tag.attrs.items()
        if name in loading or (name in {"href", "xlink:href"} and not str(value).startswith("#"))
    ]

    assert found == [("a", "href", "2026-08-03.html")]
    assert not soup.find_all(["link", "iframe", "object", "embed", "img", "base", "form"])


def test_the_policy_names_the_one_style_and_the_one_script_by_hash(soup: BeautifulSoup) -> None:
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)

    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; "
        r"base-uri 'none'; form-action 'none'",
        str(policy["content"]),
    )
    assert len(soup.find_all("style")) == len(soup.find_all("script")) == 1
    assert not soup.find_all(style=True)


def test_what_sellers_write_stays_text() -> None:
    hostile = edition(_hostile())
    soup = BeautifulSoup(hostile, "html.parser")

    assert len(soup.find_all("script")) == 1
    assert not soup.find_all("img")
    assert not [tag for tag in soup.find_all(True) if any(a.startswith("on") for a in tag.attrs)]
    assert not set("\u202e\u200b") & set(hostile)
    assert "49⟨" not in hostile
    told = {str(s["id"]) for s in soup.find_all("section") if "⟨U+202E⟩" in s.get_text()}
    assert told >= {"changes", "charts", "supply", "cells", "quality"}


def test_the_same_memory_gives_the_same_bytes(document: str) -> None:
    assert edition(season(30), beside="2026-08-03.html") == document


def test_no_wall_clock_enters(document: str) -> None:
    assert not re.search(r"\d\d:\d\d:\d\d|dc:date|matplotlib v", document)


def test_landmarks_headings_and_tables_speak_to_a_screen_reader(soup: BeautifulSoup) -> None:
    names = ("main", "header", "nav", "footer", "h1")
    assert [len(soup.find_all(name)) for name in names] == [1] * 5
    for section in soup.find_all("section"):
        assert soup.find(id=section["aria-labelledby"]) is not None
    for table in soup.find_all("table"):
        assert table.find("caption") is not None
        assert all(head["scope"] in {"col", "row"} for head in table.find_all("th"))
    for region in soup.find_all(attrs={"role": "region"}):
        assert region["tabindex"] == "0"
        assert region["aria-label"]


def test_ids_are_unique_and_every_reference_is_answered(soup: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    targets = re.findall(r'(?:href="|url\()#([^")]+)', str(soup))

    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_the_title_says_that_offers_are_as_claimed(soup: BeautifulSoup) -> None:
    assert soup.title is not None
    assert "offers as claimed" in soup.title.get_text()
    assert "offers as claimed" in soup.h1.get_text()
    assert len(soup.select("figcaption p")) == len(soup.select("figure"))
    assert {told.get_text() for told in soup.select("figcaption p")} == {
        "Advertised offers on public pages seen by us; not transactions."
    }


def test_every_market_is_told_with_its_interval_and_whose_doing_its_change_was(
    soup: BeautifulSoup,
) -> None:
    told = soup.find(id="summary").get_text(" ", strip=True)

    assert re.search(
        r"Relay API: on average [\d.]+% of the official price is asked "
        r"\(95% interval [\d.]+% to [\d.]+%, \d+ operators\)\. "
        r"Like for like, that share fell by [\d.]+% over 4 weeks "
        r"\(95% interval −[\d.]+% to −[\d.]+%, \d+ matched operators\); all by the sellers\.",
        told,
    )
    assert "Too few operators to say anything: API keys (2)." in told


def test_what_moved_everybody_is_marked_on_the_charts(soup: BeautifulSoup) -> None:
    (openai,) = [f for f in soup.select("figure") if f.h3.get_text() == "OpenAI relay API"]
    marks = [mark.get_text(" ", strip=True) for mark in openai.select(".marks li")]

    assert any(
        re.match(r"L 2026-03-23: list prices −18\.1% for (\d+) of \1 offers", m) for m in marks
    )
    assert "FX 2026-05-04: CNY per US dollar +3.6%" in marks
    assert "P 2026-05-20: program and parsers 0.1.0 → 0.2.0" in marks


def test_a_gap_stays_a_gap(memory: InventedHistory) -> None:
    """Nobody read Google's sellers for two weeks: neither a number nor a line across."""
    made = collect(memory, memory.on, span_of("week", memory.on))
    (google,) = [one for one in made.providers if one.cell.provider == "google"]

    silent = [p.told for p in google.points if p is None or not p.dots]
    assert [one.period for one in silent] == [date(2026, 4, 13), date(2026, 4, 20)]
    assert {one.level.median for one in silent} == {None}


def test_a_change_is_told_over_the_weeks_it_reaches_across() -> None:
    """Four periods before the newest lie five weeks back, where one was silent."""
    memory = season(14, silent=(11,))
    made = collect(memory, memory.on, span_of("week", memory.on))
    (relay,) = [one for one in made.markets if one.cell.access == "relay_api"]

    found = split(relay, made.rhythm)

    assert relay.last is not None
    assert found is not None
    assert found.parts.total == pytest.approx(relay.last.told.change.log)
    assert any("over 5 weeks" in line for line in made.summary)
    low, high = relay.last.told.ribbon
    assert low < relay.last.index < high


def test_weeks_in_which_nothing_was_read_are_named_before_any_number(
    memory: InventedHistory,
) -> None:
    holed = season(14, silent=(11,))
    made = collect(holed, holed.on, span_of("week", holed.on))
    later = memory.on + timedelta(days=14)
    stale = collect(memory, later, span_of("week", later))
    whole = collect(memory, memory.on, span_of("week", memory.on))

    missed = START + timedelta(weeks=11)
    assert made.summary[0].startswith(f"Nothing was read in the week of {missed}: a gap of ours")
    assert stale.summary[0].startswith("Nothing was read for 2 weeks, since the week of ")
    assert not any(line.startswith("Nothing was read") for line in whole.summary)


def test_below_the_minimum_no_average_is_told(soup: BeautifulSoup) -> None:
    rows = [row.get_text(" ", strip=True) for row in soup.select("#cells tbody tr")]
    (deepseek,) = [row for row in rows if row.startswith("DeepSeek relay API all all")]

    assert re.fullmatch(
        r"DeepSeek relay API all all [34] [\d.]+% – [\d.]+% lowest to highest", deepseek
    )


def test_two_weeks_say_how_many_are_missing(young: BeautifulSoup) -> None:
    told = young.get_text(" ", strip=True)

    assert "The series is 2 weeks old; an index takes 8, so 6 weeks are missing" in told
    assert "an index begins with the 8th week, 6 weeks on" in told
    assert "None" not in told


def test_a_month_is_told_of_the_same_memory(memory: InventedHistory) -> None:
    monthly = edition(memory, "month")

    assert "August 2026" in monthly
    assert "The biggest moves over four weeks" in monthly


def test_an_empty_store_gives_an_honest_page() -> None:
    told = BeautifulSoup(edition(InventedHistory()), "html.parser").get_text(" ", strip=True)

    assert "Nothing was published yet" in told
    assert "None" not in told


def test_what_the_numbers_rest_on_is_told(soup: BeautifulSoup) -> None:
    told = soup.find(id="quality").get_text(" ", strip=True)

    assert re.search(r"nothing of where their supply comes from: relay API [\d.]+%,", told)
    assert re.search(r"time-product dummy beside it: relay API −[\d.]+% beside −[\d.]+%", told)
    assert "Anthropic relay API 2026 25% mean number of active operators" in told
    assert re.search(r"closed\.example \d+ \d+ 2026-\d\d-\d\d denied", told)


def test_a_big_market_is_a_dozen_charts_and_the_rest_a_table() -> None:
    memory = season(8)
    memory.told[1] = [
        replace(one, cell=replace(one.cell, provider=f"{one.cell.provider}{n}"))
        for one in memory.told[1]
        for n in range(12)
    ]
    document = edition(memory)
    soup = BeautifulSoup(document, "html.parser")

    assert len({str(one.cell) for one in memory.told[1]}) > 500
    assert len(soup.select("figure")) <= 12
    assert "Not drawn, but in the table of all cells" in soup.find(id="charts").get_text()
    assert len(document) < 2_000_000
