"""Numbers as written, pointers that find them, prose as readers see it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.payload import document, number, pointer, resolve
from parsers.prose import plain
from tests.parsers.pages import page

NUMBERS = [
    (0.1, "0.1"), (1e-06, "0.000001"), (7, "7"), ("0.55", "0.55"), ("1.00", "1.00"), (0.0, "0.0"),
]  # fmt: skip
NO_NUMBERS = [
    None,
    True,
    "",
    "1,5",
    "1_0",
    "٣",
    "Infinity",
    "nan",
    "-1",
    -1,
    1e300,
    "1e999",
    [],
    {},
]


@pytest.mark.parametrize(("written", "wanted"), NUMBERS)
def test_a_number_is_what_was_written(written: object, wanted: str) -> None:
    assert number(written) == Decimal(wanted)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_price_is_no_number(written: object) -> None:
    assert number(written) is None


_KEYS = st.text(max_size=5)
_JSON = st.recursive(
    st.integers(0, 9), lambda inner: st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
)


@given(st.lists(_KEYS, max_size=4), _JSON)
def test_a_pointer_finds_what_it_was_made_for(steps: list[str], value: object) -> None:
    nested = value
    for step in reversed(steps):
        nested = {step: nested}

    assert resolve(nested, pointer(*steps)) == value


@pytest.mark.parametrize("place", ["/b", "/a/2", "/a/x", "/a/0/c"])
def test_a_pointer_to_nothing_says_so(place: str) -> None:
    with pytest.raises(KeyError):
        resolve({"a": [1, 2]}, place)


def test_nul_never_leaves_a_payload() -> None:
    assert document(page('{"a": "x\\u0000y"}')) == {"a": "x\ufffdy"}


WRITTEN = [
    ("<p>官转 <b>6 折</b></p><p>TG</p>", "官转 6 折\nTG"),
    ('<a href="https://x.example/b">shop</a>', "shop (https://x.example/b)"),
    ("was <del>0.9</del> 0.7", "was ~~0.9~~ 0.7"),
    ("<script>steal()</script><style>p{}</style>0.7", "0.7"),
    ("1\u200b5 折", "15 折"),
    ('0.<span style="display: none">9</span>5R<i hidden>8</i> 一刀', "0.5R 一刀"),
    ('<p aria-hidden="true">x<b style="visibility:hidden">y</b></p>0.7', "0.7"),
    ('<body style="display:none">0.7', "0.7"),
    ('<img src="https://px.example/1.gif?u=1" width=1>0.7', "0.7"),
    ("a < b and 3 > 2", "a < b and 3 > 2"),
    ("<table><tr><td>gpt</td><td>0.3</td></tr></table>", "gpt | 0.3 |"),
    ("<?xml version='1.0'?><p>x</p>", "x"),
    ("<p" * 50_000, "<p" * 50_000),
]


@pytest.mark.parametrize(("written", "wanted"), WRITTEN)
def test_prose_is_plain(written: str, wanted: str) -> None:
    assert plain(written) == wanted


@given(st.text(alphabet="<>/!ab=\"' &;\n", max_size=200))
def test_any_markup_becomes_text(written: str) -> None:
    assert "\u200b" not in plain(written)
