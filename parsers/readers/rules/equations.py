"""What one credited dollar costs, where a seller says it as an equation or a ratio of topping up.

"1元=1刀", "$1=1元", "3.5 元等于 1 美元", "1元兑10刀", "充值 1:8", "充值比7.3：1".
"0.6R 一刀" and "0.15 元/刀" are wordings of a price: ``per_credit`` reads those.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import TopUp
from market.types import Fact
from parsers.readers.around import Said, in_line
from parsers.readers.facts import LIKELY, SURE, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.numbers import tidy
from parsers.readers.token import Token

READER = "top_up/2"

# "1元=1刀", "0.1元对应 1 刀", "0.12换一刀", "$1=¥1"
_EQUATION = re.compile(r"(?P<left>[mn])(?P<sign>=)(?P<right>[mn])")
# "充值 1:1", "充值比例：1:8", "充值汇率为 1:1", "1:1充值"
_RATIO = re.compile(r"(?P<word>r)[.=lx]{0,3}(?P<left>n)=(?P<right>n)")
_RATIO_FIRST = re.compile(r"(?P<left>n)=(?P<right>n)\.?(?P<word>r)")
_SITE_UNITS = 100  # "1:200" counts in units of the site, not in dollars
_NEAR_FX = (Decimal("6.3"), Decimal("7.6"))  # yuan a dollar: what a bank says, not a seller


def read(ledger: Ledger) -> Iterator[Fact]:
    """Top-up rates stated as an equation or ratio."""
    scan = ledger.told.text
    for match in found(_EQUATION, scan):
        yield from _claimed(ledger, match, _equation(ledger.told, match))
    for pattern in (_RATIO, _RATIO_FIRST):
        for match in found(pattern, scan):
            yield from _claimed(ledger, match, _ratio(ledger.told, match))


def _claimed(ledger: Ledger, match: re.Match[str], facts: Iterator[Fact]) -> Iterator[Fact]:
    places = match.start("left"), match.start("right")
    for one in facts if ledger.free(*places) else ():
        ledger.take("top_up", *places)
        yield one


def _equation(told: Said, match: re.Match[str]) -> Iterator[Fact]:
    tokens = told.text.tokens
    left, sign, right = (tokens[match.start(name)] for name in ("left", "sign", "right"))
    if sign.value == "gets":
        return
    paid, dollars = (right, left) if _is_dollar(left) and not _is_dollar(right) else (left, right)
    rate = _rate(paid, dollars)
    if rate is None or (_is_fx(rate, paid) and not _of_topping_up(told, match.start())):
        return
    if sign.value == "about" and not _of_topping_up(told, match.start()):
        return
    value = TopUp(rate, paid.value or "CNY", "text")
    sure = SURE if paid.value else LIKELY
    yield fact(told.text, match.start(), match.end() - 1, value, READER, sure)


def _is_dollar(token: Token) -> bool:
    return token.kind == "m" and token.value == "USD"


def _rate(paid: Token, dollars: Token) -> Decimal | None:
    """Money for one credited dollar; None unless one side is one and the other is dollars."""
    if not _is_dollar(dollars) or _is_dollar(paid) or not paid.amount or not dollars.amount:
        return None
    if 1 not in (paid.amount, dollars.amount) or (paid.kind == "n" and dollars.text == "1"):
        return None
    return tidy(paid.amount / dollars.amount)


def _is_fx(rate: Decimal, paid: Token) -> bool:
    """ "1 美元 = 7.3 元" is what a bank says; "¥1 = $0.14" is how a relay credits a yuan."""
    return paid.amount != 1 and paid.value in ("", "CNY") and _NEAR_FX[0] <= rate <= _NEAR_FX[1]


def _of_topping_up(told: Said, at: int) -> bool:
    low = max(0, at - 6)
    return any(t.kind == "r" and t.value == "recharge" for t in told.text.tokens[low:at])


def _ratio(told: Said, match: re.Match[str]) -> Iterator[Fact]:
    tokens = told.text.tokens
    left, right = tokens[match.start("left")].amount, tokens[match.start("right")].amount
    word = tokens[match.start("word")]
    if word.value != "recharge" or not left or not right or 1 not in (left, right):
        return
    if max(left, right) >= _SITE_UNITS or in_line(told.text.shape, match.start(), "W"):
        return
    value = TopUp(tidy(left / right), "CNY", "text")
    yield fact(told.text, match.start(), match.end() - 1, value, READER, LIKELY)
