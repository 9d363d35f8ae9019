"""What is peculiar to each community: where its posts are, whose they are, how it refuses."""

import base64
import json
from pathlib import Path

import pytest
from pages import page

from crawler.route import guesses, onward
from fixtures.cases import cases
from market.types import Outcome, Page
from market.visits import Reading
from parsers.adapter import Adapter
from parsers.families import ADAPTERS, owner, strong_owner
from parsers.read import read_visit
from parsers.sites.discourse import Discourse
from parsers.sites.feed import AnyFeed
from parsers.sites.github import Github
from parsers.sites.reddit import Reddit
from parsers.sites.telegram import Telegram
from parsers.sites.v2ex import V2ex

BY_NAME = {f"{case.family}/{case.name}": case for case in cases()}
FORUM = "https://mill-forum.example"


def pages(name: str) -> tuple[Page, ...]:
    return BY_NAME[name].pages()


def read(name: str) -> Reading:
    return read_visit(pages(name))


def followed(adapter: Adapter, asked: Page) -> list[str]:
    return [link.url for link in adapter.follow(asked)]


def accounts(reading: Reading, platform: str) -> set[str]:
    sellers = {one.seller for one in reading.listings if one.seller}
    return {c.value for one in sellers for c in one.contacts if c.platform == platform}


HTML = '<html><head><meta name="generator" content="Discourse 3.6.0"></head><body></body></html>'
BEHIND = [
    ("/", "/latest.json"),
    ("/latest", "/latest.json"),
    ("/t/codex/2001", "/t/2001.json"),
    ("/t/codex/2001/5", "/t/2001.json"),
    ("/t/2001", "/t/2001.json"),
    ("/c/deals/10", "/c/deals/10.json"),
    ("/search?q=claude%20x", "/search.json?q=claude%20x"),
]


@pytest.mark.parametrize(("path", "json"), BEHIND)
def test_a_forum_s_html_leads_to_the_posts_behind_it(path: str, json: str) -> None:
    """Within one request of the page itself, without a guess."""
    asked = page(HTML, f"{FORUM}{path}")
    found = strong_owner(asked)

    assert found is ADAPTERS["discourse"]
    assert guesses(asked, found) == []
    assert [step.url for step in onward(asked, found, 0)] == [f"{FORUM}{json}"]


def test_html_without_the_posts_behind_it_is_no_healthy_visit() -> None:
    assert read_visit([page(HTML, f"{FORUM}/")]).outcome is Outcome.UNREACHABLE


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("not_logged_in", Outcome.BLOCKED),
        ("invalid_access", Outcome.BLOCKED),
        ("rate_limit", Outcome.BLOCKED),
        ("not_found", Outcome.DRIFTED),
    ],
)
def test_a_refusal_of_discourse_is_told_by_its_kind(kind: str, outcome: Outcome) -> None:
    answer = {"errors": ["No."], "error_type": kind}

    assert read_visit([page(answer, f"{FORUM}/latest.json")]).outcome is outcome


def test_a_search_leads_to_the_topics_that_offer_something() -> None:
    (asked,) = pages("discourse/search")

    assert followed(Discourse(), asked) == [f"{FORUM}/t/{number}.json" for number in (2001, 2007)]
    assert read("discourse/search").listings == ()


LATER = [
    ({"participants": [{"username": "a"}], "last_poster": {"username": "a"}}, [3, 4]),
    ({"participants": [{"username": "a"}, {"username": "b"}],
      "last_poster": {"username": "a"}}, [4]),
    ({"participants": [{"username": "a"}, {"username": "b"}],
      "last_poster": {"username": "b"}}, []),
    ({}, []),
]  # fmt: skip


@pytest.mark.parametrize(("details", "asked_for"), LATER)
def test_later_posts_are_asked_for_where_they_can_only_be_the_opener_s(
    details: dict[str, object], asked_for: list[int]
) -> None:
    posts = [{"id": n, "post_number": n, "username": "a", "cooked": "x"} for n in (1, 2)]
    told = {"id": 9, "title": "t", "post_stream": {"posts": posts, "stream": [1, 2, 3, 4]}}
    query = "&".join(f"post_ids[]={n}" for n in asked_for)

    assert followed(Discourse(), page(told | {"details": details}, f"{FORUM}/t/9.json")) == (
        [f"{FORUM}/t/9/posts.json?{query}"] if query else []
    )


def test_later_posts_are_bounded() -> None:
    posts = [{"id": 1, "post_number": 1, "username": "a", "cooked": "x"}]
    told = {
        "id": 9,
        "post_stream": {"posts": posts, "stream": list(range(1, 999))},
        "details": {"participants": [{"username": "a"}]},
    }
    (url,) = followed(Discourse(), page(told, f"{FORUM}/t/9.json"))

    assert url.count("post_ids[]") == 20


def test_a_later_post_of_another_is_dropped() -> None:
    """It came between the two requests: nobody knows whose thread he thinks it is."""
    found = read("discourse/opener_posts_last")

    assert [one.key for one in found.listings] == ["post:85001", "post:85004", "post:85025"]
    assert "reader24" not in repr(found)


def test_a_channel_s_older_messages_are_asked_for_once() -> None:
    newest, older = pages("telegram/paged_forwarded_and_answered")

    assert followed(Telegram(), newest) == [older.url]
    assert followed(Telegram(), older) == []


def test_what_a_channel_passes_on_is_its_own_advert_and_names_another() -> None:
    """Not where a person was the source, and not the message that is replied to."""
    found = read("telegram/paged_forwarded_and_answered")
    texts = {one.key: one.text for one in found.listings}

    assert {one.seller.name for one in found.listings if one.seller} == {"Knot Deals"}
    assert texts["post:324"] == "还有，Claude 0.85 倍率，¥1=$1"
    assert "telegram:@ruff_station_example" in {one.target for one in found.mentions}
    assert "https://knot-cards.example/buy/3" in {one.target for one in found.mentions}


@pytest.mark.parametrize(
    ("name", "code"),
    [("telegram/no_preview", "no_preview"), ("telegram/search_finds_nothing", "no_messages")],
)
def test_no_messages_are_no_error(name: str, code: str) -> None:
    found = read(name)

    assert found.outcome is Outcome.READ
    assert [i.code for one in found.listings for i in one.issues] == [code]


def test_a_person_s_contact_page_is_left_alone() -> None:
    assert "person" not in repr(read("telegram/no_preview")).lower()


def test_replies_to_two_topics_that_offer_something_are_asked_for() -> None:
    (asked,) = pages("v2ex/latest_topics")

    assert followed(V2ex(), asked) == [
        "https://v2-board.example/api/replies/show.json?topic_id=9101"
    ]


@pytest.mark.parametrize(
    ("name", "platform", "who"),
    [
        ("v2ex/topic_and_replies", "v2ex", {"heron_example", "wren_example"}),
        ("reddit/submission_and_comments", "reddit", {"finch_example", "marten_example"}),
        ("hacker_news/stories_and_comments", "hacker_news", {"kestrel_example", "quail_example"}),
        ("github/issue_and_comments", "github", {"godwit-example", "heron-example"}),
        ("feed/phpbb_front_page_and_atom", "forum", {"tern_example@sparrow-board.example"}),
        ("discourse/thread_with_buyers", "discourse", {"dotterel_example@mill-forum.example"}),
    ],
)
def test_an_account_names_its_seller(name: str, platform: str, who: set[str]) -> None:
    assert accounts(read(name), platform) == who


def test_who_has_money_wants_the_rest() -> None:
    """ "[H] PayPal [W] Claude" buys; "[H] Claude [W] PayPal" sells."""

    def told(title: str) -> Page:
        data = {"name": "t3_a", "author": "a", "title": title, "selftext": "$40 each"}
        children = [{"kind": "t3", "data": data}]
        return page({"kind": "Listing", "data": {"children": children}})

    assert len(accounts(read_visit([told("[H] Claude Max accounts [W] PayPal")]), "reddit")) == 1
    assert accounts(read_visit([told("[H] PayPal [W] Claude Max accounts")]), "reddit") == set()


@pytest.mark.parametrize("error", [401, 403, 404, 429])
def test_reddit_s_refusals_are_blocks_whatever_the_status(error: int) -> None:
    answer = {"message": "Too Many Requests", "error": error}

    assert read_visit([page(answer, "https://r.example/new.json")]).outcome is Outcome.BLOCKED
    assert not Reddit().owns(page({"message": "x", "error": "no"}))


def test_a_link_without_words_is_a_way_onward_and_no_seller() -> None:
    found = read("hacker_news/stories_and_comments")

    assert "https://larch-api.example/" in {one.target for one in found.mentions}
    assert "linker_example" not in repr(found)


def test_what_a_link_offers_is_its_site_s_unless_the_poster_says_that_it_is_his() -> None:
    reddit, news = read("reddit/new_submissions"), read("hacker_news/stories_and_comments")
    sellers = {one.key: one.seller.name for one in (*reddit.listings, *news.listings)
               if one.seller}  # fmt: skip

    assert sellers["t3_aa4"] == "siskin-ai.example"
    assert sellers["item:40000001"] == "kestrel_example"
    assert "linker_example" not in repr(reddit)


def test_promoters_codes_are_kept_apart_from_addresses() -> None:
    found = read("v2ex/latest_topics")

    assert [(one.kind, one.value, one.strong) for one in found.identifiers] == [
        ("affiliate_code", "HR1", False)
    ]
    assert not [one.target for one in found.mentions if "aff=" in one.target]


def test_a_readme_is_its_owner_s_or_the_sponsors() -> None:
    own, sponsored = read("github/readme_of_a_seller"), read("github/readme_with_sponsors")

    assert {one.seller.name for one in own.listings if one.seller} == {"plover-example"}
    assert {one.seller.url for one in sponsored.listings if one.seller} == {
        "https://new-lark.example/",
        "https://wren-gate.example/",
    }
    assert read("github/readme_in_base64").listings[0].text == own.listings[0].text


def test_a_key_in_a_readme_s_base64_is_gone_before_anybody_reads_it() -> None:
    key = "sk-ant-api03-" + "CANARYexample" * 6
    text = base64.encodebytes(f"# 价格\nClaude 0.5R 一刀，试用 {key}\n".encode()).decode()
    told = {"encoding": "base64", "path": "README.md", "content": text}
    found = read_visit([page(told, "https://api.github.com/repos/a-example/b/readme")])

    assert found.listings
    assert "CANARYexample" not in repr(found)


def test_repositories_lead_to_their_readmes() -> None:
    (asked,) = pages("github/repositories_found")

    assert followed(Github(), asked) == [
        "https://api.github.com/repos/plover-example/plans/readme",
        "https://api.github.com/repos/otter-example/switcher/readme",
    ]
    assert owner(asked) is ADAPTERS["github"]


def test_forum_software_leads_to_the_feeds_its_page_names() -> None:
    """Of its own host only."""
    front, _ = pages("feed/phpbb_front_page_and_atom")

    assert followed(AnyFeed(), front) == ["https://sparrow-board.example/app.php/feed"]


MARKS = [
    '<html id="XF" lang="en">',
    '<html><body id="phpbb" class="nojs">',
    "<html><script>var my_post_key = 'x';</script>",
    '<html><div id="flarum-loading"></div>',
    '<html><meta name="generator" content="vBulletin 5">',
    '<html><meta name="generator" content="SMF 2.1">',
]


@pytest.mark.parametrize("mark", MARKS)
def test_forum_software_is_known_by_its_marks(mark: str) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.rss">'

    assert AnyFeed().owns(page(f"{mark}{link}", f"{FORUM}/"))
    assert not AnyFeed().owns(page(mark, f"{FORUM}/"))
    assert not AnyFeed().owns(page(f"<html>{link}<p>Claude price $5</p>", f"{FORUM}/"))


def test_an_encoding_that_a_feed_declares_is_not_believed() -> None:
    found = read("feed/rdf_of_a_board")

    assert [one.title for one in found.listings] == ["出 Gemini Pro 成品号 19元/个"]


@pytest.mark.parametrize("name", ["feed/entity_bomb", "feed/broken_in_the_middle"])
def test_a_bomb_or_a_broken_feed_has_drifted(name: str) -> None:
    assert read(name).outcome is Outcome.DRIFTED


def test_a_feed_in_which_nobody_is_named_is_its_site_s() -> None:
    found = read("feed/shop_in_its_own_voice")
    (seller,) = {one.seller for one in found.listings}

    assert seller
    assert (seller.name, seller.url) == ("Quince AI 公告", "https://quince-ai.example/")


PAYLOADS = Path(__file__).resolve().parents[2].parent / "shared" / "payloads"
RECORDED = {
    "discourse_latest": ("discourse", "https://forum.example/latest.json"),
    "discourse_topic": ("discourse", "https://forum.example/t/1001.json"),
    "hn_algolia": ("hacker_news", "https://hn.example/api/v1/search_by_date?query=relay"),
    "reddit_listing": ("reddit", "https://r.example/r/ExampleSub/new.json"),
    "v2ex_latest": ("v2ex", "https://v2.example/api/topics/latest.json"),
}


@pytest.mark.parametrize("name", RECORDED)
def test_each_row_of_a_recorded_shape_is_an_offer_a_link_or_an_issue(name: str) -> None:
    if not PAYLOADS.exists():
        pytest.skip("the recorded payloads are not at hand")
    family, url = RECORDED[name]
    asked = page((PAYLOADS / f"{name}.json").read_bytes(), url)
    owners = [each.family for each in ADAPTERS.values() if each.owns(asked)]
    found = read_visit([asked])
    told = [one for one in found.listings if one.facts or one.issues]

    assert owners == [family]
    assert len(told) + len(list(ADAPTERS[family].follow(asked))) == 1


def test_the_fields_a_preview_should_yield_are_read() -> None:
    """The recorded extract as the page it was taken from."""
    if not PAYLOADS.exists():
        pytest.skip("the recorded payloads are not at hand")
    told = json.loads((PAYLOADS / "telegram_preview_extracted.json").read_text("utf-8"))
    (message,) = told["messages"]
    body = (
        f'<div class="tgme_channel_info_header_title">{told["title"]}</div>'
        f'<div class="tgme_channel_info_description">{told["description"]}</div>'
        f'<div class="tgme_widget_message" data-post="{message["post"]}">'
        f'<div class="tgme_widget_message_text">{message["text"]} '
        f'<a href="{message["links"][0]}">x</a></div></div>'
    )
    (one,) = read_visit([page(body, f"https://telegram.example/s/{told['channel']}")]).listings

    assert (one.key, one.seller and one.seller.name) == ("post:321", told["title"])
    assert {fact.kind for fact in one.facts} >= {"multiplier", "top_up", "supply", "contact"}


COMMUNITIES = ("discourse/", "telegram/", "v2ex/", "reddit/", "hacker_news/", "github/", "feed/")


@pytest.mark.parametrize("name", [name for name in BY_NAME if name.startswith(COMMUNITIES)])
def test_words_are_a_seller_s_or_not_there(name: str) -> None:
    for one in read(name).listings:
        assert (one.seller is not None) is bool(one.text)
