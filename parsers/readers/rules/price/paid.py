"""Whether a buyer pays an amount, by the words right around it."""

import re
from functools import lru_cache

from parsers.readers.around import clause, in_line, line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.book import ever_asked
from parsers.readers.rules.price.official import is_list_price
from parsers.readers.rules.price.replaced import replaced_by

_AHEAD = 6  # tokens looked at before an amount
_FAR = 40  # tokens of a row of amounts
_CACHE = re.compile(r"缓存|cache|кэш|キャッシュ|caché")
_WORTH = frozenset({"相当于", "等于", "价值", "worth"})  # what is had, not what is paid
# "+200 ₽", "-100 ₽" beside an option: a difference to another price
_DELTA = re.compile(r"(?<![^\s>(\"'])[+-]$")
_ADDED = re.compile(r"(?<![^\s>(\"'])\+\d")
# the least of an amount before this one: "20 个起批 38/个"
_LEAST = re.compile(r"^u?s")
# amounts in a row before this one: "官方 $5/$25", "¥12(进)60(出)", "官方输入 $5、输出 $25"
_ROW = re.compile(r"(?:[nm](?:[(i)/-]{1,4}|,i|/i\.)){1,8}$")


def is_paid(scan: Scan, at: int) -> bool:
    """Whether a buyer pays this: no gift, minimum, fee, wish, official or former price, and for a
    model or its plan rather than for a film or a server.
    """
    if in_line(scan.shape, at, "WE") or _is_delta(scan, at) or is_list_price(scan, at):
        return False
    if _is_quoted(scan, at):
        return False
    return not (_forbids(scan, at) or replaced_by(scan, at) is not None or _has_purpose(scan, at))


def _row_start(shape: str, at: int) -> int:
    """The first of amounts in a row, to which the words before belong: "官方 $5/$25"."""
    row = _ROW.search(shape[max(0, at - _FAR) : at])
    return at - len(row[0]) if row else at


def _forbids(scan: Scan, at: int) -> bool:
    """Words before the amount: given, least, former, official, used up, of a cache."""
    first = _row_start(scan.shape, at)
    begin = clause(scan.shape, first)[0]
    low = max(begin, *(scan.shape.rfind(kind, begin, first) + 1 for kind in "nm"))
    ahead = _LEAST.sub("", scan.shape[low:first]) if low > begin else scan.shape[low:first]
    if any(kind in ahead[-3:] for kind in "bsw") or "o" in ahead[-2:] or ahead[-1:] == "!":
        return True
    if low < first and scan.tokens[first - 1].text in _WORTH:
        return not _for_a_dollar(scan, at)
    return any(
        token.value == "spent" or (token.kind == "k" and _CACHE.search(token.text))
        for token in scan.tokens[max(low, first - _AHEAD) : first]
    )


def _for_a_dollar(scan: Scan, at: int) -> bool:
    """ "相当于 0.5 元一刀": what a credited dollar comes to."""
    if scan.shape[at + 1 : at + 2] != "m":
        return False
    return scan.tokens[at + 1].value == "USD" and scan.tokens[at + 1].amount == 1


def _has_purpose(scan: Scan, at: int) -> bool:
    """Words behind the amount: "10元起充", "5 美元体验金", "$250 in credits"."""
    high = clause(scan.shape, at)[1]
    behind = scan.shape[at + 1 : min(at + 3, high)]
    for stop in "nm":
        behind = behind.partition(stop)[0]
    return behind[:1] == "s" or "b" in behind or behind in ("us", "ps")


def _is_quoted(scan: Scan, at: int) -> bool:
    """Whether this is the maker's own price of a model named with it as official:
    "Opus 4.8 官方定价输入 $5、输出 $25".
    """
    token, low = scan.tokens[at], line(scan.shape, at)[0]
    if token.value != "USD" or token.amount is None or "o" not in scan.shape[low:at]:
        return False
    name = scan.shape.rfind("M", low, at)
    return name >= 0 and ever_asked(scan.tokens[name].text, token.amount)


def _is_delta(scan: Scan, at: int) -> bool:
    """ "+200 ₽", and "-100 ₽" where others are added."""
    start = scan.tokens[at].start
    sign = _DELTA.search(scan.folded.text[max(0, start - 2) : start])
    return sign is not None and (sign[0] == "+" or _adds(scan.folded.text))


@lru_cache(maxsize=8)
def _adds(text: str) -> bool:
    return _ADDED.search(text) is not None
