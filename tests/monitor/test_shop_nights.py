"""Nights at a card shop: its counters grow, and the channel says what must have gone."""

import json
from typing import Any

from loopback import Answer, as_page, serve


def home(stock: int, sold: int, price: str = "80.00") -> dict[str, Answer]:
    """luna's home page with one article."""
    row = {"id": 12, "gd_name": "Claude API 兑换码 $100", "actual_price": price, "type": 1}
    groups = [{"gp_name": "API", "goods": [{**row, "in_stock": stock, "sales_volume": sold}]}]
    script = f"<script>let goodsMsg = {json.dumps(groups)};</script>"
    return {"/": as_page(f"<html><title>首页 | 白鹭发卡</title>{script}</html>")}


def test_what_a_shop_sold_between_two_nights_is_shown(run: Any, empty: Any) -> None:
    config = ("--config", empty.config)
    with serve(home(37, 214)) as shop:
        run("sources", "add", "egret", shop.url, "--on", "2026-08-03", *config)
        assert run("nightly", "--on", "2026-08-03", *config).status == 0
        shop.answers = home(90, 230)  # sold, and filled up
        assert run("nightly", "--on", "2026-08-04", *config).status == 0
        shop.answers = home(90, 90000)  # somebody typed it
        assert run("nightly", "--on", "2026-08-05", *config).status == 0
        shop.answers = home(88, 90002, price="78.00")
        assert run("nightly", "--on", "2026-08-06", *config).status == 0
    shown = run("channels", "show", shop.url, *config).out
    told = run("channels", "show", shop.url, "--json", *config).json()

    assert told["channel"]["name"] == "白鹭发卡"
    assert told["volume"] == {
        "claimed": "90002", "observed": "18", "since": "2026-08-03", "until": "2026-08-06",
    }  # fmt: skip
    assert [(o["offer"]["unit"], o["offer"]["paid"]) for o in told["offers"]] == [
        ("usd_credit", "0.78")
    ]
    assert "observed at least" in shown


def test_a_channel_without_counters_says_so(run: Any, played: Any) -> None:
    config = ("--config", played.config)
    told = run("channels", "show", "heron-relay.example", "--json", *config).json()

    assert told["volume"] == {"claimed": None, "observed": "0", "since": None, "until": None}
