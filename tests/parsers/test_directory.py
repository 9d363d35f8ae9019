"""What is a list of stations and what only looks like one; how long lists and odd rows end."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from itertools import count

import pytest
from growth import growth
from pages import page

from market.claims import Multiplier
from parsers.families import strong_owner
from parsers.read import read_visit
from parsers.sites.directory import Directory
from parsers.sites.directory.cells import MOST_ROWS, bare_name
from parsers.sites.directory.columns import Kind, columns

LISTS = "https://bird-lists.example/"
APPS = "".join(
    f'<div class="card"><h3>{name}</h3><p>支持 Claude 与 GPT 中转接口</p>'
    f'<a href="https://{name}.example/">打开</a></div>'
    for name in ("heronchat", "snipebox", "plovercode", "knotdesk")
)
LINES = "".join(
    f'<li><a href="https://{name}.turnstone.example/">{name} 线路</a> 倍率 0.5x</li>'
    for name in ("hk", "us", "jp", "sg")
)
FRIENDS = "".join(
    f'<li><a href="https://{name}.example/">{name} 中转 0.5x</a></li>'
    for name in ("godwit", "whimbrel", "redshank")
)
TABLE = "<table><tr><th>名称</th><th>链接</th></tr>{}</table>"
NAMED = "".join(
    f'<tr><td>{name}</td><td><a href="https://{name}.example/">去</a></td></tr>'
    for name in ("godwit", "whimbrel", "redshank")
)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Claude 中转 API</h1>{APPS}",
        f"<h1>Claude 中转 API</h1><ul>{LINES}</ul>",
        f"<h1>Claude 中转 API 0.5x</h1><h2>友情链接</h2><ul>{FRIENDS}</ul>",
        f"<h1>Claude 中转 API 0.5x</h1><footer><ul>{FRIENDS}</ul></footer>",
        f'<h1>Claude 中转 API 0.5x</h1><ul class="flink-list">{FRIENDS}</ul>',
        f"<h1>Claude 中转 API</h1><h3>合作伙伴</h3>{TABLE.format(NAMED)}",
        (
            "<table><tr><th>Model</th><th>Rate</th></tr><tr><td>Opus</td><td>0.5</td></tr>"
            "<tr><td>Sonnet</td><td>0.6</td></tr></table>"
        ),
        (
            "# Claude 中转 0.5x\n\n## Partners\n\n- [A](https://a.example/) 0.5x\n"
            "- [B](https://b.example/) 0.6x\n"
        ),
        (
            "# Birds\n\n- [Godwits](https://godwit.example/) 3x a year\n"
            "- [Knots](https://knot.example/) 2x a year\n"
        ),
        '{"opus": {"name": "Opus", "rate": 0.5}, "sonnet": {"name": "Sonnet", "rate": 0.6}}',
        '{"a": 1}\n{"b": 2}\n',
    ],
)
def test_what_leads_elsewhere_is_not_yet_a_directory(body: str) -> None:
    """Apps of a relay, its own lines, friends' links, one shop's prices, lists of other things."""
    assert not Directory().owns(page(body, "https://turnstone.example/"))


def test_a_list_too_long_is_read_as_far_as_we_read_and_says_so() -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["name", "rate", "url"])
    writer.writerows([f"Bird {n}", "0.5", f"https://bird-{n}.example/"] for n in range(100_000))
    listings = list(Directory().listings(page(written.getvalue(), LISTS)))
    codes = [issue.code for one in listings for issue in one.issues]

    assert len(listings) == MOST_ROWS + 1
    assert codes == ["too_long"]


def test_a_list_of_exactly_as_many_rows_is_whole() -> None:
    rows = [{"name": f"Bird {n}", "url": f"https://bird-{n}.example/"} for n in range(MOST_ROWS)]
    listings = list(Directory().listings(page(rows, LISTS)))

    assert len(listings) == MOST_ROWS
    assert not any(one.issues for one in listings)


def _boxes(many: int) -> str:
    box = '<div><h3>B{0}</h3><p>倍率 0.5x</p><a href="https://b{0}.example/">x</a></div>'
    return "<p>Claude 中转</p><main>" + "".join(box.format(n) for n in range(many)) + "</main>"


def _items(many: int) -> str:
    return "# Claude 中转\n" + "".join(f"- [B](https://b{n}.example/) 0.5x\n" for n in range(many))


def _nested(many: int) -> str:
    opened = "".join(f'<div><a href="https://b{n}.example/">x</a>' for n in range(many))
    return "<p>Claude 中转</p>" + opened


@pytest.mark.parametrize("build", [_boxes, _items, _nested])
def test_time_grows_with_the_page(build: Callable[[int], str]) -> None:
    """Boxes, items and links within links cost what their number says."""
    calls = count()  # no two bodies alike, or the second were remembered

    def cost_of(size: int) -> object:
        return Directory().owns(page(f"{build(size)} {next(calls)}", LISTS))

    assert growth(cost_of, 1_000, 4) < 10


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("🥇 河乌 API ⭐", "河乌 API"),
        ("🔥岩鹨", "岩鹨"),
        ("• Heron ✨️", "Heron"),
        ("~~Old~~", "Old"),
        ("🐦", "🐦"),
        ("API (new)", "API (new)"),
    ],
)
def test_a_name_is_bare_of_marks(shown: str, name: str) -> None:
    """Marks come and go; what is called by nothing else keeps its mark."""
    assert bare_name(shown) == name


def test_columns_of_plans_are_rates_only_where_rates_are_spoken_of() -> None:
    told = [each.kind for each in columns(("站点", "Plus", "Pro", "倍率"))]
    alone = [each.kind for each in columns(("站点", "Plus", "Pro"))]

    assert told == [Kind.NAME, Kind.RATE, Kind.RATE, Kind.RATE]
    assert alone == [Kind.NAME, Kind.WORDS, Kind.WORDS]


@pytest.mark.parametrize(
    "title",
    ["uptime_30d", "ratingCount", "用户评分", "在线率", "响应时间", "votes", "latency_ms", "图标"],
)
def test_what_changes_by_itself_is_ignored_by_name(title: str) -> None:
    assert columns((title,))[0].kind is Kind.VOLATILE


def test_a_row_without_a_site_keeps_its_key_by_its_name() -> None:
    """The directory's own page about a station is neither its site nor its seller's address."""
    rows = [{"station": f"⭐ {name}", "url": f"/station/{name}", "rate": 0.5} for name in "ab"]
    reading = read_visit([page(rows, LISTS)])

    assert [(one.key, one.seller and one.seller.url) for one in reading.listings] == [
        ("a", None),
        ("b", None),
    ]
    assert reading.mentions == ()


def test_a_rate_that_is_none_we_know_is_named() -> None:
    rows = [{"name": "a", "url": "https://a.example", "rate": "1:10"},
            {"name": "b", "url": "https://b.example", "rate": "ask"}]  # fmt: skip
    issues = read_visit([page(json.dumps(rows), LISTS)]).listings

    assert [[issue.code for issue in one.issues] for one in issues] == [["odd_rate"], []]


@pytest.mark.parametrize(
    ("shown", "multiplier"),
    [
        ("1.3599999999999999", "1.36"),
        ("1.1400000000000001", "1.14"),
        ("0.30000000000000004x", "0.3"),
        ("0.0000010000000000", "0.000001"),
        ("1e-06", "0.000001"),
        ("0.0412", "0.0412"),
    ],
)
def test_what_a_program_printed_of_a_float_is_the_number_it_meant(
    shown: str, multiplier: str
) -> None:
    rows = [{"name": name, "url": f"https://{name}.example", "rate": shown} for name in "ab"]
    listings = read_visit([page(json.dumps(rows), LISTS)]).listings
    found = [fact.value for one in listings for fact in one.facts]

    assert [one.value for one in found if isinstance(one, Multiplier)] == [Decimal(multiplier)] * 2


def test_a_directory_of_boxes_is_nobody_elses() -> None:
    body = "<h1>Claude 中转站</h1>" + _boxes(4)

    assert isinstance(strong_owner(page(body, LISTS)), Directory)
