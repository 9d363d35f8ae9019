"""What a page leads to, and by what it names it."""

import time

import pytest

from market.types import How, Identifier, Listing, Mention, Outcome
from parsers.mentions import from_listings
from parsers.outward import MOST_A_PAGE
from parsers.read import MOST_A_VISIT, read_visit
from tests.parsers.pages import page

SAID = [
    ('client = OpenAI(base_url="https://api.otter.example/v1", api_key=KEY)', How.CODE_SAMPLE),
    ("export OPENAI_BASE_URL=https://otter.example", How.CODE_SAMPLE),
    ("export ANTHROPIC_BASE_URL='https://otter.example/claude'", How.CODE_SAMPLE),
    ('"env": {"ANTHROPIC_BASE_URL": "https://otter.example"}', How.CODE_SAMPLE),
    ('baseURL: "https://otter.example"', How.CODE_SAMPLE),
    ("openai.api_base = 'https://otter.example'", How.CODE_SAMPLE),
    ("接口地址：https://otter.example", How.CODE_SAMPLE),
    ("curl -s -X POST https://otter.example/x -d '{}'", How.CODE_SAMPLE),
    ("POST https://otter.example/v1/chat/completions", How.CODE_SAMPLE),
    ("站长推荐 https://otter.example/v1", How.CODE_SAMPLE),
    ("卡密 https://shop.otter.example/item/4", How.SHOP),
    ("注册 https://otter.example/register?aff=EX1", How.AFFILIATE),
    ("注册 https://otter.example/i/EXAMPLE1", How.AFFILIATE),
    ("进群 https://t.me/otter_example", How.HANDLE),
    ("看看 https://otter.example/blog/1和别的", How.LINK),
]


@pytest.mark.parametrize(("text", "how"), SAID, ids=[text[:30] for text, _ in SAID])
def test_an_address_is_named_in_one_way(text: str, how: How) -> None:
    """By its setting, its label, its path."""
    (found,) = from_listings([Listing("1", "", text)])

    assert found.how == how
    assert "和" not in found.target


def test_contact_lines_without_a_picture_are_handles() -> None:
    """加Q群, tg: … and a bare host in prose."""
    listing = read_visit([_html("<p>GPT 账号 9.9元 出售 加Q群 000000001 tg: @otter_example</p>")])
    targets = {one.target: one.how for one in listing.mentions}

    assert targets["qq_group:000000001"] == How.HANDLE
    assert targets["telegram:@otter_example"] == How.HANDLE


def _html(body: str, url: str = "https://blog.example/") -> object:
    return page(f"<html><head><title>x</title></head><body>{body}</body></html>", url)


def test_a_blog_that_sells_nothing_leads_to_its_friends_and_its_samples() -> None:
    """It is no channel; where it leads is told all the same."""
    body = """
      <p>今天写周报。<a href="/about">about</a> <a href="https://news.example/1">新闻</a></p>
      <pre>base_url = "https://api.heron.example/v1"</pre>
      <h3>友情链接</h3><ul><li><a href="https://otter.example/">水獭</a></li></ul>
      <h3>归档</h3><a href="https://magpie.example/">别的</a>
      <div class="flink-list"><a href="https://wren.example/?ref=77">Wren</a></div>
      <a href="https://github.com/openai/codex">codex</a><a href="javascript:void(0)">x</a>
    """
    reading = read_visit([_html(body)])  # type: ignore[list-item]
    named = {one.target: one.how for one in reading.mentions}

    assert reading.outcome is Outcome.NOT_RESALE
    assert named == {
        "https://api.heron.example/v1": How.CODE_SAMPLE,
        "https://news.example/1": How.LINK,
        "https://otter.example/": How.FRIEND_LINK,
        "https://magpie.example/": How.LINK,
        "https://wren.example/": How.AFFILIATE,
    }
    assert reading.identifiers == (Identifier("affiliate_code", "77", strong=False),)


@pytest.mark.parametrize(
    "word", ["Blogroll", "Партнёры", "Đối tác", "Parceiros", "リンク集", "مواقع صديقة"]
)
def test_friends_are_friends_in_other_languages(word: str) -> None:
    """The words are data."""
    reading = read_visit([_html(f"<h4>{word}</h4><a href='https://otter.example/'>o</a>")])  # type: ignore[list-item]

    assert [one.how for one in reading.mentions] == [How.FRIEND_LINK]


def test_a_maker_s_address_is_no_candidate_however_it_is_named() -> None:
    """First parties, clouds, localhost."""
    text = (
        "base_url='https://api.openai.com/v1' curl https://api.anthropic.com/v1/messages "
        "OPENAI_BASE_URL=http://localhost:3000/v1 https://github.com/ https://t.me/share/url?url=a"
    )

    assert read_visit([_html(f"<pre>{text}</pre>")]).mentions == ()  # type: ignore[list-item]


def test_a_link_farm_names_no_more_than_a_page_may() -> None:
    """And takes no longer than its bytes are worth; how many were left out is told."""
    links = "".join(f"<a href='https://farm{n}.example/'>buy api {n}</a>" for n in range(19_000))
    began = time.perf_counter()
    reading = read_visit([_html(links)])  # type: ignore[list-item]

    assert len(reading.mentions) == MOST_A_PAGE <= MOST_A_VISIT
    (issue,) = [one for one in reading.issues if one.code == "mentions_left_out"]
    assert issue.message.startswith("18500 more")
    assert time.perf_counter() - began < 30


def test_a_way_of_mentioning_nobody_knows_is_refused() -> None:
    """The vocabulary is closed."""
    with pytest.raises(ValueError, match="hearsay"):
        Mention("https://otter.example/", "hearsay")
