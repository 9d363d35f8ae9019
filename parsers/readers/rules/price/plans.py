"""A plan's name and its price: "Claude Pro 月卡 ¥39", "حساب ChatGPT Plus ➔ 7$", "¥39 ChatGPT Plus";
a family's name with a word for accounts or subscriptions is one as well: "Claude 成品号 35元".
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import after, is_struck, line
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, low_end, price_at
from parsers.readers.rules.price.paid import is_paid
from parsers.readers.rules.price.plan_names import is_sold
from parsers.readers.rules.price.replaced import replaced_by
from parsers.readers.rules.price.spoken import is_shortened, money_of

# in its line, or in the next lines of a card: "<h3>Claude Pro</h3><b>$9</b>"
_PLAN = re.compile(
    r"(?P<plan>M)(?=(?P<rest>(?:[^;MWmn]{0,6}(?:n-?p)?[^;MWmn]{0,6}(?:;{1,3}[.l(]{0,2}m){1,2}|[^;MW]{0,14})))"
)
# an amount alone before the name: "¥39 ChatGPT Plus 月卡"
_PAID_FIRST = re.compile(
    r"(?:^|(?<=[;,|=]))[.(l]{0,2}(?P<paid>m)[.=|]?(?P<plan>M)(?P<rest>\|?n?[^;,|mMn]{0,6})"
)
_LOT = re.compile(r"nu[=-]?$")
# "成品号 ¥35", "车位：25 元": of the plan named before
_SEAT = re.compile(r"u[.=l(-]{0,2}(?P<paid>m)")
# "shared $5, private $20 (monthly)"
_LISTED = re.compile(r"m(?:[,/][.u]{0,2}m){1,4}\(p(?=\))")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of accounts, seats and subscriptions named by their plan."""
    scan = ledger.told.text
    for match in found(_PAID_FIRST, scan):
        yield from _paid_first(ledger, match)
    for match in found(_PLAN, scan):
        if is_sold(scan, match.start("plan")):
            yield from _plan(ledger, match)
    for match in found(_SEAT, scan):
        yield from _seat(ledger, match)


def _paid_first(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, paid, plan = ledger.told.text, match.start("paid"), match.start("plan")
    if is_sold(scan, plan) and ledger.free(paid) and is_paid(scan, paid):
        lasts = units.period_in(scan, plan, match.end()) or "account"
        yield price_at(ledger, paid, (paid, plan), PaidFor(lasts))


def _seat(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan, paid = ledger.told.text, match.start("paid")
    if scan.tokens[match.start()].text in units.SEATS and _is_amount(ledger, paid):
        lasts = units.per_between(scan, match.start(), match.end())
        yield price_at(ledger, paid, (match.start(), match.end() - 1), PaidFor(lasts))


def _plan(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """The first amount behind a plan's name that a buyer pays, and those struck out before it."""
    scan = ledger.told.text
    for at in range(*match.span("rest")):
        if scan.shape[at] == ";" and not _is_card(scan, at):
            return
        if ledger.roles.get(at) == "price" and not is_struck(scan, at):
            return  # the plan has its price
        if not _is_amount(ledger, at):
            continue
        lasts = units.per_between(scan, match.start(), at + 1)
        if lasts == "account":
            lasts = _of_list(scan, at) or lasts
        unit = PaidFor(lasts, money_of(ledger.told, at))
        for place in (low_end(ledger, at), at):
            if place is not None:
                yield price_at(ledger, place, (match.start(), at), unit)
        if not is_struck(scan, at):
            return


def _is_card(scan: Scan, at: int) -> bool:
    """Whether a line ends here, and the next has one amount that stands, and no other name."""
    begin = at + 1
    while scan.shape[begin : begin + 1] == ";":
        begin += 1
    said = range(begin, line(scan.shape, begin)[1])
    amounts = [here for here in said if scan.shape[here] == "m" and not is_struck(scan, here)]
    alone = len(amounts) == 1 and "M" not in scan.shape[said.start : said.stop]
    return alone and scan.tokens[at].text == "\n"


def _of_list(scan: Scan, at: int) -> str:
    """The period in brackets behind a list of prices: "shared $5, private $20 (monthly)"."""
    listed = _LISTED.match(scan.shape, at)
    return units.period_in(scan, listed.end() - 1, listed.end()) if listed else ""


def _is_amount(ledger: Ledger, at: int) -> bool:
    """Whether the token is money, or thousands said short in a language that counts so."""
    scan = ledger.told.text
    if scan.shape[at] not in "mn" or not ledger.free(at) or not is_paid(scan, at):
        return False
    if scan.shape[at] == "n":
        measured = after(scan.shape, at, "ktexz%", reach=1)
        return is_shortened(scan, at) and not measured and money_of(ledger.told, at) is not None
    credit = scan.tokens[at].value == "USD" and after(scan.shape, at, "v")
    quota = scan.shape[at - 1] == "v"  # "周额度 $110"
    lot = _LOT.search(scan.shape[max(0, at - 4) : at])
    if lot and scan.tokens[max(0, at - 4) + lot.start()].amount != 1:
        return False  # "3 accs for $12"
    return not (credit or quota) and replaced_by(scan, at) is None
