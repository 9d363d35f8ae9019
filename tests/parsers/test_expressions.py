"""Billing expressions: what is read, and that nothing else ever is."""

from decimal import Decimal

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from parsers.expression_tokens import Unparsed
from parsers.expressions import DEEPEST, LONGEST, tariff

D = Decimal

READ = [
    ("p * 2.5 + c * 15", {"p": "2.5", "c": "15"}, "the shortest there is"),
    ("v1: p*2.5+c*15", {"p": "2.5", "c": "15"}, "with a version"),
    ('tier("base", p * 3 + c * 15 + cr * 0.3)', {"p": "3", "c": "15", "cr": "0.3"}, "one tier"),
    (
        'len <= 200000 ? tier("standard", p * 3 + c * 15) : tier("long", p * 6 + c * 22.5)',
        {"p": "3", "c": "15"},
        "the tier of a small context",
    ),
    ('len > 200000 ? tier("l", p * 6) : tier("s", p * 3)', {"p": "3"}, "the other way round"),
    (
        'p < 32000 && len < 1e6 ? tier("a", p) : len < 2e6 ? tier("b", p*2) : tier("c", p*3)',
        {"p": "1"},
        "three tiers",
    ),
    ("2.5 * p + (c * 30) / 2", {"p": "2.5", "c": "15"}, "a constant on the left, a quotient"),
    ("p * 0 + c * 4", {"p": "0", "c": "4"}, "an explicit zero stays"),
    ('tier("m", p * 0.43 + img * 0.78 + ai * 3.81)', {"p": "0.43"}, "pictures and sound besides"),
    (
        'tier("b", p * 5 + c * 25)|||when(header("beta") has "fast") * 6',
        {"p": "5", "c": "25"},
        "a request rule does not touch an ordinary request",
    ),
    (
        'tier("b", p * 5) * (hour("Asia/Shanghai") >= 9 && hour("Asia/Shanghai") < 18 ? 1.5 : 1)',
        {"p": "5"},
        "dearer by day, one by default",
    ),
    ('(param("service_tier") == "fast" ? 2 : 1) * (p * 2)', {"p": "2"}, "a factor in front"),
]

UNREAD = [
    ("", "nothing"),
    ("37.5", "a number without tokens"),
    ("p * 3 + 5", "a surcharge that is no token price"),
    ("p * c", "a product of tokens"),
    ("len * 2", "a price of the context"),
    ("-p * 3", "a negative price"),
    ("p * 3 - c", "a negative price by difference"),
    ("p / 0", "a division by zero"),
    ("max(len - ai, 0) * 2", "arithmetic we do not follow"),
    ('u("seconds") * 3', "a task's own facts"),
    ('param("q") == "hd" ? p * 4 : p * 2', "a price that hangs on the request"),
    ('(param("q") == "hd" ? 2 : 1.5) * p', "a factor whose default is not one"),
    ('tier("r", fixed(0.01)) + p * 2', "a request price and token prices in one"),
    ("fixed(p)", "a request price that is no number"),
    ('tier("a")', "a tier without a price"),
    ("p * 3)", "a bracket too many"),
    ("(p * 3", "a bracket too few"),
    ("p * 3 ; c", "a character of another language"),
    ('__import__("os").system("true")', "a program"),
    ("lambda: p", "a program"),
    ("p * 3|||when(len > 0) * 2", "a request rule that always applies"),
    ("p * 1e99 * 1e99 * " + " * ".join(["1e99"] * 60), "a number beyond all bounds"),
    ("(" * (DEEPEST + 5) + "p" + ")" * (DEEPEST + 5), "brackets without end"),
    ("p * 3 +" + " c +" * LONGEST + " p", "an expression without end"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), READ, ids=[why for *_, why in READ])
def test_a_price_is_read(text: str, wanted: dict[str, str], why: str) -> None:
    base = tariff(text).base
    shown = {name: amount for name, amount in base.per_mtok if name not in {"img", "ai"}}

    assert shown == {name: D(amount) for name, amount in wanted.items()}
    assert base.fixed is None


@pytest.mark.parametrize(
    ("text", "why"), UNREAD, ids=[f"{why}-{at}" for at, (_, why) in enumerate(UNREAD)]
)
def test_what_is_not_certain_is_no_price(text: str, why: str) -> None:
    with pytest.raises(Unparsed):
        tariff(text)


def test_a_request_price_is_no_token_price() -> None:
    read = tariff('len <= 32000 ? tier("short", fixed(0.01)) : tier("long", p * 2 + c * 8)')

    assert (read.base.fixed, read.base.per_mtok) == (D("0.01"), ())
    assert [tier.name for tier in read.tiers] == ["short", "long"]


def test_an_image_price_says_so() -> None:
    read = tariff('tier("image", fixed(0.04)) * image_count')

    assert (read.base.fixed, read.per_image) == (D("0.04"), True)


def test_a_multiple_for_some_requests_is_told() -> None:
    assert tariff('p * 2 * (param("x") == "y" ? 3 : 1)').multiplied
    assert not tariff("p * 2").multiplied


_NUMBERS = st.decimals(0, 1000, places=4, allow_nan=False).map(str)


@given(st.dictionaries(st.sampled_from(["p", "c", "cr", "cc", "cc1h"]), _NUMBERS, min_size=1))
def test_any_sum_of_prices_is_read_back(prices: dict[str, str]) -> None:
    text = " + ".join(f"{name} * {amount}" for name, amount in prices.items())

    assert dict(tariff(f'tier("any", {text})').base.per_mtok) == {
        name: D(amount) for name, amount in prices.items()
    }


_PIECES = st.sampled_from(
    ["p", "c", "len", "3", "0.5", "(", ")", "?", ":", "*", "+", "-", "/", "<=", "==", "&&", "!",
     "|||", "when", "tier", "fixed", ",", '"a"', "param", "has", "image_count", "max", " "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_a_price_or_unparsed(text: str) -> None:
    try:
        base = tariff(text).base
    except Unparsed:
        return

    assert base.fixed is not None or base.per_mtok
    assert all(amount >= 0 for _, amount in base.per_mtok)


@pytest.mark.parametrize("piece", ["(", "p*", "-", "!", '"', "p?p:", "tier(", "1e9*", " ", "|||"])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    """Twice the text costs about twice the time, whatever never ends in it."""

    def cost(size: int) -> None:
        for _ in range(20):
            with pytest.raises(Unparsed):
                tariff((piece * size)[: size - 1])

    assert growth(cost, LONGEST // 2) < 3.5
