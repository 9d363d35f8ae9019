"""The page as a whole: alone, safe, legible to machines, and the same every time."""

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from invented_memory import FIRST, LAST, RUN, InventedMemory, compare, sample

from market.judgement import EvidenceRef
from market.types import Unit
from reports.collect import collect
from reports.html import page

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}\u202eevil\u200b&amp;"


def _page(memory: InventedMemory) -> str:
    return page(collect(memory, compare, LAST, RUN))


@pytest.fixture(scope="module")
def document() -> str:
    return _page(sample())


@pytest.fixture(scope="module")
def soup(document: str) -> BeautifulSoup:
    """The page without the places where a host name may fold."""
    return BeautifulSoup(document.replace("<wbr>", ""), "html.parser")


def _hostile() -> InventedMemory:
    """Every place where a stranger's words can stand says the worst."""
    memory = sample()
    until = date(2026, 7, 12)
    for paid, start, end in (("0.9", FIRST, until), ("0.3", until, None)):
        memory.sells(
            HOSTILE, "anthropic", "claude-opus-4-5", Unit.INPUT, paid, start=start, end=end,
            listed_as=HOSTILE, group=HOSTILE, supply=HOSTILE,
        )  # fmt: skip
    memory.sells(HOSTILE, HOSTILE, HOSTILE, Unit.INPUT, "1")
    memory.knows(HOSTILE)
    memory.meets(HOSTILE, HOSTILE, HOSTILE, 3)
    bad = EvidenceRef(f"javascript://{HOSTILE}", HOSTILE, HOSTILE, HOSTILE, LAST)
    memory.raised = [
        replace(alert, title=HOSTILE, reason=HOSTILE, evidence=(bad,)) for alert in memory.raised
    ]
    memory.handed = [replace(lead, name=HOSTILE, channel=HOSTILE) for lead in memory.handed]
    memory.troubles = [
        replace(each, source=HOSTILE, issue=replace(each.issue, message=HOSTILE, code=HOSTILE))
        for each in memory.troubles
    ]
    return memory


def test_the_page_asks_the_network_for_nothing(soup: BeautifulSoup) -> None:
    loading = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
    found = [
        (tag.name, name, value)
        for tag in soup.find_all(True)
        for name, value in tag.attrs.items()
        if name in loading or (name in {"href", "xlink:href"} and not str(value).startswith("#"))
    ]

    assert found == []
    assert not soup.find_all(["link", "iframe", "object", "embed", "img", "base", "form"])


def test_styles_and_script_fetch_nothing_either(soup: BeautifulSoup) -> None:
    inside = "".join(tag.get_text() for tag in soup.find_all(["style", "script"]))

    assert not re.search(r"url\(|@import|https?:|fetch|XMLHttp|import\(", inside)


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


def test_no_address_of_a_seller_is_a_link_or_reads_like_one(
    document: str, soup: BeautifulSoup
) -> None:
    assert all(str(link["href"]).startswith("#") for link in soup.find_all("a"))
    assert "hxxps://stations[.]example/list?page=2" in document
    assert "https://" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", document)


def test_what_sellers_write_stays_text() -> None:
    hostile = _page(_hostile())
    soup = BeautifulSoup(hostile, "html.parser")

    assert len(soup.find_all("script")) == 1
    assert not soup.find_all("img")
    assert not [tag for tag in soup.find_all(True) if any(a.startswith("on") for a in tag.attrs)]
    assert "{{7*7}}" in soup.get_text()
    assert "49⟨" not in hostile
    assert "⟨U+202E⟩evil" in hostile
    assert not set("\u202e\u200b") & set(hostile)


def test_hostile_names_reach_every_table() -> None:
    """The test above is only worth something if the words really stand everywhere."""
    found = BeautifulSoup(_page(_hostile()), "html.parser")
    sections = {
        str(section["id"])
        for section in found.find_all("section")
        if "⟨U+202E⟩" in section.get_text()
    }

    assert sections >= {"alerts", "new", "moves", "cheapest", "channels", "night", "quality"}


def test_the_same_memory_gives_the_same_bytes(document: str) -> None:
    assert _page(sample()) == document


def test_no_wall_clock_enters(document: str) -> None:
    assert not re.search(r"\d\d:\d\d:\d\d|dc:date|matplotlib v", document)


def test_landmarks_headings_and_tables_speak_to_a_screen_reader(soup: BeautifulSoup) -> None:
    assert [len(soup.find_all(name)) for name in ("main", "header", "nav", "footer", "h1")] == [
        1
    ] * 5
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    for section in soup.find_all("section"):
        assert soup.find(id=section["aria-labelledby"]) is not None
    for table in soup.find_all("table"):
        assert table.find("caption") is not None
        assert all(head["scope"] in {"col", "row"} for head in table.find_all("th"))
    for region in soup.find_all(attrs={"role": "region"}):
        assert region["tabindex"] == "0"
        assert region["aria-label"]


def test_charts_have_a_title_a_description_and_their_numbers(soup: BeautifulSoup) -> None:
    charts = soup.select("figure svg")

    assert len(charts) == 4
    for chart in charts:
        title, description = str(chart["aria-labelledby"]).split()
        assert "share of list by night" in chart.find(id=title).get_text()
        assert len(chart.find(id=description).get_text()) > 20
    assert len(soup.select("figure details table")) == 4


def test_ids_are_unique_and_every_reference_is_answered(soup: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    targets = re.findall(r'(?:href="|url\()#([^")]+)', str(soup))

    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_three_operators_show_dots_and_two_show_nothing(soup: BeautifulSoup) -> None:
    section = soup.find(id="discounts").get_text(" ", strip=True)

    assert re.search(r"xAI relay API too few all within 1\.2% – 9\.1%", section)
    assert "Too few to say: Anthropic subscriptions (2), DeepSeek relay API (2)." in section


def test_channels_of_a_source_read_for_the_first_time_are_not_news(soup: BeautifulSoup) -> None:
    captions = [table.caption.get_text() for table in soup.select("#new table")]
    rows = [table.tbody.get_text(" ", strip=True) for table in soup.select("#new table")]

    assert captions[0].startswith("Seen for the first time tonight")
    assert captions[1].startswith("On the six nights before")
    assert captions[2].startswith("Came with new sources")
    assert "cardhouse.example" in rows[0]
    assert "fresh.example" not in rows[0]
    assert "qingyun.example" in rows[1]
    assert "fresh.example" in rows[2]


def test_a_price_under_the_floor_and_one_not_read_tonight_are_marked(soup: BeautifulSoup) -> None:
    rows = [row.get_text(" ", strip=True) for row in soup.select("#cheapest tbody tr")]

    assert [row for row in rows if "under the floor" in row] == [
        row for row in rows if "maxpool.example" in row and "1.2%" in row
    ]
    assert all(("not read tonight" in row) is ("kedou.example" in row) for row in rows)


def test_open_leads_stand_by_score_and_tonights_are_marked() -> None:
    """Ten at most besides tonight's; a decided one no longer stands."""
    memory = sample()
    (lead,) = memory.handed
    before = date(2026, 7, 10)
    memory.handed += [
        replace(lead, id=f"o{n}", channel=f"o{n}.example", name="", score=90 - n,
                opened_on=before, updated_on=before, status="done" if n == 0 else "unread")
        for n in range(12)
    ]  # fmt: skip
    soup = BeautifulSoup(_page(memory).replace("<wbr>", ""), "html.parser")
    rows = [row.th.get_text(" ", strip=True) for row in soup.select("#alerts tbody tr")]

    assert rows == [*(f"o{n}.example" for n in range(1, 11)), "小铺 xiaopu.example new tonight"]
    assert "12 open leads, 1 opened or updated tonight" in soup.find(id="alerts").get_text()
    assert "9f9f9f9f9f9f" in soup.select("#alerts table")[0].get_text()


def test_alerts_of_the_week_are_counted(soup: BeautifulSoup) -> None:
    assert "In the last seven nights: 1 × new channel, 1 × price drop." in soup.get_text()


def test_several_providers_are_said_in_words(soup: BeautifulSoup) -> None:
    memory = sample()
    for shop in ("hupo", "kedou", "lantern"):
        memory.sells(f"{shop}.example", "multiple", "", Unit.USD_CREDIT, "0.5")
    text = BeautifulSoup(_page(memory), "html.parser").find(id="channels").get_text()

    assert "several or unnamed" in text
    assert "multiple" not in text


def test_contacts_are_counted_and_never_named(document: str) -> None:
    assert "@invented" not in document


def test_an_empty_store_gives_an_honest_page() -> None:
    """The very first night, when nothing is known yet, must not fail."""
    text = BeautifulSoup(_page(InventedMemory()), "html.parser").get_text(" ", strip=True)

    assert "Nothing on offer was read; 0 channels known." in text
    assert "No alert was raised tonight." in text
    assert "None" not in text
