"""From the bare address of a shop to what a dollar of credit, an account or a month costs there."""

import json
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from loopback import Answer, as_json, as_page, serve

from fixtures.cases import SITES, Case

CONFIG = '[crawl]\nallow_networks = ["127.0.0.0/8"]\nhost_delay_seconds = 0\nbrowser = false\n'


@pytest.fixture
def probe(run: Any, tmp_path: Any) -> Any:
    """``probe(answers)`` of a shop that answers so, from its bare address."""
    config = tmp_path / "resalewatch.toml"
    config.write_text(CONFIG, encoding="utf-8")

    def ask(answers: dict[str, Answer]) -> tuple[dict[str, Any], list[str]]:
        with serve(answers) as shop:
            ended = run("probe", shop.url, "--on", "2026-08-20", "--config", str(config), "--json")
        return ended.json(), shop.asked

    return ask


def recorded(family: str, name: str) -> dict[str, Answer]:
    """The pages of a recorded case by their paths; of two at one path the first."""
    answers: dict[str, Answer] = {}
    for page in Case(family, name).pages():
        path = urlsplit(page.url).path or "/"
        answers.setdefault(path, (page.evidence.status, page.evidence.content_type, page.body))
    return answers


# family, case → requests until all was read, unit → what one costs as a dollar, a month, a piece
SHOPS = [
    ("dujiaoka", "luna_catalogue", {"usd_credit": "0.60", "month": "50", "call": "0.03"}),
    ("dujiaoka", "unicorn_cards_and_an_article", {"usd_credit": "0.64"}),
    ("dujiaoka", "hyper_cards_and_an_article", {"month": "420", "account": "88"}),
    ("acg_faka", "goods_and_a_detail", {"usd_credit": "0.05", "month": "120"}),
    ("shopify", "empty_catalogue", {}),
    ("woocommerce", "goods", {"usd_credit": "0.5", "month": "12"}),
    ("product", "json_ld_list_and_graph", {"usd_credit": "0.485", "month": "7"}),
]


@pytest.mark.parametrize(("family", "case", "cheapest"), SHOPS)
def test_a_shop_is_known_and_priced_from_its_bare_address(
    probe: Any, family: str, case: str, cheapest: dict[str, str]
) -> None:
    told, asked = probe(recorded(family, case))
    paid: dict[str, list[Decimal]] = {}
    for offer in told["offers"]:
        paid.setdefault(offer["unit"], []).append(Decimal(offer["paid"]))

    assert (told["outcome"], told["family"]) == ("read", family), told["issues"]
    for unit, amount in cheapest.items():
        assert Decimal(amount) in paid[unit], paid
    assert len(asked) == told["requests"] <= 9
    assert [path for path in asked if "order" in path or "bill" in path or "cart" in path] == []


FRONT = as_page(
    "<title>Siskin</title><link rel='stylesheet' href='https://cdn.shopify.com/s/base.css'>"
    '<script type="application/ld+json">{"@type": "Product", "name": "Claude credits $50",'
    ' "offers": {"price": "20.00", "priceCurrency": "USD"}}</script>'
)


def test_mark_up_of_products_does_not_hide_the_engine(probe: Any) -> None:
    """A Shopify page under a theme that names itself nowhere else, with JSON-LD in it."""
    case = SITES / "shopify" / "goods_and_money"
    goods, meta = (json.loads((case / name).read_text()) for name in ("products.json", "shop.json"))
    told, asked = probe({"/": FRONT, "/products.json": as_json(goods), "/meta.json": as_json(meta)})

    assert (told["family"], told["outcome"]) == ("shopify", "read")
    assert [path.partition("?")[0] for path in asked[:3]] == ["/robots.txt", "/", "/products.json"]
    assert {offer["currency"] for offer in told["offers"]} == {"USD"}


def test_a_front_page_in_another_dress_is_not_asked_for_twice(probe: Any) -> None:
    """The footer names the software, and its door is the page we stand on."""
    footer = '<p>Welcome</p><a href="https://github.com/assimon/dujiaoka">@x</a>'
    told, asked = probe({"/": as_page(f"<html><title>Shop</title>{footer}</html>")})

    assert (told["outcome"], asked) == ("not_resale", ["/robots.txt", "/"])


def test_a_shop_that_sells_other_things_is_no_channel(probe: Any) -> None:
    told, _ = probe(recorded("dujiaoka", "luna_nothing_but_games"))

    assert (told["outcome"], told["offers"]) == ("not_resale", [])
    assert "unrelated_goods" in {issue["code"] for issue in told["issues"]}


ACW = "<html><script>var arg1='0A';document.cookie='acw_sc__v2='+arg1;location.reload()</script>"
WALLS = [
    ("a challenge", {"/": as_page(ACW)}),
    ("not in Tencent's browser", recorded("dujiaoka", "not_in_tencent_browser")),
    ("closed", recorded("dujiaoka", "closed_for_maintenance")),
    ("maintenance", recorded("acg_faka", "closed_for_maintenance")),
]


@pytest.mark.parametrize(("what", "answers"), WALLS)
def test_a_wall_is_where_a_visit_ends(probe: Any, what: str, answers: dict[str, Answer]) -> None:
    told, asked = probe(answers)

    assert (told["outcome"], told["offers"]) == ("blocked", []), what
    assert len(asked) <= 4
