"""Names of models, plans and pools as a pattern, with their versions, and whose they are."""

import re
from functools import cache

from parsers.readers.text.words import ALPHA, any_of, vocabulary

_VARIANTS = (
    "sol", "terra", "luna", "pro", "mini", "flash", "turbo", "thinking", "image", "nano", "codex",
    "preview", "lite",
)  # fmt: skip
# No version where digits are counted or priced: "Claude 3 折", "GPT 20元", "Gemini 1 年".
_PRICED = (
    r"(?:[元块刀折割倍个月天年次张号毛角万亿円원%¢đx]|[$¥€£₽₫₺₹₩](?! ?\d)|[rpdkmwu](?![a-z])"
    r"|usd|rmb|cny|eur|руб|коп|р(?![а-я])|tl(?![a-z])|vnd|soles|лет|мес"
    r"|(?:years?|yrs?|months?|mo|weeks?|wks?|days?|tháng|năm|tahun|bulan|años?|anos?|mes(?:es)?|mois|ans?"
    r"|monate?|jahre?|yıl(?:lık)?|aylık|oy)(?![a-z]))"
)
_LISTED = r"(?:(?:[~-]| ?/ ?)[\d.]+){0,9}"  # "1.2 / 0.3 / 0.5 元"
_RATED = r"(?! ?/ ?[a-z]{2,12} ?0\.\d)"  # "Claude 1.2 / GPT 0.35"
_VERSION = (
    rf"(?:[- ]?(?!0)\d{{1,2}}(?:\.\d{{1,2}})?o?(?![\d.,]*{_LISTED}\s?{_PRICED})(?![\d.]){_RATED})"
)


# "codex-plus0.03": a ratio glued to its group, not a version
_FRACTION = r"(?<![\d.])0\.\d"


def name_pattern() -> str:
    """Model and plan names, with a version where one follows: "opus 4.8", "gpt-5.6 sol"."""
    names = vocabulary("names")
    families = [name for found in names["family"].values() for name in found]
    plans = [
        n for kind in ("plan", "hint", "other") for found in names[kind].values() for n in found
    ]
    spaced = [plan for plan in plans if re.match(f"[{ALPHA}\\d+]", plan[-1])]
    glued = [plan for plan in plans if not re.match(f"[{ALPHA}\\d+]", plan[-1])]  # 全场Token
    closed = rf"(?![{ALPHA}])"
    variant = rf"(?:[- ](?:{'|'.join(_VARIANTS)}){closed})*"
    return (
        rf"(?:{any_of(spaced)})(?![{ALPHA}\d-])|(?:{any_of(glued)})|{_tiers()}"
        rf"|(?:{any_of(families)})"
        rf"(?:(?:-(?:(?!{_FRACTION})[a-z0-9.])*(?!{_FRACTION})[a-z0-9])+{closed}{variant}|{_VERSION}{variant}|{variant}{closed})"
    )


# "plus 月卡", "team 车位", "plus 0.04，": behind these a bare tier is a plan
_SEAT = "[日周月季年]卡|会员|成品|车位|[席空坑]位|位子|拼车|合租|代充|直充|代开|独享|共享|账号|号池"
_SHARE = r"0\.\d{1,4}(?=\s?(?:[,，、;；。)\n]|$))"


def _tiers() -> str:
    """Names of tiers that mean a plan only before a seat or a share of a dollar."""
    return rf"(?<![{ALPHA}\d-])(?:{any_of(_bare())})(?= ?(?:{_SEAT}|{_SHARE}))"


@cache
def _bare() -> frozenset[str]:
    return frozenset(name for found in vocabulary("names")["tier"].values() for name in found)


@cache
def _makers() -> dict[str, str]:
    names = vocabulary("names")
    return {n: maker for by in names.values() for maker, found in by.items() for n in found}


def maker(name: str) -> str:
    """The provider of a folded model, plan or pool name: that of its longest known beginning."""
    known = _makers()
    longest = min(len(name), _longest_name())
    return next((known[name[:n]] for n in range(longest, 0, -1) if name[:n] in known), "")


@cache
def _longest_name() -> int:
    return max(map(len, _makers()))


_COMPOUND = re.compile(r"-(?:accounts?|abos?|konto|konten|seats?|zugang|lizenz|plan|hesab|hesap)")


def is_plan(name: str) -> bool:
    """Whether a folded name is a plan sold as a seat or account, rather than a model."""
    if _COMPOUND.search(name):  # "ChatGPT-Plus-Account"; "claude-pro" may be a group's name
        name = name.replace("-", " ")
    return name.startswith(_plans()) or name in _bare()


@cache
def _plans() -> tuple[str, ...]:
    return tuple(plan for found in vocabulary("names")["plan"].values() for plan in found)
