"""What the storefronts share and what is peculiar to each: titles, pages, moneys, refusals."""

from decimal import Decimal
from typing import Any

import pytest

from market.claims import Price, Sold, Stock, StockBand
from market.types import Listing, Outcome, Page
from parsers import embedded
from parsers.families import ADAPTERS, entries_for, owner
from parsers.goods import Article, Tag, amount, listing, titled
from parsers.read import read_visit
from parsers.readers.shop.wares import read_ware
from tests.parsers.pages import page

D = Decimal
KA = "https://ka.example"

# title, option, category → per, dollars of face value, access
WARES = [
    ("Claude API 兑换码 $100", "", "", "package", "100", "credits"),
    ("Claude API 100刀额度", "", "", "package", "100", "credits"),
    ("中转站余额 100 刀", "", "", "package", "100", "credits"),
    ("Claude API 500 额度", "", "", "package", "500", "credits"),
    ("额度500", "", "Claude", "package", "500", "credits"),
    ("100 USD balance on our relay", "", "", "package", "100", "credits"),
    ("GPT API key $50 balance", "", "", "key", "50", "api_key"),
    ("Claude API Credits", "$50", "", "package", "50", "credits"),
    ("Claude API $100 额度 30天有效", "", "", "package", "100", "credits"),
    ("Grok 4 号 $25 额度 独享", "", "", "account", "25", "account"),
    ("Claude Max 20x 月卡成品号", "", "", "month", None, "account"),
    ("月卡成品号", "", "Claude Max 20x", "month", None, "account"),
    ("Claude Max 20x 年卡成品号 质保30天", "", "", "12 months", None, "account"),
    ("ChatGPT Plus", "1 Year", "", "12 months", None, "subscription"),
    ("ChatGPT Plus $20 月卡", "", "", "month", None, "subscription"),
    ("Codex 月卡 日限 $90", "", "", "month", None, "subscription"),
    ("Pro 月卡", "", "Claude 会员", "month", None, "subscription"),
    ("Azure OpenAI $200 额度号", "", "", "account", "200", "cloud_credits"),
    ("Kimi Coding Plan 周卡", "", "", "week", None, "subscription"),
    ("ChatGPT Plus 成品号", "", "", "account", None, "account"),
    ("OpenAI API Key Tier 5", "", "", "key", None, "api_key"),
    ("Cursor Pro 500 次", "", "", "500 calls", None, "credits"),
    ("GPT-5 10M tokens", "", "", "package", None, "credits"),
    ("Claude API 兑换码", "", "", "package", None, "credits"),
]


@pytest.mark.parametrize(("title", "option", "category", "per", "face", "access"), WARES)
def test_a_title_says_what_one_price_buys(
    title: str, option: str, category: str, per: str, face: str | None, access: str
) -> None:
    ware = read_ware(title, option, category)

    assert ware
    assert (ware.per, ware.face_usd, ware.access) == (per, face and D(face), access)


def test_a_bare_tier_is_a_plan_of_what_its_category_names() -> None:
    claude, nobody = read_ware("Pro 月卡", "", "Claude 会员"), read_ware("Pro 月卡")

    assert claude
    assert (claude.provider, claude.model, nobody) == ("anthropic", "claude Pro", None)


OTHER_GOODS = [
    *("Steam 充值卡 100元", "Netflix Premium 1 month", "Windows 11 key", "QQ会员 月卡"),
    *("NordVPN 1 year", "Telegram Premium 3 months", "Apple ID 美区", "话费充值 100元", "Spotify"),
    *("Suno pro 月卡", "Gift card $100", "推特账号", "Linen tote bag", "API 接口测试服务", ""),
]


@pytest.mark.parametrize("title", OTHER_GOODS)
def test_other_goods_are_no_model_access(title: str) -> None:
    assert read_ware(title) is None


def article(name: str = "Claude $20", **told: Any) -> Listing:
    values: dict[str, Any] = {"price": Tag(D(9), "9.00", "/price"), "currency": "CNY", **told}
    return listing(Article("item:1", Tag(None, name, "/name"), **values))


def of(kind: type, shown: Listing) -> list[Any]:
    return [fact.value for fact in shown.facts if isinstance(fact.value, kind)]


def test_the_price_is_the_field_s_and_what_it_buys_the_title_s() -> None:
    (price,) = of(Price, article())

    assert (price.amount, price.currency, price.face_value_usd) == (D(9), "CNY", D(20))


def test_a_price_compared_with_is_the_shop_s_own_and_withdrawn() -> None:
    shown = article(was=Tag(D(30), "30.00", "/was"))

    assert [(one.amount, one.withdrawn) for one in of(Price, shown)] == [(9, False), (30, True)]
    assert len(of(Price, article(was=Tag(D(9), "9.00", "/was")))) == 1


STOCKS = [
    ("12", [D(12)], set()),
    ("0", [D(0)], set()),
    ("9999", [], {"placeholder_stock"}),
    ("99999", [], {"placeholder_stock"}),
    ("10000", [], {"placeholder_stock"}),
    ("充足", [], {"stock_in_words"}),
]


@pytest.mark.parametrize(("written", "counted", "codes"), STOCKS)
def test_stock_is_a_number_somebody_counted(
    written: str, counted: list[Decimal], codes: set[str]
) -> None:
    """Trap 29: a word is no number, and a number that stands for "enough" is no count."""
    amount = D(written) if written.isdecimal() else None
    shown = article(stock=Tag(amount, written, "/stock"))

    assert [one.amount for one in of(Stock, shown)] == counted
    assert {issue.code for issue in shown.issues} == codes


@pytest.mark.parametrize("word", ["<< d.actual_price >>", "{{ price }}"])
def test_a_template_s_own_words_are_no_goods(word: str) -> None:
    no_price = article(price=Tag(None, word, "/price"))
    no_name = article(name=f"Claude {word}")

    assert {issue.code for issue in (*no_price.issues, *no_name.issues)} == {"template_placeholder"}
    assert (of(Price, no_price), no_name.facts) == ([], ())


def test_a_name_is_what_a_visitor_reads() -> None:
    assert (
        titled("<b>Claude&nbsp;&amp; GPT</b><script>x</script> &#36;5\u200b0") == "Claude & GPT $50"
    )


def goods(*rows: dict[str, Any], total: int = 1, at: str = "page=1", **more: Any) -> Page:
    """acg-faka's goods."""
    usual = {"id": 1, "name": "Claude $20", "delivery_way": 0, "price": "9", "shared_id": None}
    body = {"code": 200, "msg": "success", "data": [usual | row for row in rows], "total": total}
    return page(body | more, f"{KA}/user/api/index/commodity?{at}")


def test_stock_words_are_bands_in_any_language() -> None:
    """Trap 29: the software's own steps; the word beside them may be in any language."""
    shown = goods(
        {"stock": "Plenty", "stock_state": 3}, {"id": 2, "stock": "即将售罄"}, {"id": 3, "stock": 4}
    )
    first, second, third = read_visit([shown]).listings

    assert (of(StockBand, first), of(Stock, first)) == ([StockBand("plenty")], [])
    assert (of(StockBand, second), of(Stock, second)) == ([StockBand("nearly_sold_out")], [])
    assert (of(StockBand, third), of(Stock, third)) == ([], [Stock(D(4))])


def test_counters_are_claims_of_the_shop() -> None:
    (shown,) = read_visit([goods({"stock": 4, "order_sold": 2011})]).listings

    assert of(Sold, shown) == [Sold(D(2011))]


def links(asked: Page) -> list[str]:
    found = owner(asked)
    assert found
    return [link.url.removeprefix(KA) for link in found.follow(asked)]


def test_acg_faka_is_asked_for_two_articles_and_none_that_is_sold_on() -> None:
    """Trap 30: asking for a resold article's page may make the shop ask its own upstream."""
    shown = goods(
        {"id": 1, "shared_id": 4},
        {"id": 2, "name": "Steam 充值卡"},
        {"id": 3},
        {"id": 4, "has_wholesale": True},
        {"id": 5},
    )
    detail = "/user/api/index/commodityDetail?commodityId="

    assert links(shown) == [f"{detail}4", f"{detail}3"]


def test_pages_of_goods_are_bounded_and_positive() -> None:
    four = links(goods({}, total=5000))

    assert [link for link in four if "limit=100" in link] == [
        f"/user/api/index/commodity?categoryId=0&keywords=&limit=100&page={n}" for n in (2, 3, 4)
    ]
    assert len(four) <= 4
    assert links(goods({}, total=5000, at="page=2")) == []


def codes(*pages: Page) -> set[str]:
    return {issue.code for one in read_visit(pages).listings for issue in one.issues}


def test_what_lies_beyond_the_last_page_is_said() -> None:
    assert "more_pages" in codes(goods({}, total=5000))
    assert "more_pages" not in codes(goods({}, total=90))
    assert "more_pages" in codes(products(250, 4))
    assert "more_pages" not in codes(products(250, 1))
    assert "more_pages" in codes(store(100, 4))


def products(many: int, at: int) -> Page:
    """Shopify's catalogue."""
    rows = [
        {"title": "Claude $20", "handle": "c", "variants": [{"id": n, "price": "9.00"}]}
        for n in range(many)
    ]
    return page({"products": rows}, f"{KA}/products.json?limit=250&page={at}")


def store(many: int, at: int) -> Page:
    """WooCommerce's catalogue."""
    prices = {"price": "900", "currency_code": "USD", "currency_minor_unit": 2}
    rows = [{"id": n, "name": "Claude $20", "prices": prices} for n in range(many)]
    return page(rows, f"{KA}/wp-json/wc/store/v1/products?per_page=100&page={at}")


@pytest.mark.parametrize(
    ("asked", "further"),
    [
        (products(250, 1), [2, 3]),
        (products(250, 3), [4]),
        (products(250, 4), []),
        (products(249, 1), []),
        (store(100, 1), [2, 3]),
        (store(99, 1), []),
    ],
)
def test_a_full_page_leads_to_the_next(asked: Page, further: list[int]) -> None:
    found = [int(link.rpartition("=")[2]) for link in links(asked) if link.rpartition("&page=")[1]]

    assert found == further


def test_shopify_s_price_has_no_money_of_its_own() -> None:
    (shown, *_) = read_visit([products(1, 1)]).listings

    assert [one.currency for one in of(Price, shown)] == [None]


@pytest.mark.parametrize(
    ("front", "entry"),
    [
        (b'<html><a href="https://github.com/assimon/dujiaoka">@x</a></html>', "/"),
        (b'<html><a href="/user/index/query">x</a></html>', "/user/api/index/data"),
        (b"<html><link href='https://cdn.shopify.com/s/a.css'></html>", "/products.json"),
        (b"<html><link href='/wp-content/plugins/woocommerce/a.css'>", "/wp-json/wc/store/v1"),
    ],
)
def test_a_front_page_says_where_its_goods_are(front: bytes, entry: str) -> None:
    assert entries_for(page(front))[0].startswith(entry)


def test_mark_up_of_other_goods_leaves_a_page_to_its_words() -> None:
    """A relay may mark up its T-shirt, and sell in prose."""
    shirt = (
        '{"@type": "Product", "name": "T-shirt", "offers": {"price": "9", "priceCurrency": "USD"}}'
    )
    front = f'<script type="application/ld+json">{shirt}</script><h1>Shop</h1><p>%s</p>'
    sells, says_nothing = front % "Buy Claude API at 0.6元/刀, price list", front % "Hello"

    assert [page_owner(text) for text in (sells, says_nothing)] == ["page", "product"]


def page_owner(text: str) -> str:
    found = owner(page(f"<html><body>{text}</body></html>"))
    return found.family if found else ""


def test_a_free_product_is_none() -> None:
    """Landing pages mark themselves up at a price of 0."""
    relay = '{"@type": "Product", "name": "Claude relay", "offers": {"price": "0"}}'

    assert not ADAPTERS["product"].owns(
        page(f'<html><script type="application/ld+json">{relay}</script></html>')
    )


def test_a_catalogue_without_end_is_survived() -> None:
    """Brackets nested beyond any catalogue, and a script that never closes its list."""
    for hostile in ("[" * 100_000, '[{"goods": [' * 20_000, '[{"a": "' + "x" * 200_000):
        shown = page(f"<html><script>goodsMsg = {hostile}</script></html>")

        assert read_visit([shown]).outcome is Outcome.DRIFTED


def test_a_place_in_a_page_leads_back() -> None:
    shown = page('<html><p title="a  b">x <b>y</b></p><script>v = {"k": [1]}; w = [2]</script>')
    root = embedded.tree(shown)
    assert root is not None
    paragraph, script = root.find(".//p"), root.find(".//script")
    assert paragraph is not None
    assert script is not None
    places = (
        embedded.place(paragraph),
        embedded.place(paragraph, part="@title"),
        embedded.inside(embedded.place(script), "k", 0),
        embedded.inside(embedded.place(script), 0, variable="w"),
    )

    assert [embedded.at(shown, place) for place in places] == ["x y", "a b", "1", "2"]
    with pytest.raises(KeyError):
        embedded.at(shown, "html:/html/body/h9")


# as written by hand, and what it can only mean
WRITTEN = [
    ("12.90", "12.90"),
    ("12,90", "12.90"),
    ("1,299.00", "1299.00"),
    ("1,299", None),  # thousands here, three decimals there
    ("1.299,00", None),
    (12.9, "12.9"),
    (True, None),
]


@pytest.mark.parametrize(("told", "meant"), WRITTEN)
def test_cents_say_which_mark_is_the_point(told: object, meant: str | None) -> None:
    assert amount(told) == (meant and D(meant))


def test_a_price_with_a_point_is_none_of_woocommerce_s() -> None:
    """Its prices are whole numbers of cents: "15.00" is not fifteen cents."""
    prices = {"price": "15.00", "currency_code": "USD", "currency_minor_unit": 2}
    row = {"id": 1, "name": "ChatGPT Plus 1 Month", "prices": prices}

    reading = read_visit([page([row], f"{KA}/wp-json/wc/store/v1/products")])

    assert [fact.kind for fact in reading.listings[0].facts] == []
    assert [issue.code for issue in reading.listings[0].issues] == ["no_price"]


def _shop_page(rate: str) -> Page:
    script = f'Shopify.shop = "x"; Shopify.currency = {{"active":"EUR","rate":"{rate}"}};'
    return page(f"<html><script>{script}</script><p>Shop</p></html>", f"{KA}/")


def test_money_a_visitor_s_country_chose_is_not_the_shop_s() -> None:
    """Goods are told in the shop's own money, whatever its pages were converted into."""
    variant = {"id": 2, "title": "Default Title", "price": "9.00", "available": True}
    product = {"id": 1, "title": "ChatGPT Plus 1 Month", "handle": "x", "variants": [variant]}
    goods = page({"products": [product]}, f"{KA}/products.json")
    meta = page({"currency": "USD", "myshopify_domain": "x", "name": "X"}, f"{KA}/meta.json")

    def money(*pages: Page) -> list[str | None]:
        found = [fact.value for one in read_visit(pages).listings for fact in one.facts]
        return [value.currency for value in found if isinstance(value, Price)]

    assert money(_shop_page("1.08"), goods, meta) == ["USD"]
    assert money(_shop_page("1.08"), goods) == [None]
    assert money(_shop_page("1.0"), goods) == ["EUR"]


def test_a_shop_behind_a_password_is_no_empty_shop() -> None:
    """Every address of a closed shop, its goods' too, leads to this page."""
    form = '<script>Shopify.shop = "x"</script><form method="post" action="/password"></form>'

    reading = read_visit([page(f"<html>{form}</html>", f"{KA}/password")], "shopify")

    assert reading.outcome is Outcome.BLOCKED
