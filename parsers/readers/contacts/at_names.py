"""Names written with "@": "客服：@otter", "Telegram: **@otter**", "推特 @otter"."""

import re
from collections.abc import Iterator
from functools import cache

from parsers.readers.contacts.handles import Handle, no_handles
from parsers.readers.contacts.hosts import CJK
from parsers.readers.text.spellings import free
from parsers.readers.text.words import vocabulary

_PLATFORMS = ("telegram", "x", "instagram", "line")
# No mailbox, no "pkg@latest", no "@scope/package", no "[@member](https://…)".
_NAME = re.compile(
    rf"(?<![^\W{CJK}])(?<![@./+-])@(?P<name>[a-z][a-z0-9_]{{3,31}})(?![^\W{CJK}]|[@/-])(?!\.\w|\])"
)
_ELSEWHERE = re.compile(r"github|gitlab|gitee|微博|weibo|youtube|b站|bilibili")
_LINE = 45  # characters of the line before "@name" that may say where it is
_NEAR = 6  # characters between "客服" and "@name"


def at_names(text: str) -> Iterator[Handle]:
    """Every "@name" of a folded text whose place is said, or that is said to be written to."""
    for found in _NAME.finditer(text):
        where = _where(text, found)
        if where and found["name"] not in no_handles():
            yield Handle(where, *found.span("name"))


def _where(text: str, found: re.Match[str]) -> str | None:
    """The last platform named before it on the line, else Telegram behind "客服"."""
    line = text[max(0, found.start() - _LINE) : found.start()].rpartition("\n")[2]
    named = [(last, platform) for platform in _PLATFORMS if (last := _last(platform, line)) >= 0]
    if named:
        return max(named)[1]
    reached = any(cue.end() >= len(line) - _NEAR for cue in _cue("reached").finditer(line))
    bot = found["name"].endswith("_bot")
    return "telegram" if (reached or bot) and not _ELSEWHERE.search(line) else None


def _last(platform: str, line: str) -> int:
    return max((cue.start() for cue in _cue(platform).finditer(line)), default=-1)


@cache
def _cue(name: str) -> re.Pattern[str]:
    known = vocabulary("contacts")
    return re.compile(
        free(known["telegram_name"]["words"] if name == "reached" else known["platform"][name])
    )
