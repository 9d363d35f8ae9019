"""What a call, an image, an account or a key costs: "19元/个", "每次4分钱", "$5 each"."""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import clause
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.spoken import is_shortened, money_of

# "19元/个", "1 毛一张", "4分钱一次", "$0.05/image", "5 ₽ за запрос", "15/个"
_BEHIND = re.compile(r"(?P<paid>[mn])[.(l]{0,2}(?P<per>/?)\.?(?P<one>n?)(?P<unit>u)")
# "每次4分钱", "一个 20 块", "每个号 60 元", "hesap başına 90 TL"
_AHEAD = re.compile(
    r"(?:(?P<one>n)|(?P<per>/))?(?P<unit>u)u?(?P<behind>/?)[.=l(-]{0,2}(?P<paid>m)(?!/)"
)
# "3块钱4000万token的号"
_OF_CREDIT = re.compile(r"(?P<paid>m)[.nte]{1,4}\.(?P<unit>u)")
# "от 10 шт — 3900р", "from 10 pcs: $9", "10 个起 35 元": the price of each from so many
_FROM_MANY = re.compile(r"ln(?P<unit>u)[.,=(/-]{0,2}(?P<paid>[mn])(?!/)")
_MANY_AND_UP = re.compile(r"n(?P<unit>u)l[.,=(/-]{0,2}(?P<paid>[mn])(?!/)")
# "$18 老号 8 元": an account by the credit on it
_BY_CREDIT = re.compile(r"(?P<face>m)[.v]{0,3}(?P<unit>u)[=-]?(?P<paid>m)")
_ALONE = frozenset({"次", "张", "每个", "每张", "每次", "each", "apiece"})  # behind money, no "per"
# of whatever is sold
_ANY = frozenset({
    "个", "每个", "单个", "each", "apiece", "шт", "шт.", "штук", "штуку", "штука", "штуки", "コ",
    "件", "pcs", "pc", "piece", "pieces", "stück", "stk", "stk.", "pièce", "pièces", "unidad",
    "unidade", "adet", "adedi", "tane", "tanesi", "buah", "cái",
})  # fmt: skip
_SHEETS = frozenset({"张", "每张"})  # of pictures, unless cards are sold
_EVERY = ("每", "单", "/")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of one thing that is counted."""
    scan = ledger.told.text
    for pattern, is_said in _WAYS:
        for match in found(pattern, scan):
            if ledger.free(match.start("unit")) and is_said(scan, match):
                yield from _priced(ledger, match)


def _priced(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, unit = ledger.told.text, match.start("unit")
    face = match.start("face") if match.groupdict().get("face") else None
    sold = PaidFor(
        _thing(scan, unit),
        money_of(ledger.told, match.start("paid")),
        face=scan.tokens[face].amount if face is not None else None,
    )
    for one in price(ledger, match, "paid", sold):
        ledger.take("unit", unit)
        if face is not None:
            ledger.take("face", face)
        yield one


def _is_said_behind(scan: Scan, match: re.Match[str]) -> bool:
    unit, paid = scan.tokens[match.start("unit")], scan.tokens[match.start("paid")]
    one = bool(match["one"]) and scan.tokens[match.start("one")].amount == 1
    per = bool(match["per"]) and (one or not match["one"])
    if paid.kind == "n":
        if scan.tokens[match.start("paid") + 1].text.isalpha() and match["per"]:
            return False  # "4 people per account"
        return (per or (one and unit.text in _ANY)) and unit.value != "call"
    return one or per or (not match["one"] and unit.text in _ALONE)


def _is_said_ahead(scan: Scan, match: re.Match[str]) -> bool:
    unit = scan.tokens[match.start("unit")]
    one = bool(match["one"]) and scan.tokens[match.start("one")].amount == 1
    per = bool(match["per"] or match["behind"]) or unit.text.startswith(_EVERY)
    return one or (per and not match["one"])


def _is_of_credit(scan: Scan, match: re.Match[str]) -> bool:
    unit = match.start("unit")
    return scan.tokens[unit].value == "account" and scan.tokens[unit - 1].text == "的"


def _is_by_credit(scan: Scan, match: re.Match[str]) -> bool:
    face, unit, paid = (scan.tokens[match.start(name)].value for name in ("face", "unit", "paid"))
    return face == "USD" and paid != "USD" and unit == "account"


def _is_of_many(scan: Scan, match: re.Match[str]) -> bool:
    paid, goods = match.start("paid"), scan.tokens[match.start("unit")].value
    return goods in ("account", "key") and (scan.shape[paid] == "m" or is_shortened(scan, paid))


_WAYS = (
    (_BEHIND, _is_said_behind),
    (_OF_CREDIT, _is_of_credit),
    (_BY_CREDIT, _is_by_credit),
    (_FROM_MANY, _is_of_many),
    (_MANY_AND_UP, _is_of_many),
    (_AHEAD, _is_said_ahead),
)


def _thing(scan: Scan, at: int) -> str:
    """What is counted: "个" counts the key or picture that its clause speaks of, "张" the card."""
    token = scan.tokens[at]
    if token.text == "枚" and not _is_japanese(scan):
        return "key"  # a code, among Chinese sellers
    if token.text not in _ANY | _SHEETS:
        return token.value
    low, high = clause(scan.shape, at)
    named = (t for t in scan.tokens[low:high] if t.kind == "u" and t.text not in _ANY)
    return next((t.value for t in named if t.value in ("key", "image")), token.value)


def _is_japanese(scan: Scan) -> bool:
    return re.search(r"[ぁ-ヿ円]", scan.folded.text[:2000]) is not None
