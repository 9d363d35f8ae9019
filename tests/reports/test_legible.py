"""Strangers' words as a reader may see them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.legible import brief, defanged, visible


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("松鼠中转 Claude 0.32", "松鼠中转 Claude 0.32"),
        ("pay\u202egpj.exe", "pay⟨U+202E⟩gpj.exe"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("so\u200bng\u200dshu\ufeff", "songshu"),
        ("so\u00adft", "soft"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\u2028b\u00a0c", "a b c"),
        ("e\u0301", "e\u0301"),
        ("e" + "\u0301" * 90, "e" + "\u0301" * 3),
        ("hidden\U000e0041tag", "hiddentag"),
        ("🔥\ufe0f fast", "🔥 fast"),
    ],
)
def test_nothing_hides_and_nothing_reorders(written: str, shown: str) -> None:
    assert visible(written) == shown


@given(st.text())
def test_what_is_shown_has_no_control_or_format_character(text: str) -> None:
    shown = set(visible(text)) - {"\t", "\n"}

    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("url", "harmless"),
    [
        ("https://shop.example/a.html?x=1.2", "hxxps://shop[.]example/a.html?x=1.2"),
        ("HTTP://Shop.example:8443", "hxxp://Shop[.]example:8443"),
        ("t.me/invented", "t[.]me/invented"),
        ("telegram:@invented", "telegram:@invented"),
        ("javascript://x.example/%0aalert(1)", "javascript://x[.]example/%0aalert(1)"),
    ],
)
def test_an_address_cannot_be_followed_by_a_slip(url: str, harmless: str) -> None:
    assert defanged(url) == harmless


def test_a_long_quote_is_cut_to_one_line() -> None:
    assert brief("a\n\n b  " + "长" * 300, 10) == "a b 长长长长长…"
