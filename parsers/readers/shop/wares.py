"""What one piece of a shop's article is, by its title: "Claude API 兑换码 $100", "Max 20x 月卡",
"Cursor 500 次". The price stands elsewhere, so every amount in a title is what is bought.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from market.claims import Volume
from parsers.readers.around import Said, said
from parsers.readers.facts import LIKELY, SURE
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.quota.quantities import Quantity, quantities
from parsers.readers.rules.quota.stretches import stretch
from parsers.readers.subject import of_listing
from parsers.readers.text.words import vocabulary

# Relays and their credit, where no model is named: "中转 100 刀", "LLM gateway credits".
_TRADE = re.compile(
    r"中转|一刀|\d ?美?刀|倍率|官[转逆]|号池|大模型|(?<![a-z])llms?(?![a-z])"
    r"|(?<![a-z])(?:ai|api)(?![a-z])[^\n]{0,20}?(?:额度|余额|credit|balance|token|relay|gateway)"
    r"|(?:credits?|balance|额度|余额)[^\n]{0,20}?(?<![a-z])(?:ai|api|relay)(?![a-z])"
)
# "500 额度", "额度 500": in this trade credit without a unit is counted in dollars.
_BARE = re.compile(r"(?P<before>n)v|v[.=:(]?(?P<behind>n)(?![a-z%])")
_CREDIT = frozenset({"额度", "余额"})
# What opens a provider's own API; card codes (卡密, CDK) only carry what the title says.
_KEYS = frozenset({"key", "keys", "api key", "密钥", "ключ", "个key", "clé", "clave", "khóa"})
_PIECES = frozenset({"个", "每个", "位", "件", "pcs", "pc", "piece", "pieces", "each", "コ", "шт"})
# An account that holds a cloud's own credit, whatever models that may be spent on.
_CLOUD = re.compile(r"(?<![a-z])(?:aws|gcp|azure|bedrock|vertex)(?![a-z])|谷歌云|微软云|亚马逊云")
_DOLLARS = frozenset({"usd", "site_credit"})


@dataclass(frozen=True, slots=True)
class Ware:
    """What one price buys. ``per`` is that of a Price; ``held`` are volumes that are no money."""

    per: str
    face_usd: Decimal | None = None
    provider: str | None = None
    model: str | None = None
    access: str = "unknown"
    held: tuple[Volume, ...] = ()
    sure: Decimal = SURE


def read_ware(title: str, option: str = "", context: str = "") -> Ware | None:
    """What a piece of this article is; None where neither title nor context names model access.

    ``option`` is the variant chosen ("$50", "1 Month"): what it says comes before the title.
    """
    whole = said(f"{title} {option}".strip(), context)
    if _names_tiers_only(whole.text):
        family = next((t.text.split()[0] for t in whole.head.tokens if t.kind == "M"), "")
        whole = said(f"{family} {whole.text.folded.original}", context) if family else whole
    if not _is_access(whole):
        return None
    ware = _bought(whole, (said(option, ""), whole) if option else (whole,))
    about = of_listing(whole)
    return replace(ware, provider=about.provider, model=about.model)


def _is_access(told: Said) -> bool:
    """Whether a model, a plan or a relay's credit is named, and not only another trade's goods."""
    if "M" in told.text.shape and not _names_tiers_only(told.text):
        return True
    if "E" in told.text.shape:
        return False
    words = (scan.folded.original.lower() for scan in (told.text, told.head))
    return "M" in told.head.shape or any(_TRADE.search(each) for each in words)


def _names_tiers_only(scan: Scan) -> bool:
    """ "Pro 月卡": whose, only the category can say."""
    tiers = {word for found in vocabulary("names")["tier"].values() for word in found}
    named = [token.text for token in scan.tokens if token.kind == "M"]
    return bool(named) and all(name in tiers for name in named)


def _bought(whole: Said, parts: Iterable[Said]) -> Ware:
    """By the first part that says it: dollars of credit, calls, a stretch of time, an account."""
    plan = _names_plan(whole)
    for part in parts:
        ware = _credit(part.text, plan=plan) or _counted(part.text)
        if ware is not None:
            return ware
        if per := _card(part.text) or units.period_in(part.text, 0, len(part.text.tokens)):
            return Ware(per, access=units.access(per, whole, 0))
    per = _thing(whole.text) or ("account" if plan else "package")
    return Ware(per, access=units.access(per, whole, 0))


def _credit(scan: Scan, *, plan: bool) -> Ware | None:
    """A lump of dollars; what a plan lists at ("ChatGPT Plus $20") and a day's quota are none."""
    lumps = [one for one in quantities(scan) if one.unit in _DOLLARS and _is_lump(scan, one)]
    named = [one for one in lumps if _is_called_credit(scan, one)]
    faces = {one.amount for one in named or ([] if plan else lumps)}
    if len(faces) == 1:
        return _face(scan, faces.pop(), SURE)
    bare = None if plan or faces else next(_bare(scan), None)
    return _face(scan, bare, LIKELY) if bare else None


def _face(scan: Scan, amount: Decimal, sure: Decimal) -> Ware:
    thing = _thing(scan)
    per = thing if thing in ("key", "account") else "package"
    access = {"key": "api_key", "account": "account"}.get(per, "credits")
    if per == "account" and _CLOUD.search(scan.folded.text):
        access = "cloud_credits"
    return Ware(per, amount, access=access, sure=sure)


def _is_lump(scan: Scan, one: Quantity) -> bool:
    return stretch(scan, one.first, one.last) is None and not _is_rationed(scan, one.first)


def _is_rationed(scan: Scan, first: int) -> bool:
    """ "日限 $90", "周额度 $110": had again and again."""
    ahead = scan.tokens[max(0, first - 3) : first]
    return any(token.kind == "p" and len(token.text) == 1 for token in ahead)


def _is_called_credit(scan: Scan, one: Quantity) -> bool:
    behind = scan.shape[one.last + 1 : one.last + 3]
    return (
        one.unit == "site_credit" or "v" in behind or scan.shape[one.first - 1 : one.first] == "v"
    )


def _bare(scan: Scan) -> Iterator[Decimal]:
    for match in _BARE.finditer(scan.shape):
        at = match.start("before") if match["before"] else match.start("behind")
        credit = scan.tokens[match.end() - 1 if match["before"] else match.start()]
        amount = scan.tokens[at].amount
        if credit.text in _CREDIT and amount and amount < 10**6:
            yield amount


def _counted(scan: Scan) -> Ware | None:
    """So many calls, which are a price each; tokens of no named kind are only a volume."""
    for one in quantities(scan):
        if one.unit == "requests" and stretch(scan, one.first, one.last) is None:
            calls = "call" if one.amount == 1 else f"{one.amount.normalize():f} calls"
            return Ware(calls, access="credits")
        if one.unit == "tokens":
            return Ware("package", access="credits", held=(Volume(one.amount, "tokens"),))
    return None


def _card(scan: Scan) -> str:
    """The period of a card (月卡, 年卡), whatever is warranted beside it."""
    cards = vocabulary("periods")["ahead"]["card"]
    named = (token for token in scan.tokens if token.kind == "p" and token.text in cards)
    return next((units.period(token.value, None) for token in named), "")


def _thing(scan: Scan) -> str:
    """An account or a key of a provider's, "" where the title names neither."""
    for token in scan.tokens:
        if token.kind == "u" and token.value == "key" and token.text in _KEYS:
            return "key"
        if token.kind == "u" and token.value == "account" and token.text not in _PIECES:
            return "account"
    return ""


def _names_plan(told: Said) -> bool:
    return any(t.kind == "M" and is_plan(t.text) for t in (*told.text.tokens, *told.head.tokens))
