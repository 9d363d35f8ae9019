"""What a day, a week, a month or a year costs: "$7.99/tháng", "50人民币一个月", "月卡 ¥30"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import after
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules import units
from parsers.readers.rules.amounts import PaidFor, price

# "$7.99/tháng", "50人民币一个月", "80 元包月 800 刀", "¥399/4周"
_BEHIND = re.compile(r"(?P<paid>m)[/.]?(?P<count>n?)(?P<period>p)(?:\.?(?P<face>m))?")
# "月卡 ¥30", "首月 ¥699"
_AHEAD = re.compile(r"(?P<count>n?)(?P<period>p)[.=(]{0,2}(?P<paid>m)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a stretch of time."""
    for pattern in (_BEHIND, _AHEAD):
        for match in found(pattern, ledger.told.text):
            yield from _period(ledger, match)


def _period(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    tokens = ledger.told.text.tokens
    period, paid = tokens[match.start("period")], tokens[match.start("paid")]
    if match.re is _AHEAD and period.text not in units.PRICED_PERIODS:
        return  # "每天 40 刀" is a quota
    if paid.value == "USD" and after(ledger.told.text.shape, match.start("paid"), "v"):
        return
    count = tokens[match.start("count")].amount if match["count"] else Decimal(1)
    face = _face(ledger, match)
    priced = PaidFor(units.period(period.value, count), face=face)
    for one in price(ledger, match, "paid", priced):
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
