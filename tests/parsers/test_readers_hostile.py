"""Hostile text costs linear time, raises nothing, and every span still quotes the text."""

from functools import partial
from itertools import count

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from market.claims import Price
from market.types import Listing
from parsers.readers import LONGEST, read
from parsers.readers.lexer.numbers import chinese, number

_PATTERNS = [
    "1", "折", "（", ")", "1折", "1/", "1:", "$1", "元", "一", "1元=", "<a ", "~", "@", "微信",
    "Claude ",
    "1 000", "\u0301", "\u202e", "1%", "官转", "a.", "://", "1-", "|", "倍率1", "\n1R 一刀",
    "~~1R 一刀~~", "Claude/1折", "a.com ",
    "非官转、", "不记录日志", "we store prompts ", "质保1天", "库存1", "1 sold ", "stock: ",
]  # fmt: skip


_FRESH = count()


def _read(pattern: str, size: int) -> None:
    """Reads a text of this size that no cache knows yet."""
    fresh = f"{next(_FRESH)}x"
    read(Listing(key="1", title="", text=fresh + (pattern * size)[:size]))


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_four_times_the_text_costs_about_four_times_the_time(pattern: str) -> None:
    """Reading in squares would cost sixteen times as much."""
    assert growth(partial(_read, pattern), 4_000, times=4) < 9


_ALPHABET = st.sampled_from(
    [*"0123456789.,:/=%$¥~-()|\n ", *"折倍刀元块毛分一二五百万亿", "Claude", "GPT 5.5",
     "官转", "Max号池", "非", "库存", " sold", "质保", "不退款", "prompts", "stored",
     "倍率", "充值", "1元=1刀", "Rp", "/1M tokens", "R 一刀", "毛", "RM",
     "off", "官方价", "<br>", "**", "~~", "t.me/abcde", "微信",
     "\u200b", "\u202e", "\u0301", "İ"]
)  # fmt: skip


@given(st.lists(_ALPHABET, max_size=60).map("".join))
@settings(max_examples=300)
def test_every_fact_quotes_the_text_it_stands_in(text: str) -> None:
    """Whatever folding and joining did, positions are those of the original."""
    for fact in read(Listing(key="1", title="", text=text, context=text[:40])):
        assert text[fact.span[0] : fact.span[1]] == fact.quote
        assert fact.quote.strip()


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    """Time is bounded whatever a page sends."""
    text = "无关" * LONGEST + "0.5R 一刀"

    assert read(Listing(key="1", title="", text=text)) == ()


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    """Any Unicode at all."""
    read(Listing(key="1", title="", text=text))


@pytest.mark.parametrize(
    ("written", "currency", "value"),
    [
        ("350.000", "VND", "350000"), ("0.125", None, "0.125"), ("450,000", None, "450000"),
        ("0,3", None, "0.3"), ("1 875 000", None, "1875000"), ("1.2万", None, "12000"),
        ("3亿", None, "300000000"), ("50k", None, "50000"), ("1,234.56", None, "1234.56"),
        ("1.234,56", None, "1234.56"), ("2.500", "CNY", "2.5"), (".5", None, "0.5"),
    ],
)  # fmt: skip
def test_digits_mean_what_their_separators_say(
    written: str, currency: str | None, value: str
) -> None:
    """A dot before three digits is decimal, unless thousands are small change."""
    assert str(number(written, currency)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("五", "5"), ("十", "10"), ("十五", "15"), ("两百", "200"), ("八五", "85"), ("七点五", "7.5"),
     ("半", "0.5"), ("三亿", "300000000"), ("一百万", "1000000"), ("一万二千", "12000")],
)  # fmt: skip
def test_chinese_numerals_are_numbers(written: str, value: str) -> None:
    """Positional, spelled out digit by digit, and with a point."""
    assert str(chinese(written)) == value


@pytest.mark.parametrize(
    "written",
    [
        "0,600.6",
        "1,2,3",
        "5٥",
        "9" * 40,
        "1.2.3,4",
        "一٥亿",
        "五0",
        "九" * 40,
        "年亿亿亿亿",
        "亿" * 9,
        "点",
        "半半",
        "²",
    ],
)
def test_what_is_no_number_is_none(written: str) -> None:
    """Digits and numerals in any order: a number, or nothing, but never an exception."""
    for value in (number(written), chinese(written), number(written, "VND")):
        assert value is None or value.is_finite()


@pytest.mark.parametrize(
    "disguised",
    ["Claude ٠.٦R 一刀", "Claude ０．６Ｒ 一刀", "𝐂𝐥𝐚𝐮𝐝𝐞 𝟎.𝟔𝐑 一刀", "Claude ۰.۶R 一刀"],
)
def test_digits_of_other_scripts_are_digits(disguised: str) -> None:
    """Arabic, wide, mathematical, Persian."""
    found = read(Listing(key="1", title="", text=disguised))

    assert [str(fact.value.amount) for fact in found if isinstance(fact.value, Price)] == ["0.6"]
