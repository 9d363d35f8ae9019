"""Tables and code, whole, cut off and hostile: every fact still quotes the text, in linear time."""

from functools import partial
from itertools import count

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from market.claims import Price
from parsers.readers.rules import claims
from parsers.readers.rules.code.frames import frames
from parsers.readers.rules.code.keys import key
from parsers.readers.rules.code.literals import pieces

_PATTERNS = [
    '{"name":"Claude Pro","price":5},', '{"a":', "({[", "])}", "|", "|Claude Pro|¥5|", "'a',", '"',
    "`", "\\'", "price:", "name: Claude Pro\nprice: 5\n", "Model Input Output\nClaude ¥5 ¥6\n",
    "Claude Pro +5 ₽\n", '"group_ratio":{"az":4,', "(price, name),", "name,price\nClaude Pro,5\n",
    "| Model | Price |\n|---|---|\n| Claude Pro | ¥5 |\n", "Model\nInput\nOutput\n", "a\t", "=>",
    '{"name":"Claude Pro 1 month","variants":[', "('Claude Pro', 900, 600, 30),", "</td>\n", "x;",
]  # fmt: skip
_FRESH = count()


def _claims(pattern: str, size: int) -> None:
    """Reads a text of this size that no cache knows yet."""
    claims(f"{next(_FRESH)} Claude " + (pattern * size)[:size], "")


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_four_times_the_structure_costs_about_four_times_the_time(pattern: str) -> None:
    assert growth(partial(_claims, pattern), 4_000, times=4) < 9


def _many_keys(size: int) -> None:
    """A map of as many groups, each under a name of its own."""
    groups = ",".join(f'"az-{at}":{at % 50 + 1}' for at in range(size))
    claims(f'{next(_FRESH)} "group_ratio":{{{groups}}}', "")


def test_a_map_of_many_keys_costs_as_much_as_its_keys() -> None:
    assert growth(_many_keys, 500, times=4) < 9


def test_a_head_of_ten_thousand_columns_is_none() -> None:
    """Nobody reads such a table; the prose rules may still look at it."""
    head = "|".join(["Model", *["Price"] * 10_000])

    assert claims(head + "\n|---|\n" + "|".join(["Claude", *["5"] * 10_000])) == ()


_CODE = st.sampled_from(
    [*"{}()[],:;=|'\"`\n\t ", "=>", "name", "price", "originalPrice", "stock", "sku", "currency",
     "Claude Pro 1 month", "ChatGPT Plus", "350.000đ", "1999", "9.99", "129_000", "USD", "true",
     "Model", "Input", "Official", "| --- |", "<td>", "</td>", "</tr>", "<br>", "+5 ₽", "ratio"]
)  # fmt: skip


@given(st.lists(_CODE, max_size=60).map("".join), st.lists(_CODE, max_size=20).map("".join))
@settings(max_examples=300)
def test_every_fact_of_a_structure_quotes_its_text(text: str, context: str) -> None:
    for fact in claims(text, context):
        assert text[fact.span[0] : fact.span[1]] == fact.quote
        assert fact.quote.strip()


@given(st.lists(_CODE, max_size=60).map("".join))
@settings(max_examples=200)
def test_a_literal_is_what_stands_in_the_text(code: str) -> None:
    for piece in pieces(code):
        assert code[piece.start : piece.end] == piece.text


def test_a_snippet_may_begin_inside_a_string_and_end_inside_a_frame() -> None:
    *_, cut, last = frames('Plus 1 month", 350, "shared"),\n("Claude Pro", 400, [')

    assert [value.text for value in cut.values] == ["Claude Pro", "400"]
    assert last.values == []


def test_a_key_met_again_begins_another_thing() -> None:
    names = [frame.fields[0][1].text for frame in frames("name: A\nprice: 1\nname: B\nprice: 2")]

    assert names == ["A", "B"]


@pytest.mark.parametrize(
    ("written", "role", "money", "period"),
    [
        ("originalPrice", "old", None, ""), ("price_vnd", "price", "VND", ""),
        ("giá_bán", "price", None, ""), ("priceM", "price", None, "month"),
        ("price_12m", "price", None, "12 months"), ("buy_price", "cost", None, ""),
        ("inputPerMillion", "in", None, ""), ("output_price_per_1M", "out", None, ""),
        ("цена", "price", None, ""), ("售价", "price", None, ""), ("max_tokens", "", None, ""),
        ("durationDays", "lasting", None, "day"), ("goods_name", "name", None, ""),
    ],
)  # fmt: skip
def test_a_key_says_what_its_field_holds(
    written: str, role: str, money: str | None, period: str
) -> None:
    found = key(written)

    assert (found.role, found.money, found.period) == (role, money, period)


def test_a_price_in_cents_is_told_whole() -> None:
    (fact,) = claims("{ name: 'Claude Pro', priceCents: 1250, currency: 'EUR' }")

    assert isinstance(fact.value, Price)
    assert str(fact.value.amount) == "12.5"
