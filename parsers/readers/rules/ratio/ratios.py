"""What one credited dollar costs, where a seller says it as a ratio or rate of topping up.

"充值 1:8", "充值比7.3：1", "1:1 recharge ratio", "之后会1:1", "汇率调整为1.2".
"""

import re
from collections.abc import Iterator

from market.claims import TopUp
from market.types import Fact
from parsers.readers.around import before, in_line, line
from parsers.readers.facts import LIKELY, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.bank_rate import is_bank_rate
from parsers.readers.rules.ratio.equations import READER, is_former
from parsers.readers.rules.ratio.factors import is_bare

# "充值 1:1", "充值比例：1:8", "курс пополнения 1:1", "nạp tiền tỷ lệ 1:1"
_BEHIND = re.compile(r"(?P<word>[rq])[.=lxagvr(]{0,5}(?P<left>[nm])(?P<sign>=)(?P<right>n)")
# "1:1充值", "1:1 人民币充值", "1:1 recharge ratio", "1:200进行充值"
_AHEAD = re.compile(r"(?P<left>[nm])(?P<sign>=)(?P<right>[nm])[.v]{0,3}(?P<word>[rq])")
# "之后会1:1", "1:1 到账": nothing else in the clause says what is in proportion
_ALONE = re.compile(r"(?<!M)(?P<left>n)(?P<sign>=)(?P<right>n)(?=l?=?(?:[,;)]|$))")
_ANY = re.compile(r"n=n")
_CREDIT = re.compile(r"(?:计费|按量|余额|月卡|周卡|日卡|套餐|订阅|包月|balance|баланс)[:= ]{0,3}$")
# "人民币:美元 = 1:1"
_NAMED = re.compile(r"(?P<word>c)[=.]cv?[=.(]{0,2}(?P<left>n)(?P<sign>=)(?P<right>n)")
# "汇率调整为1.2", "充值比例 0.8", "汇率优惠结束（原0.8），恢复为1"
_RATE = re.compile(
    r"(?P<word>r)(?:[.=lf(-]{0,6}(?:n[a=])?a?l?|[^;rxm]{1,14},\.{0,2}a)(?P<n>n)(?!=|x)"
)
_TOPPING_UP = ("top-up", "topup", "recharge", "aufladung", "チャージ")
_MOST = 10  # yuan a dollar
_SITE_UNITS = 100  # "1:200" counts in units of the site, not in dollars


def read(ledger: Ledger) -> Iterator[Fact]:
    """Top-up rates stated as a ratio of money to credit."""
    scan = ledger.told.text
    for pattern in (_NAMED, _BEHIND, _AHEAD, _ALONE):
        for match in found(pattern, scan):
            if _is_of_money(scan, match):
                yield from top_up(ledger, match)
    for match in found(_RATE, scan):
        yield from _rate(ledger, match)


def _is_of_money(scan: Scan, match: re.Match[str]) -> bool:
    """Whether credit is in this proportion to money, and not a picture's sides or a score."""
    if match.re is _ALONE:
        return _stands_alone(scan, match)
    if match.re is _NAMED:
        first, second = scan.tokens[match.start()], scan.tokens[match.start() + 2]
        return (first.value, second.value) == ("CNY", "USD")
    word = scan.tokens[match.start("word")]
    return word.kind == "r" or word.text.startswith(_TOPPING_UP)


def _stands_alone(scan: Scan, match: re.Match[str]) -> bool:
    """ "之后会1:1", "月卡1:24": in a line that speaks of credit and has no "16:9"."""
    low, high = line(scan.shape, match.start())
    for other in _ANY.finditer(scan.shape, low, high):
        sides = scan.tokens[other.start()].amount, scan.tokens[other.end() - 1].amount
        if 1 not in sides:
            return False
    start = scan.tokens[match.start()].start
    paid = _CREDIT.search(scan.folded.text[max(0, start - 12) : start])
    return bool(paid) or any(_speaks_of_credit(scan.tokens[at]) for at in range(low, high))


def _speaks_of_credit(token: Token) -> bool:
    return (token.kind == "r" and token.value != "rate") or (
        token.kind == "x" and token.value == "rate"
    )


def top_up(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """The rate of a ratio of money to credit, unless it is a bank's or counts in a site's units."""
    scan, places = ledger.told.text, (match.start("left"), match.start("right"))
    left, right = (scan.tokens[at].amount for at in places)
    if scan.tokens[places[0]].value not in ("", "CNY"):
        return  # "人民币 1:1 充值" counts yuan first
    if not left or not right or 1 not in (left, right) or not ledger.free(*places):
        return
    if scan.tokens[match.start("sign")].value not in ("ratio", "equals"):
        return
    if max(left, right) >= _SITE_UNITS or in_line(scan.shape, match.start(), "W"):
        return
    if before(scan.shape, match.start("left"), "!", reach=2):
        return
    ledger.take("top_up", *places)
    if not is_former(scan, match):
        value = TopUp(tidy(left / right), "CNY", "text")
        yield fact(scan, match.start(), match.end() - 1, value, READER, LIKELY)


def _rate(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """ "汇率调整为1.2": yuan for a dollar, unless it is a bank's rate."""
    scan, at, word = ledger.told.text, match.start("n"), match.start("word")
    rate = scan.tokens[at].amount
    if not rate or rate > _MOST or is_bank_rate(rate, "CNY") or not ledger.free(at):
        return
    token = scan.tokens[word]
    if not (token.value == "ratio" or token.text == "汇率") or not is_bare(scan, at):
        return
    if in_line(scan.shape, at, "W") or before(scan.shape, at, "!w", reach=2):
        return
    ledger.take("top_up", at)
    yield fact(scan, word, at, TopUp(tidy(rate), "CNY", "text"), READER, LIKELY)
