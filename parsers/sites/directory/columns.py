"""What the columns of a directory mean, by the words people put over them."""

import re
from collections.abc import Sequence
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
    r"站点|站名|中转站?|中转平台|网站|平台|公益站|stations?|relays?|site ?name|sites?|reseller",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"name|名称|名字|服务商|供应商|商家|店铺|渠道商|provider|vendor|seller|shop",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:site|web|home|api|register|signup|sign up|invite|aff|affiliate|referral|official|链接)? ?"
    r"(?:urls?|uri|links?|href|website|homepage|home page|domain|address)"
    r"|(?:api )?base ?url|api ?base|website|web|homepage|home"
    r"|(?:站点|网站|官方|访问|注册|邀请|推广|推荐|接口|api)? ?"
    r"(?:网址|链接|地址|官网|域名|入口|主页)"
    r"|传送门|直达|官方网站",
    re.IGNORECASE,
)
_VOLATILE = re.compile(
    r"checked at|check(?:ed)?|updated?(?: at)?|created?(?: at)?|time|date|last .*|.*时间|日期"
    r"|.*uptime.*|.*latency.*|.*延迟|可用率|在线率|稳定性|响应.*|首字.*|ping.*|availability"
    r"|rating.*|scores?|.*评分|.*count|views|clicks|votes?|likes|stars?|点赞.*|评论.*|收藏.*|浏览.*"
    r"|热度|人气|rank(?:ing)?|排名|序号|编号|index|id|_?id|uuid|no\.?|#"
    r"|status|状态|在线|online|balance|余额|icon|logo|avatar|favicon|图标|image",
    re.IGNORECASE,
)
_RATE = re.compile(r"rates?|ratios?|multipliers?|真实倍率|折算后倍率|倍率", re.IGNORECASE)
# Columns of a table that speaks of rates elsewhere: "倍率 | Plus | Pro | Free".
_PLAN = re.compile(
    r"plus|pro|free|team|max|k12|business|codex|claude(?: code)?|cc|kiro|gemini|gpt|grok"
    r"|antigravity|aws|反重力|官转|官方|逆向",
    re.IGNORECASE,
)
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


def columns(head: Sequence[str], heading: str = "") -> tuple[Column, ...]:
    """What the columns under a head hold: where it or the heading speaks of rates, those named for
    a plan hold its rate.
    """
    rates = any(_RATE.search(said) for said in (heading, *head))
    return tuple(_plan(title) if rates and _PLAN.fullmatch(title.strip()) else column(title)
                 for title in head)  # fmt: skip


def _plan(title: str) -> Column:
    return Column(Kind.RATE, title, group=title.strip().lower(), provider=provider(title))


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
