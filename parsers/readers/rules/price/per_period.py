"""What a day, a week, a month or a year costs: "$7.99/tháng", "50人民币一个月", "月卡 ¥30",
"1 месяц — 799р", "aylık 120 TL".
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from market.types import Fact
from parsers.readers.around import after, line
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.discount.nearby import is_price
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.spoken import is_shortened, money_of
from parsers.readers.text.words import vocabulary

# "$7.99/tháng", "50人民币一个月", "80 元包月 800 刀", "¥399/4周", "12 € im Monat", "188一个月"
_BEHIND = re.compile(
    r"(?P<paid>[mn])(?P<link>[.(l/]{0,3})(?P<count>n?)-?(?P<period>p)(?:(?=\.?(?P<face>m)))?"
)
# "月卡 ¥30", "首月 ¥699", "1 месяц — 799р", "3个月 150元", "per month $5"
_AHEAD = re.compile(
    r"(?:(?P<count>n)-?|(?P<per>/))?(?P<period>p)(?P<link>[.=(lw-]{0,3})(?P<paid>[mn])"
)
_FIRST_TIME = re.compile(r"(?P<count>)(?P<period>q)[.=l]{0,2}(?P<paid>m)")
_PERIOD_AHEAD = re.compile(r"p[.=(l-]{0,3}$")
_FIRST = {"首月": "month", "首年": "year"}
_EVERY = frozenset({"每月", "每年", "每个月", "每季"})
_MOST_WORDS = 1  # between a period ahead and its price: "7 days at ₱99"


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a stretch of time."""
    scan = ledger.told.text
    for match in found(_BEHIND, scan):
        if _is_said_behind(scan, match):
            yield from _period(ledger, match)
    for match in found(_AHEAD, scan):
        if _is_said_ahead(scan, match):
            yield from _period(ledger, match)
    for match in found(_FIRST_TIME, scan):
        if scan.tokens[match.start("period")].text in _FIRST:
            yield from _period(ledger, match)


def _period(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, paid = ledger.told.text, match.start("paid")
    period = scan.tokens[match.start("period")]
    if not ledger.free(match.start("period")) or units.is_warranty(scan, match.start("period")):
        return
    if scan.tokens[paid].value == "USD" and after(scan.shape, paid, "v"):
        return
    count = scan.tokens[match.start("count")].amount if match["count"] else Decimal(1)
    face = _face(ledger, match)
    name = _FIRST.get(period.text, period.value)
    unit = PaidFor(units.period(name, count), money_of(ledger.told, paid), face=face)
    for one in price(ledger, match, "paid", unit):
        ledger.take("unit", match.start("period"))
        if face is not None:
            ledger.take("face", match.start("face"))
        yield one


def _is_said_behind(scan: Scan, match: re.Match[str]) -> bool:
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
    lasts = scan.tokens[match.start("period")].value != "day"
    return lasts and any(t.kind == "M" and is_plan(t.text) for t in scan.tokens[low:high])


def _is_quota(paid: Token, period: Token, scan: Scan) -> bool:
    """ "40刀/天" is what may be used up, not what is paid."""
    written = scan.folded.text[paid.start : paid.end]
    return period.value in ("day", "week") and written.endswith("刀")


def _is_said_ahead(scan: Scan, match: re.Match[str]) -> bool:
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


def _face(ledger: Ledger, match: re.Match[str]) -> Decimal | None:
    """Dollars of usage that a month holds: "80 元包月 800 刀"."""
    at = match.start("face") if match.groupdict().get("face") else None
    if at is None or not ledger.free(at):
        return None
    tokens = ledger.told.text.tokens
    other = tokens[match.start("paid")].value != "USD"
    return tokens[at].amount if tokens[at].value == "USD" and other else None
