"""What the columns of a directory mean, by the words people put over them."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s_\-/()（）:：*]+|(?<=[a-z])(?=[A-Z])")


class Kind(StrEnum):
    """What a column holds."""

    NAME = "name"
    URL = "url"
    RATE = "rate"
    BONUS = "bonus"
    VOLATILE = "volatile"  # changes without the station changing: dates, counters, scores
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``group`` and ``provider`` belong to a rate, ``reason`` to a bonus."""

    kind: Kind
    title: str
    group: str = ""
    provider: str = "multiple"
    reason: str = ""
    period: str | None = None
    of_stations: bool = False  # a name column that can only mean stations


_STATION = re.compile(
    r"站点|站名|中转站?|网站|平台|公益站|station|relay|site ?name|site", re.IGNORECASE
)
_NAME = re.compile(
    r"name|名称|名字|服务商|商家|店铺|渠道商|provider|vendor|seller|shop", re.IGNORECASE
)
_URL = re.compile(
    r"url|link|href|website|homepage|home page|domain|api base ?url|api ?base|base ?url|address"
    r"|网址|链接|地址|官网|域名|入口|传送门|invite url|邀请链接|注册链接|注册地址|直达",
    re.IGNORECASE,
)
_VOLATILE = re.compile(
    r"checked at|check(?:ed)?|updated?(?: at)?|created?(?: at)?|time|date|last .*|.*时间|日期"
    r"|uptime|latency|延迟|可用率|rating.*|score|评分|.*count|views|clicks|rank|排名|序号|id|no\.?|#"
    r"|balance|余额|icon|logo",
    re.IGNORECASE,
)
_RATE = re.compile(r"rates?|ratios?|multipliers?|真实倍率|折算后倍率|倍率", re.IGNORECASE)
_BONUS = re.compile(r"bonus|gift|注册送|注册赠送|赠送|签到(?!方式)", re.IGNORECASE)
_CHECKIN = re.compile(r"check ?in|签到|daily|每日", re.IGNORECASE)

# Which provider's models a plan or client name belongs to.
_PROVIDERS = (
    ("openai", re.compile(r"\b(?:plus|pro|team|codex|gpt|openai|k12)\b|chatgpt", re.IGNORECASE)),
    ("anthropic", re.compile(r"claude|\bcc\b|\bmax\b|opus|sonnet|kiro|anthropic", re.IGNORECASE)),
    ("google", re.compile(r"gemini|google|antigravity|反重力", re.IGNORECASE)),
    ("xai", re.compile(r"grok|\bxai\b", re.IGNORECASE)),
    ("deepseek", re.compile(r"deepseek", re.IGNORECASE)),
)


def column(title: str) -> Column:
    """What a column of this title holds."""
    said = _SEPARATORS.sub(" ", title).strip()
    if not said or _VOLATILE.fullmatch(said):
        return Column(Kind.VOLATILE, title)
    if _URL.fullmatch(said):
        return Column(Kind.URL, title)
    return _amount(title, said) or _name(title, said) or Column(Kind.WORDS, title)


def _amount(title: str, said: str) -> Column | None:
    if _RATE.search(said):
        group = _RATE.sub("", said).strip()
        return Column(Kind.RATE, title, group=group.lower(), provider=provider(group))
    if _BONUS.search(said):
        daily = bool(_CHECKIN.search(said))
        reason, period = ("checkin", "day") if daily else ("signup", None)
        return Column(Kind.BONUS, title, reason=reason, period=period)
    return None


def _name(title: str, said: str) -> Column | None:
    if _STATION.fullmatch(said):
        return Column(Kind.NAME, title, of_stations=True)
    if _NAME.fullmatch(said) or _STATION.sub("", said).strip() in {"名称", "name", "名"}:
        return Column(Kind.NAME, title, of_stations=bool(_STATION.search(said)))
    return None


def provider(group: str) -> str:
    """Whose models a group or plan name speaks of; "multiple" when it does not say."""
    named = [name for name, words in _PROVIDERS if words.search(group)]
    return named[0] if len(named) == 1 else "multiple"
