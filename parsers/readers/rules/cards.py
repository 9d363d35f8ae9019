"""Bare numbers behind words for a stretch of time that is sold, as Chinese sellers list them:
"plus 月卡 18，年卡 128", "Claude Pro 半年 600，一年 1100".
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import line
from parsers.readers.facts import LIKELY, found
from parsers.readers.ledger import Ledger
from parsers.readers.rules import units
from parsers.readers.rules.amounts import PaidFor, price
from parsers.readers.rules.spoken import is_chinese, money_of
from parsers.readers.tokens import Scan, is_plan
from parsers.readers.words import vocabulary

_CARD = re.compile(r"(?P<count>n?)(?P<period>p)=?(?P<paid>n)(?=[,;|()/]|$)")
_LEAST, _MOST = 3, 20_000


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices without money behind cards and stretches of time."""
    scan = ledger.told.text
    for match in found(_CARD, scan) if is_chinese(scan) else ():
        at, paid = match.start("period"), match.start("paid")
        if ledger.free(at) and _is_sold(scan, match) and not units.is_warranty(scan, at):
            count = scan.tokens[match.start("count")].amount if match["count"] else None
            per = units.period(scan.tokens[at].value, count)
            unit = PaidFor(per, money_of(ledger.told, paid) or "CNY", sure=LIKELY)
            yield from price(ledger, match, "paid", unit)


def _is_sold(scan: Scan, match: re.Match[str]) -> bool:
    """A card sells itself; a stretch of time does where a plan is named."""
    amount = scan.tokens[match.start("paid")].amount or 0
    word = scan.tokens[match.start("period")].text
    words = vocabulary("periods")["ahead"]
    if not _LEAST <= amount <= _MOST:
        return False
    if word in words["card"]:
        return not match["count"]
    low, high = line(scan.shape, match.start())
    plan = any(t.kind == "M" and is_plan(t.text) for t in scan.tokens[low:high])
    return plan and (bool(match["count"]) or word in words["paid"])
