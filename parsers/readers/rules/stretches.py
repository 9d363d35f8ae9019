"""The stretch of time over which an amount is had: "每天 40 刀", "周额度$110", "50 requests/day".

A count of days is how long something lasts ("valid for 7 days"), not a period.
"""

from parsers.readers.around import clause
from parsers.readers.tokens import Scan

_REACH = 4  # tokens
# What stands between an amount and its period: "3 a day", "5 в день", "10 pro Tag".
_JOINTS = frozenset({
    "a", "an", "в", "al", "por", "par", "am", "im", "each", "every", "一", "la", "le", "el", "o",
    "setiap", "каждый", "каждую", "jeden", "mỗi", "pro", "per", "chaque", "cada", "tiap", "her",
    "1", "moi",
})  # fmt: skip
_ALONE = frozenset({
    "每天", "每日", "每周", "每月", "每年", "一天", "一周", "一个月", "daily", "weekly", "monthly",
    "yearly", "ежедневно", "ежемесячно", "еженедельно", "täglich", "monatlich", "wöchentlich",
    "harian", "bulanan", "mingguan", "diarios", "mensuales", "aylık", "günlük", "毎日", "毎月",
    "每日可", "diários", "quotidiens", "par jour", "/mo",
})  # fmt: skip


def stretch(scan: Scan, first: int, last: int) -> str | None:
    """ "day", "week", "month" or "year" for the amount between these tokens; None where its clause
    names none.
    """
    low, high = clause(scan.shape, first)
    for at in range(last + 1, min(high, last + 1 + _REACH)):
        if scan.shape[at] in "mn":
            break
        if scan.shape[at] == "p" and (_joined(scan, at) or scan.tokens[at].text in _ALONE):
            return scan.tokens[at].value
    for at in range(first - 1, max(low, first - 1 - _REACH) - 1, -1):
        if scan.shape[at] in "mn/":
            break
        if scan.shape[at] == "p" and not _counted(scan, at):
            return scan.tokens[at].value
    return None


def _joined(scan: Scan, at: int) -> bool:
    return at > 0 and (scan.shape[at - 1] == "/" or scan.tokens[at - 1].text in _JOINTS)


def _counted(scan: Scan, at: int) -> bool:
    return at > 0 and scan.shape[at - 1] == "n"
