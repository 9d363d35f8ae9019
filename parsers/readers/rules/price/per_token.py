"""What a million tokens cost, with the unit beside the number: "¥20(进)100(出)/一百万Token",
"$3/M input", "120 ₽ за 1 млн токенов", "每百万token 1.5 元".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import line
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.replaced import replaced_by
from parsers.readers.rules.price.spoken import money_of

# "¥6(进)36(出)/一百万Token", "14/84 一百万 Token", "$5 / $25 per 1M", "$1 in / $5 out per 1M"
_PAIR = re.compile(
    r"(?P<a>[mn])[(/]?(?P<sa>[i.]?)\)?[/,.]?(?P<b>[mn])[(/]?(?P<sb>[i.]?)\)?[.(/]{0,2}(?P<t>t)"
)
# "输入价格 0.5 元/百万 tokens", "$3/M input", "¥1.5(输入)/一百万Token", "0.5元/百万token输入"
_BEHIND = re.compile(r"(?P<paid>[mn])(?:\((?P<sa>i)\)|(?P<sb>i))?(?P<sign>[./(l]{0,2})(?P<t>t)")
# "¥3 / ¥15（输入/输出，每百万）"
_SAID_BEHIND = re.compile(
    r"(?P<a>[mn])/(?P<b>[mn])[.(,:=]{0,2}(?P<sa>i)[/.]?(?P<sb>i)\)?[.,(/]{0,2}(?P<t>t)"
)
# behind another of its kind: "Opus $1.1 / $5.5, GPT-5.5 $0.4 / $3.2 (input / output per 1M)"
_LISTED = re.compile(r"M[.=:(l-]{0,3}(?P<a>m)/(?P<b>m)(?![/.]?[tu])")
_SIDE_AHEAD = re.compile(r"i[.=(:/l]{0,3}$")
_SIDE_BEHIND = re.compile(r"(?:\((?=i\))|\)?\.?)(?P<side>[i.])")
# "输入 (/1M) 单价¥5", "每百万token 1.5 元", "100万トークンあたり 300円"
_AHEAD = re.compile(r"(?P<t>t)\)?[.=:/(l-]{0,3}(?P<paid>m)")
_INPUT = units.PER_SIDE["in"]
_BRIEF = {"in": "in", "out": "out"}  # side words only right behind an amount: "$1 in / $5 out"


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a million tokens, of input, output or both."""
    for pattern in (_SAID_BEHIND, _PAIR):
        for match in found(pattern, ledger.told.text):
            yield from _pair(ledger, match)
    for pattern in (_BEHIND, _AHEAD):
        for match in found(pattern, ledger.told.text):
            yield from _one(ledger, match)
    if any(per == _INPUT for per, _ in ledger.sold.values()):
        for match in found(_LISTED, ledger.told.text):
            yield from _listed(ledger, match)


def _listed(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output of a further model in a line that has such a pair."""
    scan, first = ledger.told.text, match.start("a")
    low, high = line(scan.shape, first)
    said = (ledger.sold[at] for at in range(low, high) if at in ledger.sold)
    if (_INPUT, scan.tokens[first].value) in said and ledger.free(first, match.start("b")):
        for name, side in (("a", "in"), ("b", "out")):
            yield from price(ledger, match, name, PaidFor(units.PER_SIDE[side]))


def _pair(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output price of one model, in this order unless they say otherwise."""
    scan = ledger.told.text
    first, second = scan.tokens[match.start("a")], scan.tokens[match.start("b")]
    sides = [_side(scan, match.start(name)) if match[name] else "" for name in ("sa", "sb")]
    bare = "n" in (first.kind, second.kind) and not (sides[0] or "/" in match[0])
    if None in sides or bare or (match["sa"] and _side_ahead(ledger, match.start())):
        return
    scale = scan.tokens[match.start("t")].amount or Decimal(1)
    currency = first.value or second.value or money_of(ledger.told, match.start("a"))
    for name, side, otherwise in (("a", sides[0], "in"), ("b", sides[1], "out")):
        unit = PaidFor(units.PER_SIDE[side or otherwise], currency, scale)
        for one in price(ledger, match, name, unit):
            ledger.take("unit", match.start("t"))
            yield one


def _one(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan = ledger.told.text
    paid, many = scan.tokens[match.start("paid")], scan.tokens[match.start("t")]
    if not ledger.free(match.start("t")):
        return
    later = replaced_by(scan, match.start("paid"))
    if later is not None and scan.shape[later + 1 : later + 3].lstrip("/")[:1] == "t":
        ledger.take("former", match.start("paid"))
        return  # "由 12 元/M 降到 9 元/M": the new one has its own unit
    sign = "/" in match[0] or many.text.startswith(("/", "每", "per"))
    if paid.kind == "n" and not sign:
        return  # "500 million tokens" is an amount of tokens
    unit = PaidFor(
        units.PER_SIDE.get(_which(ledger, match), "1m_tokens"),
        paid.value or money_of(ledger.told, match.start("paid")),
        many.amount or Decimal(1),
    )
    for one in price(ledger, match, "paid", unit):
        ledger.take("unit", match.start("t"))
        yield one


def _which(ledger: Ledger, match: re.Match[str]) -> str:
    """Which tokens one price is for: by its brackets, its unit, the word before or behind it."""
    scan, said = ledger.told.text, match.groupdict()
    if said.get("sa"):
        return scan.tokens[match.start("sa")].value
    own = scan.tokens[match.start("t")].value or _side_ahead(ledger, match.start())
    if own:
        return own
    if said.get("sb"):
        return scan.tokens[match.start("sb")].value
    behind = _SIDE_BEHIND.match(scan.shape, match.end())
    side = _side(scan, behind.start("side")) if behind else None
    if behind and side:
        ledger.take("unit", behind.start("side"))
    return side or ""


def _side(scan: Scan, at: int) -> str | None:
    """Which tokens a word speaks of; None for a word that speaks of none."""
    token = scan.tokens[at]
    return token.value if token.kind == "i" else _BRIEF.get(token.text)


def _side_ahead(ledger: Ledger, at: int) -> str:
    """The word for a side right before this place, unless it belongs to an earlier price."""
    low = max(0, at - 4)
    ahead = _SIDE_AHEAD.search(ledger.told.text.shape[low:at])
    place = low + ahead.start() if ahead else None
    return ledger.told.text.tokens[place].value if place is not None and ledger.free(place) else ""
