"""Who sells among many who talk, in which words, and who is one seller."""

import pytest
from growth import growth
from pages import page

from market.claims import Contact
from market.types import Listing, Page
from parsers.families import ADAPTERS, owner
from parsers.posts import Post, adverts
from parsers.quotes import own_markdown, own_words, without_names
from parsers.read import read_visit
from parsers.readers import read
from parsers.readers.voice import advertises, opens_a_shop, wants

HERE = page("x", "https://mill-forum.example/t/1.json")

SELLERS = [
    ("Codex 拼车", "¥1=$1，Plus 号池 0.05 倍率"),
    ("推荐一个自己做的中转站", "Claude 0.3 倍率，¥1=$1，注册送 1 刀"),
    ("0.1 元一刀，有人要吗？", "Claude 官转，TG @otter_example"),
    ("[S] ChatGPT Plus, $7.99 each", "30 days warranty, instant delivery"),
    ("[H] Claude Max accounts [W] PayPal", "$40 each, replacement warranty"),
    ("Продаю ChatGPT Plus", "аккаунт 879 ₽ в месяц, гарантия"),
    ("Bán tài khoản Claude Pro", "giá 350.000đ/tháng, bảo hành 30 ngày"),
    ("有 Claude API 需求的联系我", "加我微信 otter_example1，中转现货"),
]
NO_SELLERS = [
    ("求购 Claude Max 号", "200 元一个"),
    ("【收】 ChatGPT Plus 号", "60 元一个，微信 otter_example1"),
    ("有没有便宜的 Claude 中转？", "现在 0.5 倍率太贵"),
    ("测评三家中转", "A 家 Claude 0.3 倍率，B 家 0.8 倍率"),
    ("避雷某中转站", "Claude 0.1 倍率，掺水"),
    ("请问 0.5 倍率是什么意思", "¥1=$1 又怎么算"),
    ("Looking for Claude credits at 50% off", "dm me"),
    ("WTB ChatGPT Plus, $5", "paypal ready"),
    ("Has anyone used the relay at 40% of official price?", "Claude only"),
    ("I bought Claude credits at 50% off", "and got banned"),
    ("Куплю аккаунт ChatGPT Plus за 500 ₽", "пишите"),
    ("周末去看鸟", "门票 20 元"),
    ("Claude is great", "my blog: https://notes.example/"),
]


def sells(title: str, text: str) -> bool:
    return opens_a_shop(title, text, read(Listing("post:1", title, f"{title}\n{text}")))


@pytest.mark.parametrize(("title", "text"), SELLERS)
def test_whoever_states_an_offer_in_his_own_thread_sells(title: str, text: str) -> None:
    assert sells(title, text)


@pytest.mark.parametrize(("title", "text"), NO_SELLERS)
def test_whoever_asks_buys_or_reviews_does_not(title: str, text: str) -> None:
    assert not sells(title, text)


REPLIES = [
    ("我们家 Claude 0.3 倍率，¥1=$1，加我 TG @otter_example", True),
    ("我这边 0.01R 一刀，加我微信 otter_example1", True),
    ("We sell Claude credits, $100 balance for $30, DM me on telegram @otter_example", True),
    ("Продаю ChatGPT Plus 500 ₽, пишите в telegram @otter_example", True),
    ("我们家 Claude 0.3 倍率，¥1=$1", False),  # no way to reach him
    ("加我微信 otter_example1，私聊", False),  # no price
    ("Claude 0.3 倍率 https://otter.example/", False),  # whose is it?
    ("我在用的 Claude 0.3 倍率，¥1=$1，加我 TG @otter_example 拉你", False),
    ("楼主 0.3 倍率太贵，加我微信 otter_example1 一起拼", False),
    ("I've used one at 40% of official price, dm me, telegram @otter_example", False),
    ("有没有 0.3 倍率的？联系我 TG @otter_example", False),
    ("see https://mill-forum.example/t/9, we sell Claude at 40% of official price", False),
]


@pytest.mark.parametrize(("text", "advert"), REPLIES)
def test_a_reply_is_an_advert_by_price_reach_and_own_goods(text: str, advert: bool) -> None:
    assert advertises(text, read(Listing("post:2", "", text)), "mill-forum.example") is advert


def test_an_opener_who_sells_nothing_keeps_nothing() -> None:
    posts = [Post("post:1", "asker", "预算 0.5 倍率", "有没有便宜的 Claude 中转？", "1", True)]
    (told,) = adverts(posts, HERE, "discourse")

    assert (told.seller, told.text, [issue.code for issue in told.issues]) == (
        None,
        "",
        ["no_advert"],
    )


def test_a_seller_in_two_posts_is_one_seller() -> None:
    """With the handles and the site of both."""
    posts = [
        Post("post:1", "otter", "¥1=$1，TG @otter_example", "Claude 0.3 倍率", "1", True),
        Post("post:2", "otter", "https://otter-api.example/", "GPT 0.1 倍率，¥1=$1", "2", True),
    ]
    sellers = {one.seller for one in adverts(posts, HERE, "v2ex")}
    (seller,) = sellers

    assert seller
    assert seller.url == "https://otter-api.example/"
    assert seller.contacts == (Contact("telegram", "otter_example"), Contact("v2ex", "otter"))


def test_an_account_of_a_forum_is_that_forum_s() -> None:
    """ "admin" of one board is not "admin" of another; a name on V2EX is the same everywhere."""
    posts = [Post("post:1", "admin", "¥1=$1", "Claude 0.3 倍率", "1", True)]
    (here,) = adverts(posts, HERE, "forum")

    assert here.seller
    assert here.seller.contacts == (Contact("forum", "admin@mill-forum.example"),)


def test_an_advert_stands_under_its_own_first_line() -> None:
    """The thread's title is another's words."""
    posts = [
        Post("post:1", "asker", "太贵了", "大家都用哪家中转？", "1", True),
        Post("post:2", "otter", "我们家 Claude 0.3 倍率，¥1=$1，加我 TG @otter_example\n现货",
             "大家都用哪家中转？", "1"),
    ]  # fmt: skip
    (told,) = adverts(posts, HERE, "forum")

    assert (told.key, told.context) == ("post:2", "")
    assert told.title == "我们家 Claude 0.3 倍率，¥1=$1，加我 TG @otter_example"


QUOTED = [
    ('<aside class="quote"><blockquote>0.1R</blockquote></aside><p>0.6R 一刀</p>', "0.6R 一刀"),
    ('<blockquote class="bbCodeBlock"><cite>jo said:</cite>0.1R</blockquote>0.6R', "0.6R"),
    ('<div class="quotetitle">jo wrote:</div><div class="quotecontent">0.1R</div>0.6R', "0.6R"),
    ('<a class="mention" href="/u/jo">@jo</a> 0.6R 一刀', "0.6R 一刀"),
    ('@<a href="/member/jo">jo</a> 0.6R 一刀', "0.6R 一刀"),
    ('<a href="https://b.example/members/jo.5/" class="username">jo</a>: 0.6R', ": 0.6R"),
    ("0.6R <a href='https://otter.example/'>otter</a>", "0.6R otter (https://otter.example/)"),
    ('<p hidden>0.1R</p><script>0.1R</script><p>0.6R</p>', "0.6R"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "own"), QUOTED)
def test_a_post_is_read_without_what_it_quotes_and_whom_it_names(markup: str, own: str) -> None:
    assert own_words(markup) == own


WRITTEN = [
    ("> 0.1R 一刀\n\n0.6R 一刀", "0.6R 一刀"),
    ("&gt; 0.1R 一刀\n\n0.6R 一刀", "0.6R 一刀"),
    ("On Monday, Jo wrote:\n> 0.1R\n0.6R", "0.6R"),
    ("<!-- <b>0.1R</b> -->\n0.6R", "0.6R"),
    ("![0.1R](https://img.example/0.1R.png)\n0.6R", "0.6R"),
    ("### 倍率\n\n0.12\n\n### 备注\n\n_No response_\n\n- [x] 我已搜索", "倍率: 0.12\n### 备注"),
    ("<blockquote>0.1R</blockquote>\n0.6R", "0.6R"),
]


@pytest.mark.parametrize(("written", "own"), WRITTEN)
def test_so_is_markdown(written: str, own: str) -> None:
    assert own_markdown(written) == own


def test_only_the_names_of_others_are_left_out() -> None:
    text = "@jo see telegram @otter_example, /u/Jo and u/otter; jo@mail.example"

    assert without_names(text, {"jo"}) == (
        " see telegram @otter_example,  and u/otter; jo@mail.example"
    )


def test_wishes_are_told_by_how_a_post_begins() -> None:
    assert wants("求推荐 Claude 中转")
    assert not wants("Claude 中转 0.5 倍率，" + "现货秒发，" * 20 + "大家都用")


TREE = b"<div>" * 200 + b"0.5R"
HEAVY = {
    "nested quotes": (lambda n: discourse("<blockquote>" * n), 8_000),
    "mentions": (lambda n: discourse("@a " * n), 20_000),
    "open comments": (lambda n: issue("<!--" * n), 15_000),
    "open pictures": (lambda n: issue("![" * n), 20_000),
    "open headings": (lambda n: issue("### a\n\n" * n), 8_000),
    "many replies": (lambda n: discourse(*["<p>0.5R 一刀</p>"] * n), 100),
    "many messages": (lambda n: telegram("<div data-post='a/1'><p>x</p></div>" * n), 3_000),
    "deep messages": (lambda n: telegram("<div class='a'>" * n), 20_000),
    "ampersands": (lambda n: feed("<title>" + "&" * n + "</title>"), 60_000),
    "deep feed": (lambda n: feed("<a>" * n), 30_000),
    "many entries": (lambda n: feed("<item><title>Claude 0.5R 一刀</title></item>" * n), 1_500),
    "headings of a README": (lambda n: readme("# 价格\n" * n), 4_000),
    "links of a README": (lambda n: readme("- https://a.example/ 0.5R 一刀\n" * n), 1_000),
}  # fmt: skip


def discourse(*cooked: str) -> Page:
    posts = [{"id": n, "post_number": n, "username": f"u{n % 3}", "cooked": text}
             for n, text in enumerate(cooked, 1)]  # fmt: skip
    body = {"title": "Claude 0.5R 一刀", "id": 1, "post_stream": {"posts": posts}}
    return page(body, "https://mill-forum.example/t/1.json")


def issue(body: str) -> Page:
    told = {"title": "Claude 0.5R 一刀", "number": 1, "id": 1, "user": {"login": "a"},
            "body": body, "html_url": "", "author_association": "NONE"}  # fmt: skip
    return page([told], "https://api.github.com/repos/a/b/issues")


def telegram(body: str) -> Page:
    return page(f"<div class='tgme_channel_history'>{body}", "https://telegram.example/s/a_example")


def feed(body: str) -> Page:
    return page(f"<rss version='2.0'><channel>{body}</channel></rss>", "https://b.example/rss")


def readme(body: str) -> Page:
    text = f"Claude 价格 0.5R 一刀\n{body}"
    return page(text, "https://raw-mirror.example/a/b/main/README.md")


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_posts_cost_time_in_proportion_to_their_size(name: str) -> None:
    made, size = HEAVY[name]

    assert growth(lambda n: read_visit([made(n)]), size) < 3.5


@pytest.mark.parametrize("name", HEAVY)
def test_whatever_is_heavy_has_an_owner(name: str) -> None:
    """A page that is nobody's would be cheap."""
    made, _ = HEAVY[name]
    owning = owner(made(3))

    assert owning is not None
    assert owning is ADAPTERS[owning.family]
