"""Bare numbers behind words for a stretch of time that is sold, as Chinese sellers list them:
"plus 月卡 18，年卡 128", "Claude Pro 半年 600，一年 1100".
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import line
from parsers.readers.facts import LIKELY, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.model_names import is_plan
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.spoken import is_chinese, money_of
from parsers.readers.text.words import vocabulary

_CARD = re.compile(r"(?P<count>n?)(?P<period>[pu])[=.l]?(?P<paid>n)(?=(?:[=a]n)?(?:[,;|()/]|$))")
# "成品 key，2200 出"
_GIVEN_AWAY = re.compile(r"(?<![^,;])\.?(?P<paid>n)(?P<sign>i)(?=[,;(]|$)")
_CHARGED = frozenset({"包月", "包年", "包季", "月付", "年付", "季付", "月费", "年费"})
_OWNED = ("key", "account")
_LEAST, _MOST = 3, 20_000


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices without money behind cards and stretches of time."""
    scan = ledger.told.text
    for match in found(_CARD, scan) if is_chinese(scan) else ():
        at, paid = match.start("period"), match.start("paid")
        if ledger.free(at) and _is_sold(scan, match) and not units.is_warranty(scan, at):
            count = scan.tokens[match.start("count")].amount if match["count"] else None
            word = scan.tokens[at]
            per = "account" if word.kind == "u" else units.period(word.value, count)
            unit = PaidFor(per, money_of(ledger.told, paid) or "CNY", sure=LIKELY)
            yield from price(ledger, match, "paid", unit)
    yield from _given_away(ledger) if is_chinese(scan) else ()


def _given_away(ledger: Ledger) -> Iterator[Fact]:
    """ "2200 出": what an owner asks for the key, account or plan he named before."""
    scan = ledger.told.text
    for match in found(_GIVEN_AWAY, scan):
        begin = line(scan.shape, match.start())[0]
        ahead = scan.tokens[begin : match.start()]
        thing = next((t.value for t in ahead[::-1] if t.kind == "u" and t.value in _OWNED), "")
        thing = thing or (
            "account" if any(t.kind == "M" and is_plan(t.text) for t in ahead) else ""
        )
        if thing and scan.tokens[match.start("sign")].text == "出":
            yield from price(ledger, match, "paid", PaidFor(thing, "CNY", sure=LIKELY))


def _is_sold(scan: Scan, match: re.Match[str]) -> bool:
    """A card sells itself; a stretch of time does where a plan is named."""
    amount = scan.tokens[match.start("paid")].amount or 0
    word = scan.tokens[match.start("period")].text
    words = vocabulary("periods")["ahead"]
    between = scan.tokens[match.start("period") + 1 : match.start("paid")]
    if not _LEAST <= amount <= _MOST or any(_parts(token) for token in between):
        return False
    if word in words["card"]:
        return not match["count"]
    low, high = line(scan.shape, match.start())
    plan = any(t.kind == "M" and is_plan(t.text) for t in scan.tokens[low:high])
    if scan.shape[match.start("period")] == "u":
        return plan and word in units.SEATS and not match["count"]
    if word in _CHARGED:  # "codex 包月 129": of whatever is named
        return not match["count"] and "M" in scan.shape[low:high]
    return plan and (bool(match["count"]) or word in words["paid"])


def _parts(token: Token) -> bool:
    """Whether a word between the two makes the number mean something else."""
    return token.kind == "." and token.value != "endless"
