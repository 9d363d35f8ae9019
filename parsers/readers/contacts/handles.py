"""Handles behind a word that says which platform they are on: "微信：abc12345", "tg @name"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from parsers.readers.contacts.hosts import CJK
from parsers.readers.text.words import any_of, vocabulary

_SHAPE = {
    "qq_group": r"\d{6,11}",
    "telegram": r"[a-z][a-z0-9_]{4,31}",
    "wechat": r"[a-z0-9][a-z0-9_-]{5,19}",
    "qq": r"\d{5,11}",
    "whatsapp": r"\+?\d{8,15}",
    "line": r"[a-z0-9_.-]{4,20}",
    "kakaotalk": r"[a-z0-9_.-]{4,20}",
    "discord": r"[a-z0-9_.]{2,32}(?:#\d{4})?",
    "instagram": r"[a-z0-9_.]{3,30}",
}
_CLOSED = rf"(?![^\W{CJK}]|[@#]|-\w)(?!\.\w)"
_SIGNS = r"[ :=(\[|~\"'「【是为>→❤♥@-]{0,6}"
_MORE = r"\s?(?:[,，、/|;+]|或者?|和|and|or)\s?"  # "q1796ty，ye73u2g"
MODEL = re.compile(
    r"(?:gpt|chatgpt|claude|gemini|grok|deepseek|glm|kimi|qwen|codex|opus|sonnet)(?:[-_.]|\d*$)"
)
_COUNTED = re.compile(
    r"\s?(?:[元块个人名位刀万亿条次份张天月年%$¥+]|tokens?\b|usd|rmb|usdt|[km]\b)"
)
_DATE = re.compile(r"20[1-3]\d(?:0\d|1[0-2])[0-3]\d")
_PAIR = 14  # characters before a platform's word that may name another
_CHINESE = re.compile(rf"[{CJK}。，、！!]|\A\Z")
MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")


class Handle(NamedTuple):
    """A handle at ``start`` to ``end`` of a folded text."""

    platform: str
    start: int
    end: int


def handles(text: str) -> Iterator[Handle]:
    """Every handle that a folded text gives, with those that go on behind it."""
    at = 0
    while word := _spoken().search(text, at):
        platform = _platforms()[word[0]]
        found = _behind(platform).match(text, word.end())
        at = word.start() + 1
        if found and _is_handle(platform, text, word.start(), *found.span("handle")):
            at = found.end()
            yield Handle(platform, *found.span("handle"))
            yield from _both(text[max(0, word.start() - _PAIR) : word.start()], found)
            yield from _others(platform, text, at)


def _both(before: str, found: re.Match[str]) -> Iterator[Handle]:
    """The other platform of "QQ/微信：12345", where the handle has its shape too."""
    pair = _paired().search(before)
    other = _platforms()[pair["word"]] if pair else ""
    if other and re.fullmatch(_SHAPE[other], found["handle"]):
        yield Handle(other, *found.span("handle"))


def _others(platform: str, text: str, end: int) -> Iterator[Handle]:
    while found := _more(platform).match(text, end):
        low, end = found.span("more")
        named = any(mark.isdigit() for mark in found["more"]) and not MODEL.match(found["more"])
        if not named or _COUNTED.match(text, end):
            return
        yield Handle(platform, low, end)


def _is_handle(platform: str, text: str, start: int, low: int, high: int) -> bool:
    spoken, value = text[start:low], text[low:high]
    if value in no_handles() or MODEL.match(value) or value.strip("_.-") == "":
        return False
    if value.replace("-", "").isdigit():
        phone = platform != "whatsapp" and MOBILE.fullmatch(value)
        other = phone or _DATE.fullmatch(value) or _COUNTED.match(text, high)
        return not other and "-" not in value and spoken != "v"  # "v20250101"
    if spoken[-1:].isascii() and spoken[-1:].isalpha():
        return False  # "vxworks"
    if any(mark.isdigit() for mark in value):
        return spoken != "v" and platform != "qq"
    return _is_of_letters(platform, text, start, low, high)


def _is_of_letters(platform: str, text: str, start: int, low: int, high: int) -> bool:
    """Letters only: where nothing else can be meant, "WeChat: otterking" but not "please add"."""
    spoken, value = text[start:low], text[low:high]
    if spoken.rstrip(": =") == "v":  # "下单找 v：otter_king", but "v: some_name" in code
        chinese = _CHINESE.search(text, max(0, start - 4), start) is not None
        return "_" in value and ":" in spoken and chinese
    if platform in ("discord", "line") and "_" not in value:
        return False
    told = "_" in value or any(mark in spoken for mark in ":(「【@")
    return told and not re.match(r"['’(]?\s?[a-z]", text[high : high + 2])


@cache
def _paired() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{_spoken().pattern})(?:号|群)?\s?(?:[/、&+|和或]|and|or)?\s?$")


@cache
def _more(platform: str) -> re.Pattern[str]:
    return re.compile(rf"{_MORE}(?P<more>{_SHAPE[platform]}){_CLOSED}")


@cache
def no_handles() -> frozenset[str]:
    """Words that stand where a handle could, and are none."""
    return frozenset(vocabulary("contacts")["not_handle"]["words"])


@cache
def _behind(platform: str) -> re.Pattern[str]:
    """What follows a platform's word: perhaps "客服" or "群", a sign or two, and a handle."""
    filler = rf"(?:\s?(?:{any_of(vocabulary('contacts')['filler']['filler'])})){{0,2}}"
    return re.compile(rf"{filler}{_SIGNS}(?P<handle>{_SHAPE[platform]}){_CLOSED}")


@cache
def _platforms() -> dict[str, str]:
    words = vocabulary("contacts")["platform"]
    return {word: platform for platform in _SHAPE for word in words[platform]}


@cache
def _spoken() -> re.Pattern[str]:
    """The words for platforms, a letter or digit before none that begins with a letter."""
    latin = [word for word in _platforms() if word[0].isascii() and word[0].isalnum()]
    others = [word for word in _platforms() if word not in set(latin)]
    first = "".join(re.escape(mark) for mark in sorted({word[0] for word in _platforms()}))
    return re.compile(rf"(?=[{first}])(?:(?<![a-z0-9_]){any_of(latin)}|{any_of(others)})")
