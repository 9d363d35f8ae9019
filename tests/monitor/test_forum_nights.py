"""Forums, searches and feeds night by night: who sells there is a channel once, whoever else
writes there is nobody.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from loopback import Shop, as_json, as_page, serve

from market.types import Source, SourceKind
from monitor.house import House, opened
from monitor.nightly import run_night
from monitor.settings import CrawlSettings, ReportSettings, Settings, StoreSettings, load
from monitor.tally import line

NIGHTS = [date(2026, 7, day) for day in (1, 2, 3)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings: Settings = load(
        store=StoreSettings(url=f"sqlite:///{tmp_path}/x.db", archive=tmp_path / "archive"),
        crawl=CrawlSettings(allow_networks=("127.0.0.0/8",), host_delay_seconds=0),
        reports=ReportSettings(folder=tmp_path / "report"),
    )
    with opened(settings) as rooms:
        yield rooms


def topic(number: int, who: str, title: str, text: str) -> dict[str, Any]:
    member = {"id": number, "username": who}
    return {
        "id": number, "title": title, "content_rendered": f"<p>{text}</p>", "replies": 0,
        "node": {"name": "promotions"}, "member": member,
    }  # fmt: skip


FIRST = [
    topic(1, "otter_example", "Claude 官转 6 折，¥1=$1", "企业可开票"),
    topic(2, "asker_example", "有没有便宜的 Claude 中转？", "预算 0.5 倍率"),
    topic(3, "heron_example", "Codex 0.1 倍率，¥1=$1", "TG @heron_sales_example"),
]
SECOND = [
    topic(4, "otter_example", "GPT 0.05 倍率，¥1=$1", "微信 otter_sales_01"),
    topic(5, "buyer_example", "求购 Claude Max 号", "¥200 一个"),
    *FIRST,
]


def channels(house: House) -> dict[str, str]:
    return {one.key: one.name for one in house.store.channels()}


def night(house: House, on: date) -> dict[str, Any]:
    told: dict[str, Any] = line(run_night(house, on).tally)
    assert told["outcome"] == "ok", told
    return told


def source(shop: Shop, path: str, family: str | None = None) -> Source:
    return Source("board", f"{shop.url}{path}", SourceKind.FORUM, family)


def test_a_seller_in_two_posts_is_one_channel_and_nobody_else_is_any(house: House) -> None:
    """Under his Telegram handle, else under his name within the source."""
    with serve({"/api/topics/latest.json": as_json(FIRST)}) as shop:
        house.store.add_sources([source(shop, "api/topics/latest.json")], on=NIGHTS[0])
        night(house, NIGHTS[0])
        shop.answers["/api/topics/latest.json"] = as_json(SECOND)
        second = night(house, NIGHTS[1])
    known = channels(house)

    assert set(known) == {"name:board:otter_example", "telegram:@heron_sales_example"}
    assert second["channels"]["new"] == 0
    assert second["offers"]["new"] > 0


def test_what_a_place_offers_nothing_of_is_said_of_the_night(house: House) -> None:
    """Issues of posts that are nobody's are not lost with them."""
    with serve({"/api/topics/latest.json": as_json(FIRST[1:2])}) as shop:
        house.store.add_sources([source(shop, "api/topics/latest.json")], on=NIGHTS[0])
        told = night(house, NIGHTS[0])

    assert channels(house) == {}
    assert told["issues"] == 1


def test_a_forum_s_front_page_leads_to_its_sellers(house: House) -> None:
    front = '<html><head><meta name="generator" content="Discourse 3.6.0"></head></html>'
    post = {
        "id": 9, "post_number": 1, "username": "otter_example",
        "cooked": "<p>¥1=$1，Plus 号池 0.05 倍率</p>",
    }  # fmt: skip
    title = "Codex 拼车，0.05 倍率"
    thread = {"id": 7, "title": title, "post_stream": {"posts": [post], "stream": [9]}}
    answers = {
        "/": as_page(front),
        "/latest.json": as_json({"topic_list": {"topics": [{"id": 7, "title": title}]}}),
        "/t/7.json": as_json(thread),
    }
    with serve(answers) as shop:
        house.store.add_sources([source(shop, "")], on=NIGHTS[0])
        told = night(house, NIGHTS[0])
        again = night(house, NIGHTS[1])

    assert set(channels(house)) == {"name:board:otter_example"}
    assert (told["sources"]["read"], again["offers"]["new"]) == (1, 0)


def test_a_forum_behind_a_refusal_is_blocked(house: House) -> None:
    front = '<html><head><meta name="generator" content="Discourse 3.6.0"></head></html>'
    answers = {"/": as_page(front), "/latest.json": as_page("no", status=403)}
    with serve(answers) as shop:
        house.store.add_sources([source(shop, "")], on=NIGHTS[0])
        told = line(run_night(house, NIGHTS[0]).tally)

    assert told["sources"]["blocked"] == 1
    assert channels(house) == {}
