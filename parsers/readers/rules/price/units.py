"""What a price is for: periods, units under a table head, and what the buyer is handed."""

import re
from decimal import Decimal

from parsers.readers.around import Said, line
from parsers.readers.lexer.tokens import Scan

PER_SIDE = {"in": "1m_input_tokens", "out": "1m_output_tokens"}
_ACCOUNT = re.compile(
    r"账号|成品号|个号|号$|共享号|独享号|アカウント|account|аккаунт|tài khoản|tai khoan|\btk\b|akun"
    r"|cuenta|hesa[bp]|حساب"
)
_OWN = re.compile(
    r"代充|直充|代开|升级|upgrade|nâng cấp|продлени|на ваш|your own|自有账号|自己的号"
)
_ACCESS = {"account": "account", "key": "api_key", "package": "credits"}
# Words for one account or seat, by which Chinese sellers list them without saying "a piece".
SEATS = frozenset(
    {"成品号", "账号", "个账号", "独享号", "共享号", "车位", "席位", "坑位", "单号", "母号", "子号",
     "日抛", "月抛", "日抛号", "月抛号", "白号", "老号"}
)  # fmt: skip
_MONTHS = {"quarter": 3, "half": 6, "year": 12}
_DAYS = {28: 1, 30: 1, 31: 1, 60: 2, 90: 3, 180: 6, 360: 12, 365: 12}


def period(name: str, count: Decimal | None) -> str:
    """ "month", "4 weeks", "12 months": how long is paid for; 30, 90, 365 days are months."""
    many = int(count or 1)
    if name in _MONTHS:
        many, name = many * _MONTHS[name], "month"
    elif name == "day" and many in _DAYS:
        many, name = _DAYS[many], "month"
    return name if many == 1 else f"{many} {name}s"


_IN_WORD = re.compile(r"[\u4e00-\u9fff]")
_PARTS = frozenset("日天周月季年")  # parts of words where nothing counts them: 日抛, 月抛


def per_between(scan: Scan, first: int, last: int) -> str:
    """The period named between a plan and its price or right behind it; "account" where none is."""
    return period_in(scan, first, min(last + 3, len(scan.tokens))) or "account"


def period_in(scan: Scan, low: int, high: int) -> str:
    """The first period these tokens name that is no warranty's; "" where they name none."""
    for at in range(low, high):
        token = scan.tokens[at]
        if short := _short_month(scan, at):
            return short
        if token.kind == "p" and not is_warranty(scan, at):
            before = scan.tokens[at - 1] if at else None
            counted = before is not None and before.kind == "n"
            if token.text in _PARTS and not counted and _IN_WORD.match(scan.folded.text, token.end):
                continue
            return period(token.value, before.amount if before and counted else None)
    return ""


_MONTHS_SAID = frozenset({"1", "2", "3", "6", "12", "18", "24"})
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩậắằẳặẹẻẽếềểễệịọỏốồổộớờởợụủứừửữự]")


def _short_month(scan: Scan, at: int) -> str:
    """ "GPT Plus 1T: 65k" among Vietnamese: months by their first letter."""
    number, token = scan.tokens[max(0, at - 1)], scan.tokens[at]
    if token.text not in ("t", "th") or number.end != token.start:
        return ""
    told = number.text in _MONTHS_SAID and _VIETNAMESE.search(scan.folded.text[:2000])
    return period("month", Decimal(number.text)) if told else ""


# "质保 1 天", "bảo hành 30 ngày", "30-day warranty", "выдача до 24 часов"
_WARRANTY = re.compile(
    r"质保|保修|售后|包换|warranty|guarante|bảo hành|гаранти|garanti|garansi|garant[ií]|保证|ضمان"
)


# "1 mes con garantía": the month is sold, and warranted
_WITH = re.compile(r" (?:with|con|com|с|mit|avec|dengan|kèm|incl|inkl)[. ]")
_CLAUSE_END = re.compile(r"[,，、;。(\n|\u2190-\u2bff\U0001f000-\U0001faff]|\.\s")  # emoji as well


def is_warranty(scan: Scan, at: int) -> bool:
    """Whether the period at this token is that of a guarantee, not of what is sold."""
    text, token = scan.folded.text, scan.tokens[at]
    ahead = text[max(0, token.start - 18) : token.start]
    behind = _CLAUSE_END.split(text[token.end : token.end + 12], 1)[0]
    return bool(_WARRANTY.search(ahead) or (_WARRANTY.search(behind) and not _WITH.match(behind)))


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
