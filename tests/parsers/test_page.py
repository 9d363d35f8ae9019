"""Which pages are shops, what is cut out of them, and what never becomes a listing."""

import json

import pytest
from pages import page

from parsers.families import owner
from parsers.shell import needs_script
from parsers.sites.discourse import Discourse
from parsers.sites.page import ShopPage
from parsers.sites.telegram import Telegram

_SHOP = "<html><title>T</title><body><p>Claude API 0.5R 一刀</p></body></html>"


@pytest.mark.parametrize(
    ("body", "family"),
    [
        (_SHOP, "page"),
        ("<h1>KI-Konten kaufen</h1><p>ChatGPT Plus Konto 1 Monat – 8,99 €</p>", "page"),
        ("<p>ChatGPT Plus 계정 판매 1개월 9,900원</p>", "page"),
        ("<h1>代購</h1><p>ChatGPT Plus 帳號 一個月 NT$450</p>", "page"),
        ("<h1>Birds of the estuary</h1><p>Godwits arrive in August.</p>", None),
        ("<h1>Bird seed</h1><p>Buy a bag, price $5</p>", None),
        ("<p>Parked</p><script>var x = 'Claude price $5'</script>", None),
        ("<p>Hello</p><div hidden>Claude Pro price $5</div>", None),
        ('{"claude": "price $5"}', None),
        ("Claude,price\nOpus,5\n", None),
        ("# Claude\n\nprice $5\n", None),
        ('<div class="tgme_channel_info">Claude price $5</div>', "telegram"),
        ('<meta name="generator" content="Discourse 3.6"><p>Claude price $5</p>', "discourse"),
    ],
)
def test_only_html_that_names_models_and_sells_is_a_shop(body: str, family: str | None) -> None:
    """The owner of last resort owns no data, no forum and no preview, and nothing hidden."""
    found = owner(page(body))

    assert (found.family if found else None) == family


def test_a_refused_page_is_nobodys() -> None:
    """An error page may well speak of prices."""
    assert not ShopPage().owns(page(_SHOP, status=403))


def test_only_price_pages_of_the_same_site_are_followed() -> None:
    """At most three, and never a log-in, a cart or another host."""
    links = "".join(
        f'<a href="{href}">{label}</a>'
        for href, label in [
            ("/pricing", "Prices"), ("/login?next=/pricing", "x"), ("/cart", "buy"),
            ("https://other.example/pricing", "x"), ("/a", "套餐"), ("/pricing#top", "again"),
            ("http://[bad", "prices"), ("/shop", ""), ("/goods/1", ""),
            ("mailto:a@b.example", "price"),
        ]
    )  # fmt: skip
    followed = [link.url for link in ShopPage().follow(page(f"<p>Claude</p>{links}"))]

    assert followed == [f"https://relay.example/{path}" for path in ("pricing", "a", "shop")]


def test_a_key_outlives_its_price() -> None:
    """A price cut is the same listing with another text."""
    keys = [
        [
            one.key
            for one in ShopPage().listings(page(f"<p>Claude Pro {price}</p><p>Opus 4.5 8折</p>"))
        ]
        for price in ("¥39/月", "￥29.90 / 月", "$5/月")
    ]

    assert keys[0] == keys[1] == keys[2]


def test_two_things_of_one_name_have_two_keys() -> None:
    keys = [one.key for one in ShopPage().listings(page("<p>Max 0.5R</p><p>Max 0.6R</p>"))]

    assert len(keys) == len(set(keys)) == 2


def test_deep_nesting_and_broken_markup_are_survived() -> None:
    """Hostile HTML yields listings or nothing, and no error."""
    for body in (
        "<div>" * 5_000 + "1R 一刀",
        "<" * 10_000,
        "<table><tr><td>1R",
        "<!---->",
        "<p>\0</p>",
    ):
        list(ShopPage().listings(page(body)))
        ShopPage().owns(page(body))


@pytest.mark.parametrize(
    ("body", "needs"),
    [
        ('<html><body><div id="app"></div><script src="/app.js"></script></body></html>', True),
        ('<noscript>Enable JavaScript.</noscript><div id="root"></div><script></script>', True),
        ('<div id="app"><p>' + "Claude 0.5R 一刀。" * 40 + "</p></div><script></script>", False),
        ('<div id="app"></div>', False),
        ('{"a": "<div id=app></div><script>"}', False),
        (_SHOP, False),
    ],
)
def test_a_shell_is_html_that_is_empty_without_its_scripts(body: str, needs: bool) -> None:
    assert needs_script(page(body)) is needs


_THREAD = {
    "title": "出 Claude Max 号池",
    "post_stream": {
        "posts": [
            {"id": 1, "post_number": 1, "username": "seller", "cooked": "<p>0.6R 一刀</p>"},
            {"id": 2, "post_number": 2, "username": "buyer", "cooked": "<p>0.1R 一刀</p>"},
            {
                "id": 3, "post_number": 3, "username": "seller",
                "cooked": "<blockquote>buyer: 0.2R</blockquote><p>0.5R 一刀</p>",
            },
        ]
    },
}  # fmt: skip


def test_only_the_first_posters_own_words_become_listings() -> None:
    """Neither other posters nor what the seller quotes of them."""
    found = list(Discourse().listings(page(_THREAD)))

    assert [one.text for one in found] == ["出 Claude Max 号池\n0.6R 一刀", "0.5R 一刀"]
    assert "buyer" not in json.dumps([repr(one) for one in found])


def test_a_topic_list_leads_to_three_topics_of_the_trade() -> None:
    topics = [{"id": n, "title": "Claude 号池" if n % 2 else "看鸟"} for n in range(1, 12)]
    found = list(Discourse().follow(page({"topic_list": {"topics": topics}})))

    assert [link.url for link in found] == [f"https://relay.example/t/{n}.json" for n in (1, 3, 5)]


def test_service_messages_and_pictures_say_nothing() -> None:
    """The line breaks of a message are kept."""
    body = (
        '<div class="tgme_channel_info_header_title">C</div>'
        '<div class="tgme_widget_message service_message" data-post="c/1">'
        '<div class="tgme_widget_message_text">joined</div></div>'
        '<div class="tgme_widget_message" data-post="c/2"></div>'
        '<div class="tgme_widget_message" data-post="c/3">'
        '<div class="tgme_widget_message_text">a<br>b</div></div>'
    )
    (one,) = Telegram().listings(page(body))

    assert (one.key, one.text, one.seller and one.seller.name) == ("post:3", "a\nb", "C")
