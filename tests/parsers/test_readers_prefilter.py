"""The first look never hides a fact: whatever readers find in a listing, they find behind it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from market.claims import kind_of
from market.types import Listing
from parsers import readers
from parsers.readers import NUMBERS, prefilter, read
from parsers.readers.prefilter import Seen, glance, may_hold

FIXTURES = Path(__file__).parents[2] / "fixtures"
_OF_THE_TRADE = ("payment", "terms", "stock", "sold")
HEADING = "Claude / GPT API 中转"


def _listings() -> list[Listing]:
    lines = [
        json.loads(line)
        for path in sorted((FIXTURES / "listings").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Listing(one["id"], "", one["text"], context=one.get("context", "")) for one in lines]


@pytest.mark.parametrize("listing", _listings(), ids=lambda listing: listing.key)
def test_a_labelled_listing_is_read_as_if_nobody_had_looked_first(
    listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for payments, terms and counts, which are nothing to us where this trade is not spoken
    of: the look judges that for them.
    """
    found, seen = read(listing), glance(listing.text, listing.context)
    monkeypatch.setattr(readers, "glance", lambda *_: ~Seen(0))

    judged = [kind for kind in _OF_THE_TRADE if not may_hold(seen, kind)]
    assert tuple(fact for fact in read(listing) if kind_of(fact.value) not in judged) == found


def _sayings() -> Iterator[object]:
    """Sayings that mean something, each under a heading of the trade: most are half a line."""
    for path in sorted((FIXTURES / "readers").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            saying, _, expected = line.rpartition(" =>")
            if expected.strip() and not line.startswith(("#", "!xfail ")):
                context, _, text = saying.rpartition(" ‖ ")
                at = f"{path.stem}:{number}"
                yield pytest.param(path.stem, text.replace("⏎", "\n"), context, id=at)


@pytest.mark.parametrize(("kind", "text", "context"), list(_sayings()))
def test_a_saying_with_a_meaning_is_looked_into(kind: str, text: str, context: str) -> None:
    seen = glance(text, context, HEADING)

    assert may_hold(seen, "numbers" if kind in NUMBERS else kind)


@pytest.mark.parametrize(
    "disguised",
    ["Ｃｌａｕｄｅ　０．９Ｒ　一刀", "**Claude** 0.9R 一**刀**", "Cl\u200baude 0.9R 一\u200b刀",
     "<b>Cl</b>aude 0.9R <i>一</i>刀", "claude&nbsp;0.9r&nbsp;一刀", "Claude 額度 九折",
     "C\u0301laude 0.9R", "Claude 五毛", "Claude 半价", "Claude|0.9"],
)  # fmt: skip
def test_a_disguise_is_seen_through(disguised: str) -> None:
    """Markup, invisible letters, wide letters, the other script."""
    assert Seen.NUMBERS in glance(disguised)


@pytest.mark.parametrize(
    "post",
    ["昨天在 Ubuntu 22.04 上编译内核，报错 127，重装之后恢复正常，耗时 40 分。",
     "Latency was 883ms with version 4.5 of the model, and 4.0 before that.",
     "楼上说得对，第三次重启以后就好了，日志里有 17 行警告。",
     "В версии 3.2 исправили ошибку, которая появлялась после 12 часов работы.",
     "", "   ", "刀", "\ud800 0 \udfff"],
)  # fmt: skip
def test_ordinary_posts_are_done_with_here(post: str) -> None:
    assert Seen.NUMBERS not in glance(post)


def test_the_heading_and_the_title_may_name_the_trade() -> None:
    """A shop's card says "¥39 / 月" and nothing else."""
    assert Seen.NUMBERS not in glance("¥39 / 月")
    assert Seen.NUMBERS in glance("¥39 / 月", "Claude Pro")
    assert Seen.NUMBERS in glance("¥39 / 月", "", "Claude Pro")


def test_an_ordinary_look_is_not_given_up() -> None:
    """RE2 has memory enough for a long text of many words."""
    text = "".join((FIXTURES / "listings" / "zh.jsonl").read_text(encoding="utf-8")) * 5

    assert glance(text.replace("{", " ").replace('"', " ")) != ~Seen(0)


def test_a_look_that_is_given_up_says_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """RE2 that runs out of memory matches nothing."""

    class GaveUp:
        def Match(self, _text: bytes) -> None:  # noqa: N802 - as RE2 calls it
            return None

    monkeypatch.setattr(prefilter, "_searched", lambda: (GaveUp(), ()))

    assert Seen.NUMBERS in glance("nothing at all")


_PIECES = st.sampled_from(
    [*"0123456789.,:/=%$¥~-()|\n 折倍刀元块毛分一二五百万亿", "Claude", "GPT 5.5", "倍率", "充值",
     "1元=1刀", "Rp", "/1M tokens", "R 一刀", "off", "官方价", "<br>", "**", "t.me/abcde", "微信",
     "支付宝", "号池", "送", "账号", "送 5", "\u200b", "\u0301", "İ", "０", "Ｒ"]
)  # fmt: skip


@given(
    st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(["", "| 模型 | 输入 元/百万 |"])
)
@settings(max_examples=400)
def test_no_look_hides_what_readers_find(text: str, context: str) -> None:
    """Any text at all, under a heading of the trade."""
    listing = Listing("1", HEADING, text, context=context)
    found = read(listing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "glance", lambda *_: ~Seen(0))
        assert read(listing) == found
