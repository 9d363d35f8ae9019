"""Whether a stretch of time beside an amount is sold, as against one over which a quota runs."""

import re
from functools import cache

from parsers.readers.around import after, clause, line
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.nearby import is_price
from parsers.readers.rules.price.spoken import is_chinese, is_shortened
from parsers.readers.text.words import vocabulary

_PERIOD_AHEAD = re.compile(r"p[.=(l-]{0,3}$")
_EVERY = frozenset({"每月", "每年", "每个月", "每季"})
_MOST_WORDS = 1  # between a period ahead and its price: "7 days at ₱99"
# "基础版 39/月", "席位 200/月": what Chinese sellers sell by the month
_TIER = re.compile(r"[版档包餐]|套餐|会员|席位?|续费|车位|拼车|月费|单月|连续|档位|用户")


def is_said_behind(scan: Scan, match: re.Match[str]) -> bool:
    """Whether the stretch of time behind an amount is what it pays for: no quota."""
    paid, period = scan.tokens[match.start("paid")], scan.tokens[match.start("period")]
    if "/" not in match["link"] and _PERIOD_AHEAD.search(
        scan.shape[max(0, match.start() - 4) : match.start()]
    ):
        return False  # "日卡 5 元 周卡 25 元": each behind its card
    if paid.kind == "m":
        return not _is_quota(paid, period, scan)
    if match["link"] == "/":
        return is_shortened(scan, match.start("paid")) or _is_of_plan(scan, match)
    short = match["count"] and is_shortened(scan, match.start("paid"))
    return bool(short) or (period.text in _sold("behind") and not match["link"])


def _is_of_plan(scan: Scan, match: re.Match[str]) -> bool:
    """ "gpt team 拼车 28/月", "399/4周": a bare number over months, where a plan is named."""
    low, high = line(scan.shape, match.start())
    if scan.tokens[match.start("period")].value == "day":
        return False
    if any(t.kind == "M" and is_plan(t.text) for t in scan.tokens[low:high]):
        return True
    begin = scan.tokens[clause(scan.shape, match.start())[0]].start
    ahead = scan.folded.text[begin : scan.tokens[match.start()].start]
    return is_chinese(scan) and _TIER.search(ahead) is not None


def _is_quota(paid: Token, period: Token, scan: Scan) -> bool:
    """ "40刀/天" is what may be used up, not what is paid."""
    written = scan.folded.text[paid.start : paid.end]
    return period.value in ("day", "week") and written.endswith("刀")


def is_said_ahead(scan: Scan, match: re.Match[str]) -> bool:
    """ "每天 40 刀" is a quota; "月卡 ¥30" and "3个月 150元" are sold."""
    period, paid = scan.tokens[match.start("period")], scan.tokens[match.start("paid")]
    link = scan.tokens[match.start("link") : match.end("link")]
    if (
        sum(t.kind == "." and not is_price(t) and t.text not in _fillers() for t in link)
        > _MOST_WORDS
    ):
        return False
    if paid.kind == "n" and not is_shortened(scan, match.start("paid")):
        return False
    if paid.value == "USD" and scan.folded.text[paid.start : paid.end].endswith("刀"):
        return bool(match["count"])
    every = period.text in _EVERY and paid.value != "USD"
    if every and paid.kind == "m" and not after(scan.shape, match.start("paid"), "vue"):
        return True  # "每月 HK$88"; but "每月 60 元额度"
    return period.text in _sold("ahead") or bool(match["count"] or match["per"])


def is_sold(word: str, place: str) -> bool:
    """Whether a word for a stretch of time is one that is sold, with its price at this place."""
    return word in _sold(place)


@cache
def _fillers() -> frozenset[str]:
    """ "月卡价格由 ¥128 调整为 ¥148", "the monthly plan is $12"."""
    return frozenset(vocabulary("periods")["link"]["word"])


@cache
def _sold(place: str) -> frozenset[str]:
    """The words for a stretch of time that is sold, with the amount behind or before them."""
    return frozenset(word for words in vocabulary("periods")[place].values() for word in words)
