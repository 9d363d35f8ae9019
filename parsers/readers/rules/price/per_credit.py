"""What one credited dollar costs, said as a wording: "0.6R 一刀", "0.15 元/刀", "3 RMB per USD",
"每刀 0.3 元". Equations ("1元=1刀") are top-ups: ``equations`` reads those.
"""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.amounts import PaidFor, price, price_at
from parsers.readers.rules.price.bank_rate import is_bank_rate
from parsers.readers.rules.price.paid import is_paid

# "0.6R 一刀", "0.15 元/刀", "3 RMB per USD", "0.25一刀", "30 ₽ за $1"
_BEHIND = re.compile(r"(?P<paid>[mn])(?:\.?(?P<per>/?)|,)(?P<dollar>[mc])")
# "一刀0.6R", "1刀只要5毛", "每刀0.3元", "每美元额度 0.4 元"
_AHEAD = re.compile(r"(?<!=)(?:(?P<per>/)(?=c))?(?P<dollar>[mc])v?/?[.l]{0,2}(?P<paid>m)(?!=)")
_COMES_TO = frozenset({"相当于", "折合", "合", "约等于"})  # "相当于 0.5 元一刀"
_LIST = re.compile(r"(?P<list>(?:[.Mg]{1,4}n,){1,6})\.{0,3}(?P<dollar>m)")
_ALL = re.compile(r"[都均全][是为按]?每?$")
_HIGHEST_BARE = 20  # a number without money: "0.25一刀"


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of one credited dollar."""
    scan = ledger.told.text
    for match in found(_BEHIND, scan):
        paid, dollar = (scan.tokens[match.start(name)] for name in ("paid", "dollar"))
        if _is_said_behind(ledger, match, paid, dollar):
            yield from _credit(ledger, match)
    for match in found(_LIST, scan):
        yield from _told_last(ledger, match)
    for match in found(_AHEAD, scan):
        paid, dollar = (scan.tokens[match.start(name)] for name in ("paid", "dollar"))
        if dollar.value == "USD" != paid.value and (match["per"] or dollar.amount == 1):
            yield from _credit(ledger, match)


def _told_last(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """The unit said once behind a list: "max 0.7，官转 2.4，都是一刀的价"."""
    scan, dollar = ledger.told.text, match.start("dollar")
    start, end = scan.tokens[dollar].start, scan.tokens[dollar].end
    ahead, behind = scan.folded.text[max(0, start - 6) : start], scan.folded.text[end : end + 3]
    if not _ALL.search(ahead) or "价" not in behind or scan.tokens[dollar].amount != 1:
        return
    for at in range(*match.span("list")):
        bare = scan.shape[at] == "n" and 0 < (scan.tokens[at].amount or 0) <= _HIGHEST_BARE
        if bare and ledger.free(at) and is_paid(scan, at):
            yield price_at(ledger, at, (at, at), PaidFor("usd_credit", "CNY"))


def _credit(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    tokens = ledger.told.text.tokens
    paid, dollar = tokens[match.start("paid")], tokens[match.start("dollar")]
    if not ledger.free(match.start("dollar")) or is_bank_rate(paid.amount, paid.value):
        return
    yuan = "CNY" if (dollar.kind == "c" and dollar.text == "刀") or dollar.text == "一" else None
    for one in price(ledger, match, "paid", PaidFor("usd_credit", yuan)):
        ledger.take("unit", match.start("dollar"))
        yield one


def _is_said_behind(ledger: Ledger, match: re.Match[str], paid: Token, dollar: Token) -> bool:
    if not _is_one_dollar(dollar, match) or (paid.value == "USD" and not _is_part(paid, match)):
        return False
    if paid.kind == "n" and not _is_bare_price(paid, dollar, match):
        return False
    if "," in match[0] and not paid.amount == dollar.amount == 1:
        return False  # "1块钱，1刀", but not "充10块，1刀赠金"
    return not _is_reckoned(ledger.told.text, match.start())


def _is_reckoned(scan: Scan, at: int) -> bool:
    """Whether the amount belongs to a sum or equation: "7刀 × 12.50元/刀", "1元=1刀"."""
    if not at:
        return False
    previous = scan.tokens[at - 1]
    counted = scan.shape[at - 2 : at - 1] in ("n", "m") if at > 1 else False
    if previous.text in _COMES_TO:
        return False
    return previous.value == "times" or (previous.kind == "=" and (previous.text != ":" or counted))


def _is_one_dollar(dollar: Token, match: re.Match[str]) -> bool:
    bare = dollar.kind == "c" and (bool(match["per"]) or dollar.text == "刀")
    return dollar.value == "USD" and (bare or dollar.amount == 1)


def _is_part(paid: Token, match: re.Match[str]) -> bool:
    """ "$0.30 per $1": less than the dollar that is had."""
    return bool(match["per"]) and paid.amount is not None and 0 < paid.amount < 1


def _is_bare_price(paid: Token, dollar: Token, match: re.Match[str]) -> bool:
    said = bool(match["per"]) or dollar.text in ("一", "刀")
    return said and paid.amount is not None and 0 < paid.amount <= _HIGHEST_BARE
