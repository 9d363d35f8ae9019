"""Handles become signs: the same person the same sign, under one key only."""

import re

import pytest

from alerts.pseudonyms import Veil, person_in

VEIL = Veil("an invented key")


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("ask @songshu_boss for a key", "songshu_boss"),
        ("https://t.me/songshu_boss", "songshu_boss"),
        ("https://t.me/s/songshu_boss/12", "songshu_boss"),
        ("discord.gg/AbC123", "AbC123"),
        ("https://x.com/songshu_boss", "songshu_boss"),
        ("微信：songshu_boss", "songshu_boss"),
        ("QQ群: 123456789 进群", "123456789"),
        ("vx=songshu88", "songshu88"),
        ("TG songshu_boss", "songshu_boss"),
        ("mail boss@songshu.example now", "boss@songshu.example"),
    ],
)
def test_what_looks_like_a_handle_is_signed(text: str, handle: str) -> None:
    """Whether or not anybody read it as a contact."""
    veiled = VEIL.text(text)

    assert handle not in veiled
    assert re.search(r"\[\w+ ~[0-9a-f]{16}\]", veiled)


@pytest.mark.parametrize(
    "text",
    [
        "https://songshu-relay.example/api/pricing",
        "claude-sonnet-4-5 at 6.6 % of list, group claude-max",
        "¥1.40 → ¥0.98 (−30 %)",
        "/data/0/model_ratio",
        "a" * 64,
    ],
)
def test_what_is_nobodys_handle_stays(text: str) -> None:
    """Sites, prices, models, places and digests are not people."""
    assert text == VEIL.text(text)


def test_a_known_handle_is_signed_wherever_it_stands() -> None:
    """Spelt in any case, with or without its @, but not inside another word."""
    known = [("wechat", "Boss88"), ("telegram", "@songshu")]

    veiled = VEIL.text("add boss88, see songshu and songshu-relay; not boss889", known)

    assert veiled == (
        f"add {VEIL.handle('wechat', 'Boss88')}, see {VEIL.handle('telegram', 'songshu')} and"
        f" {VEIL.handle('telegram', 'songshu')}-relay; not boss889"
    )


def test_one_person_has_one_sign_under_one_key() -> None:
    """Case and @ make no difference; the platform and the key do."""
    sign = VEIL.handle("telegram", "@Songshu")

    assert sign == VEIL.handle("telegram", "songshu")
    assert sign != VEIL.handle("wechat", "songshu")
    assert sign != Veil("another key").handle("telegram", "songshu")


def test_without_a_key_a_handle_is_withheld() -> None:
    """An unkeyed hash of a handle is no secret."""
    known = [("telegram", "songshu_boss")]

    assert Veil().text("ask @other_boss") == "ask [handle withheld]"
    assert Veil().text("ask @songshu_boss", known) == "ask [telegram withheld]"


@pytest.mark.parametrize(
    ("channel", "person"),
    [
        ("telegram:@songshu", ("telegram", "@songshu")),
        ("github:songshu/relay", ("github", "songshu/relay")),
        ("songshu-relay.example", None),
        ("127.0.0.1:8801", None),
        ("localhost:8801", None),
        ("relay.example:8443", None),
        ("name:station-list:松鼠中转", None),
    ],
)
def test_a_channel_may_be_a_person(channel: str, person: tuple[str, str] | None) -> None:
    """Where its key is a handle on a shared platform."""
    assert person == person_in(channel)
    assert (VEIL.channel(channel) == channel) is (person is None)


def test_the_key_is_not_printed() -> None:
    """Not even in a traceback."""
    assert "invented" not in repr(VEIL)
