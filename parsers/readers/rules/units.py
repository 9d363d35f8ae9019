"""What a price is for: periods, units under a table head, and what the buyer is handed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.readers.around import Said, line
from parsers.readers.tokens import Scan

PER_SIDE = {"in": "1m_input_tokens", "out": "1m_output_tokens"}
# Periods that are sold, as against those over which a quota runs ("每天 40 刀").
PRICED_PERIODS = frozenset(
    {"月卡", "周卡", "日卡", "天卡", "季卡", "年卡", "月付", "周付", "季付", "年付", "日付", "包月",
     "包年", "monthly", "yearly", "weekly"}
)  # fmt: skip
_ACCOUNT = re.compile(
    r"账号|成品号|个号|号$|共享号|独享号|アカウント|account|аккаунт|tài khoản|tai khoan|\btk\b|akun"
    r"|cuenta|hesa[bp]|حساب"
)
_OWN = re.compile(
    r"代充|直充|代开|升级|upgrade|nâng cấp|продлени|на ваш|your own|自有账号|自己的号"
)
_ACCESS = {"account": "account", "key": "api_key", "package": "credits"}
_MONTHS = {"quarter": 3, "year": 12}


def period(name: str, count: Decimal | None) -> str:
    """ "month", "4 weeks", "12 months": how long is paid for."""
    many = int(count or 1)
    if name in _MONTHS:
        many, name = many * _MONTHS[name], "month"
    return name if many == 1 else f"{many} {name}s"


def per_between(scan: Scan, first: int, last: int) -> str:
    """The period named between a plan and its price or right behind it; "account" where none is."""
    for at in range(first, min(last + 3, len(scan.tokens))):
        token = scan.tokens[at]
        if token.kind == "p":
            before = scan.tokens[at - 1]
            return period(token.value, before.amount if before.kind == "n" else None)
    return "account"


def access(per: str, told: Said, at: int) -> str:
    """What the buyer is handed, by the unit and by the words of the line."""
    if per in _ACCESS:
        return _ACCESS[per]
    if not per.rpartition(" ")[2].startswith(("day", "week", "month")):
        return "relay_api"
    low, high = line(told.text.shape, at)
    words = told.text.folded.text[told.text.tokens[low].start : told.text.tokens[high - 1].end]
    if _OWN.search(words):
        return "subscription"
    return "account" if _ACCOUNT.search(words) else "subscription"


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """The unit a column's head gives to its cells."""

    per: str
    currency: str | None
    certain: bool  # the head alone makes a bare number a price


_CREDIT_HEAD = re.compile(r"1 ?(?:\$|刀|usd|美元|美金)|[元¥]\s?/\s?(?:刀|\$|usd|美元)|一刀|汇率")
_IN_HEAD = re.compile(r"输入|input|вход|prompt|提示|entrada|入力")
_OUT_HEAD = re.compile(r"输出|output|выход|补全|completion|salida|出力")
_MTOK_HEAD = re.compile(r"/ ?1?m\b|1m|百万|million|mtok|млн|triệu|tokens?")
_CALL_HEAD = re.compile(r"[/每]\s?次|per call|per request|按次")
_OTHER_HEAD = re.compile(
    r"官方|official|原价|original|context|上下文|缓存|cache|倍率|充值|最低|库存|stock|折"
)
_CNY_HEAD = re.compile(r"rmb|cny|元|¥|人民币")
_USD_HEAD = re.compile(r"usd|美元|\$|刀")


def of_head(head: str, table: str) -> HeadUnit | None:
    """The unit of a column; None for one that holds no price a buyer pays."""
    if _CREDIT_HEAD.search(head):
        return HeadUnit("usd_credit", "CNY" if _CNY_HEAD.search(head) else None, certain=True)
    if _OTHER_HEAD.search(head):
        return None
    if _CALL_HEAD.search(head):
        return HeadUnit("call", _currency(head), certain=False)
    for side, pattern in (("in", _IN_HEAD), ("out", _OUT_HEAD)):
        if pattern.search(head):
            return HeadUnit(PER_SIDE[side], _currency(head) or _currency(table), certain=False)
    if _MTOK_HEAD.search(head):
        return HeadUnit("1m_tokens", _currency(head), certain=False)
    return None


def _currency(head: str) -> str | None:
    if _CNY_HEAD.search(head):
        return "CNY"
    return "USD" if _USD_HEAD.search(head) else None
