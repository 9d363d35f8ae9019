"""What a day, a week, a month or a year costs: "$7.99/tháng", "50人民币一个月", "月卡 ¥30",
"1 месяц — 799р", "aylık 120 TL".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import after
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.sold_periods import is_said_ahead, is_said_behind
from parsers.readers.rules.price.spoken import money_of

# "$7.99/tháng", "50人民币一个月", "80 元包月 800 刀", "¥399/4周", "12 € im Monat", "188一个月"
_BEHIND = re.compile(
    r"(?P<paid>[mn])(?P<link>[.(l/]{0,3})(?P<count>n?)-?(?P<period>p)(?:(?=\.?(?P<face>m)))?"
)
# "月卡 ¥30", "首月 ¥699", "1 месяц — 799р", "3个月 150元", "per month $5"
_AHEAD = re.compile(
    r"(?:(?P<count>n)-?|(?P<per>/))?(?P<period>p)(?P<link>[.=(lw-]{0,3})(?P<paid>[mn])"
)
_FIRST_TIME = re.compile(r"(?P<count>)(?P<period>q)[.=l]{0,2}(?P<paid>m)")
_LONGEST = 999  # days, weeks or months of one price
_FIRST = {"首月": "month", "首年": "year"}


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a stretch of time."""
    scan = ledger.told.text
    for match in found(_BEHIND, scan):
        if is_said_behind(scan, match):
            yield from _period(ledger, match)
    for match in found(_AHEAD, scan):
        if is_said_ahead(scan, match):
            yield from _period(ledger, match)
    for match in found(_FIRST_TIME, scan):
        if scan.tokens[match.start("period")].text in _FIRST:
            yield from _period(ledger, match)


def _period(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, paid = ledger.told.text, match.start("paid")
    period = scan.tokens[match.start("period")]
    if not ledger.free(match.start("period")) or units.is_warranty(scan, match.start("period")):
        return
    if scan.tokens[paid].value == "USD" and after(scan.shape, paid, "v"):
        return
    count = scan.tokens[match.start("count")].amount if match["count"] else Decimal(1)
    if (count or 0) > _LONGEST:
        return  # "月 650 季 1850": another price
    face = _face(ledger, match)
    name = _FIRST.get(period.text, period.value)
    unit = PaidFor(units.period(name, count), money_of(ledger.told, paid), face=face)
    for one in price(ledger, match, "paid", unit):
        ledger.take("unit", match.start("period"))
        if face is not None:
            ledger.take("face", match.start("face"))
        yield one


def _face(ledger: Ledger, match: re.Match[str]) -> Decimal | None:
    """Dollars of usage that a month holds: "80 元包月 800 刀"."""
    at = match.start("face") if match.groupdict().get("face") else None
    if at is None or not ledger.free(at):
        return None
    tokens = ledger.told.text.tokens
    other = tokens[match.start("paid")].value != "USD"
    return tokens[at].amount if tokens[at].value == "USD" and other else None
