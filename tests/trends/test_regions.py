"""Where a channel sells, by a declared rule over what it states."""

import csv
from importlib.resources import files

import pytest

from market.trends.regions import SEVERAL, SIGNS, UNKNOWN, Region, Signs, region, regions, script_of


@pytest.mark.parametrize(
    ("payments", "currencies", "text", "expected"),
    [
        ((), (), "", Region(UNKNOWN)),
        (("usdt", "card", "paypal"), ("USD",), "Claude API, 50% off", Region(UNKNOWN)),
        (("alipay",), ("USD",), "", Region("china", "payment")),
        (("alipay", "wechat_pay", "usdt"), (), "", Region("china", "payment")),
        (("alipay", "sbp"), ("CNY",), "", Region(SEVERAL, "payment")),
        (("sbp",), ("CNY",), "中转站，稳定快速", Region("russia", "payment")),
        (("usdt",), ("CNY",), "надёжный сервис", Region("china", "currency")),
        ((), ("CNY", "USD"), "", Region("china", "currency")),
        ((), ("CNY", "VND"), "", Region(SEVERAL, "currency")),
        (("usdt",), ("USD",), "надёжный сервис", Region("russia", "script")),
        ((), (), "中转 API", Region(UNKNOWN)),
        ((), (), "稳定快速的中转站", Region("china", "script")),
    ],
)
def test_the_strongest_kind_of_sign_decides(
    payments: tuple[str, ...], currencies: tuple[str, ...], text: str, expected: Region
) -> None:
    assert region(Signs(frozenset(payments), frozenset(currencies), (text,))) == expected


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("claude-sonnet-4-5 at half the price", None),
        ("安定したAPI中継サービスです。料金は定価の半分", "kana"),
        ("中转站の价格最低，官方直连，稳定快速，无需翻墙即可使用", "han"),
        ("클로드 API 중계 서비스", "hangul"),
        ("бот", None),
        ("Tài khoản Claude Pro, giá rẻ, bảo hành đầy đủ, thời hạn một tháng", "vietnamese"),
        ("Conta com preço de atacado, não é promoção", None),
        ("บริการ API ราคาถูก", "thai"),
    ],
)
def test_scripts(text: str, script: str | None) -> None:
    assert script_of([text]) == script


def test_a_channel_without_signs_is_unknown_and_stays_in_the_table() -> None:
    assert regions({"a.example": Signs()}) == {"a.example": UNKNOWN}


def test_every_line_of_the_rule_has_its_reason() -> None:
    text = (files("market") / "data" / "regions.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))

    assert {row["sign"] for row in rows} == set(SIGNS)
    assert all(row["why"] and row["region"] not in {SEVERAL, UNKNOWN} for row in rows)
    assert len({(row["sign"], row["value"]) for row in rows}) == len(rows)
