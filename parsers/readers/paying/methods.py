"""Ways to pay as they are named in a text, and the lists they are named in."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from parsers.readers.text.spellings import free, section
from parsers.readers.text.words import vocabulary

FREE = ("sure", "near", "beside")  # levels of spellings, the surest first; "column" is for cells
# Between two methods of one list: "支付宝/微信", "Alipay, USDT (TRC20) and cards".
_JOIN = re.compile(
    r"[\s/\\、,，،+&()\[\]·•]{0,4}(?:(?:and|or|и|или|oder|und|et|ou|y|o|e|dan|atau|ve|veya|và|hoặc|や"
    r"|或者?|和|与|及|以及|还有)[\s/、,，+&(]{1,3}|或者?|和|与|及|や)?"
)
_WIDEST = 15  # characters between two of one list
# A WeChat to write to rather than to pay with: "微信：otter01", "加微信", "微信群".
_REACHED = re.compile(
    r"\s?[:(]\s?[a-z0-9_-]{5}|\s?(?=[a-z_-]{0,19}\d)[a-z0-9_-]{6}"
    r"|\s?(?:id\b|群|号|客服|同号|扫码加|好友|公众|小程序|联系|咨询)"
)


class Mention(NamedTuple):
    """A method named at ``start`` to ``end`` of the folded text, and what its spelling needs."""

    start: int
    end: int
    method: str
    level: str


def mentions(text: str, low: int, high: int, levels: tuple[str, ...]) -> Iterator[Mention]:
    """The methods named between two places of a folded text, in spellings of these levels."""
    for found in _methods(levels).finditer(text, low, high):
        told = ((level, section("payments", level).meaning(found[0])) for level in levels)
        level, method = next((one for one in told if one[1]), ("", None))
        if method and not _is_other(text, found, level, method):
            yield Mention(found.start(), found.end(), method, level)


def _is_other(text: str, found: re.Match[str], level: str, method: str) -> bool:
    """A unit ("20 USDT"), or a WeChat to write to."""
    before = text[max(0, found.start() - 2) : found.start()]
    if level == "near":
        return before.rstrip()[-1:].isdigit()
    reached = before.endswith(("加", "联系", "添加")) or _REACHED.match(text, found.end())
    return method == "wechat_pay" and level == "beside" and bool(reached)


def lists(text: str, found: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Runs of methods with nothing but commas, strokes and "and" between them."""
    run: list[Mention] = []
    for one in found:
        if run and not _JOIN.fullmatch(text[run[-1].end : one.start][:_WIDEST]):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


@cache
def _methods(levels: tuple[str, ...]) -> re.Pattern[str]:
    known = vocabulary("payments")
    words = free(word for level in levels for ws in known[level].values() for word in ws)
    return re.compile(rf"(?:{words})(?!宝)")  # "微信支付宝" is two of them
