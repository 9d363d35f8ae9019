"""The stretch of time over which an amount is had: "每天 40 刀", "周额度$110", "50 requests/day".

A count of days is how long something lasts ("valid for 7 days"), not a period.
"""

import re

from parsers.readers.around import clause
from parsers.readers.lexer.tokens import Scan

_REACH = 4  # tokens
# What stands between an amount and its period: "3 a day", "5 в день", "10 pro Tag".
_JOINTS = frozenset({
    "a", "an", "в", "al", "por", "par", "am", "im", "each", "every", "一", "la", "le", "el", "o",
    "setiap", "каждый", "каждую", "jeden", "mỗi", "pro", "per", "chaque", "cada", "tiap", "her",
    "1",
})  # fmt: skip
_ALONE = frozenset({
    "每天", "每日", "每周", "每月", "每年", "一天", "一周", "一个月", "daily", "weekly", "monthly",
    "yearly", "ежедневно", "ежемесячно", "еженедельно", "täglich", "monatlich", "wöchentlich",
    "harian", "bulanan", "mingguan", "diarios", "mensuales", "aylık", "günlük", "毎日", "毎月",
    "diários", "quotidiens", "/mo",
})  # fmt: skip
_MINUTE = frozenset({
    "min", "minute", "分", "分钟", "每分钟", "минуту", "мин", "phút", "minuto", "minuut", "menit",
    "dakika", "分间", "분", "دقيقة",
})  # fmt: skip
_NEXT = re.compile(r"[b.]{0,3}m")
_RATES = frozenset({"rpm", "qpm", "tpm"})
_AVERAGES = {"日均": "day", "周均": "week", "月均": "month"}


def stretch(scan: Scan, first: int, last: int) -> str | None:
    """ "minute", "day", "week", "month" or "year" for the amount between these tokens; None where
    its clause names none.
    """
    low, high = clause(scan.shape, first)
    if scan.tokens[last].text in _RATES or _by_the_minute(scan, last + 1):
        return "minute"
    if scan.shape[first - 1 : first] == "p" and _leads(scan, first - 1):
        return scan.tokens[first - 1].value  # "每日 $30 / 每周 $150": each its own
    for at in range(last + 1, min(high, last + 1 + _REACH)):
        if scan.shape[at] == "m" or _many(scan, at):
            break
        if scan.shape[at] == "p" and _NEXT.match(scan.shape, at + 1):
            break  # "注册 $5 + 每日签到 $0.5": the next one's
        if scan.shape[at] == "p" and (_joined(scan, at) or scan.tokens[at].text in _ALONE):
            return scan.tokens[at].value
    return _ahead(scan, max(low, first - 1 - _REACH), first)


def _ahead(scan: Scan, low: int, first: int) -> str | None:
    for at in range(first - 1, low - 1, -1):
        token = scan.tokens[at]
        if token.text in _AVERAGES:
            return _AVERAGES[token.text]
        if token.kind == "m" or _many(scan, at) or token.text in ("/", "per"):
            return None
        if token.kind == "p" and _leads(scan, at):
            return token.value
    return None


def _leads(scan: Scan, at: int) -> bool:
    """Whether a period may speak of what follows: "每周", but not "7 days" or "$8/week"."""
    apart = scan.tokens[at].text in _ALONE or scan.shape[at - 1 : at] != "/"
    return apart and not _many(scan, at - 1)


def _by_the_minute(scan: Scan, at: int) -> bool:
    """ "60/min", "60 per minute", "60 次每分钟"."""
    words = [token.text for token in scan.tokens[at : at + 2]]
    return words[:1] == ["每分钟"] or (scan.shape[at : at + 1] == "/" and words[-1] in _MINUTE)


def _joined(scan: Scan, at: int) -> bool:
    return at > 0 and (scan.shape[at - 1] == "/" or scan.tokens[at - 1].text in _JOINTS)


def _many(scan: Scan, at: int) -> bool:
    """Whether the token is a number other than one: "7 days" is no period, "1日" is."""
    return at >= 0 and scan.shape[at] == "n" and scan.tokens[at].amount != 1


def billed(head: Scan) -> str | None:
    """The only period the head names: how often its plans are paid and filled."""
    named = {
        token.value
        for at, token in enumerate(head.tokens)
        if token.kind == "p" and head.shape[at - 1 : at] != "n"
    }
    return named.pop() if len(named) == 1 else None
