"""Several ways to write one thing: periods, platforms' addresses, methods of payment."""

import re
from collections.abc import Mapping
from typing import Any

Fact = Mapping[str, Any]  # a fact as a line of the corpus has it

_PERIODS = {"year": (12, "month"), "week": (7, "day"), "quarter": (3, "month")}
_PERIOD = re.compile(r"(\d+) *(day|week|month|year)s?")
_UNITS = {"topup": "package", "request": "call", "seat": "account"}
_METHODS = {
    "wechatpay": "wechat_pay",
    "wechat": "wechat_pay",
    "ru_card": "card",
    "credit_card": "card",
}
_ROOMS = re.compile(r"(?:t\.me|telegram\.me|discord\.gg|discord\.com/invite|x\.com|twitter\.com)/")
_DOOR = re.compile(r"s/|joinchat/|\+")


def unit(per: object) -> str:
    """What a price is for, periods in months or days: "year", "12 months" and "12_month" agree."""
    written = str(per or "").strip().lower().replace("_", " ").replace("-", " ")
    written = _UNITS.get(written, written)
    counted = _PERIOD.fullmatch(written)
    count, period = (int(counted[1]), counted[2]) if counted else (1, written)
    if period not in _PERIODS and not counted:
        return written
    factor, period = _PERIODS.get(period, (1, period))
    return period if count * factor == 1 else f"{count * factor} {period}"


def contact(fact: Fact) -> tuple[str, str]:
    """Platform and name: a site is its host, a handle goes without its address and its sign."""
    platform = str(fact.get("platform") or "").lower()
    value = str(fact.get("value") or "").strip().lower()
    value = value.removeprefix("https://").removeprefix("http://")
    if platform == "site":
        value = value.partition("/")[0].partition("?")[0].removeprefix("www.")
    elif platform in {"telegram", "discord", "x", "twitter"}:
        value = _without(_DOOR, _without(_ROOMS, value)).lstrip("@").partition("?")[0]
    return platform, value.strip("/@ ")


def _without(beginning: re.Pattern[str], value: str) -> str:
    found = beginning.match(value)
    return value[found.end() :] if found else value


def method(fact: Fact) -> str:
    """How is paid, by one name."""
    named = str(fact.get("method") or "").lower()
    return _METHODS.get(named, named)


def letters(text: object) -> str:
    """Words without spaces and punctuation, to be compared by what they contain."""
    return re.sub(r"[\W_]+", "", str(text or "").lower())
