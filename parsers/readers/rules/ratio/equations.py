"""What one credited dollar costs, where a seller says it as an equation.

"1元=1刀", "$1=1元", "3.5 元等于 1 美元", "1元兑10刀", "1 USDT = 10刀".
"0.6R 一刀" and "0.15 元/刀" are wordings of a price: ``per_credit`` reads those.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.claims import TopUp
from market.types import Fact
from parsers.readers.around import before, clause, in_line, is_struck, line
from parsers.readers.facts import LIKELY, SURE, fact, found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.numbers import tidy
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.bank_rate import is_bank_rate

READER = "top_up/3"

# "1元=1刀", "1美元额度 = 0.8 元", "1元即可兑换 8 美元额度", "0.12换一刀", "$1=¥1", "1元充1刀"
_EQUATION = re.compile(
    r"(?P<left>[mn])(?P<lv>v?)\.{0,2},?(?P<sign>[=r])[l.]?(?P<right>[mn])(?P<rv>v?)"
)
_CRYPTO = re.compile(r"usd[tc]|\d ?u")
_MOST = 20  # a bare number beside a dollar is money only when it is small


def read(ledger: Ledger) -> Iterator[Fact]:
    """Top-up rates stated as an equation."""
    scan = ledger.told.text
    for match in found(_EQUATION, scan):
        places = match.start("left"), match.start("right")
        sides = _sides(scan, match) if ledger.free(*places) else None
        if sides is None or not _holds_here(ledger, match, *sides):
            continue
        ledger.take("top_up", *places)
        if not is_former(scan, match):
            paid, dollars = sides
            rate = tidy((paid.amount or Decimal(0)) / (dollars.amount or Decimal(1)))
            value = TopUp(rate, paid.value or "CNY", "text")
            sure = SURE if paid.value else LIKELY
            yield fact(scan, match.start(), match.end("right") - 1, value, READER, sure)


def _sides(scan: Scan, match: re.Match[str]) -> tuple[Token, Token] | None:
    """What is paid and the dollars had for it; None when it is not money for dollars, one of
    either.
    """
    left, right = (scan.tokens[match.start(side)] for side in ("left", "right"))
    if not left.amount or not right.amount or 1 not in (left.amount, right.amount):
        return None
    if _is_dollar(left) and _is_dollar(right):
        return _dollars_for_dollars(scan, match, left, right)
    paid, dollars = (right, left) if _is_dollar(left) else (left, right)
    if not _is_dollar(dollars) or (paid.kind == "n" and not _is_money(scan, match, paid)):
        return None
    return paid, dollars


def _is_dollar(token: Token) -> bool:
    return token.kind == "m" and token.value == "USD"


def _dollars_for_dollars(
    scan: Scan, match: re.Match[str], left: Token, right: Token
) -> tuple[Token, Token] | None:
    """ "1 USDT = 10刀", "$1 = $5 额度": coins are paid, credit is had."""
    coins = [bool(_CRYPTO.search(scan.folded.text[t.start : t.end])) for t in (left, right)]
    quota = [token.text for token in scan.tokens[match.end() : match.end() + 1]] == ["quota"]
    credit = [bool(match["lv"]), bool(match["rv"]) or quota]
    if coins[0] != coins[1]:
        return (left, right) if coins[0] else (right, left)
    if credit[0] != credit[1] and scan.tokens[match.start("sign")].value == "equals":
        return (left, right) if credit[1] else (right, left)
    return None


def _is_money(scan: Scan, match: re.Match[str], paid: Token) -> bool:
    """ "0.12换一刀", "1刀=0.3": a small bare number, nobody's unit and no part of a sum."""
    if scan.tokens[match.start("sign")].value != "equals" or (paid.amount or 0) > _MOST:
        return False
    if paid is scan.tokens[match.start("left")]:
        return not match["lv"] and scan.shape[match.start() - 1 : match.start()] not in (
            "/",
            "x",
            "n",
        )
    return scan.shape[match.end("right") : match.end("right") + 1] in ("", *",;|)(l")


def _holds_here(ledger: Ledger, match: re.Match[str], paid: Token, dollars: Token) -> bool:
    """Whether it is this seller's rate: no bank's, nobody's wish, no package."""
    scan = ledger.told.text
    shape, sign = scan.shape, scan.tokens[match.start("sign")]
    if in_line(shape, match.start(), "W") or before(shape, match.start(), "!", reach=2):
        return False
    if sign.value == "ratio" and "n" in (paid.kind, dollars.kind):
        return False  # "套餐一：10刀"
    if sign.value == "gets" and _is_package(scan, match):
        return False
    said = match["lv"] or match["rv"] or _of_topping_up(ledger, match.start())
    rate = (paid.amount or Decimal(0)) / (dollars.amount or Decimal(1))
    asked = paid.amount != 1 or sign.value == "about"
    return bool(said) or not (asked and is_bank_rate(rate, paid.value or "CNY"))


def _is_package(scan: Scan, match: re.Match[str]) -> bool:
    """ "首充1元得10刀", "1元可用1刀/天": an offer for once or for a time, not a rate."""
    low, high = clause(scan.shape, match.start())
    words = [token for token in scan.tokens[low:high] if token.text != "余额"]
    return any(token.kind in "qbp" for token in words)


def _of_topping_up(ledger: Ledger, at: int) -> bool:
    """Whether the line speaks of credit: "充值 1 美元 = 7.3 元", "$1=¥7，倍率 0.5"."""
    scan = ledger.told.text
    near = [token.value for token in scan.tokens[max(0, at - 6) : at] if token.kind == "r"]
    multiplied = any(
        ledger.roles.get(here) == "multiplier" for here in range(*line(scan.shape, at))
    )
    return any(word != "rate" for word in near) or (multiplied and not near)


def is_former(scan: Scan, match: re.Match[str]) -> bool:
    """ "原 1元=1刀，现 …", "由 1元=1刀 调整为 …": it holds no longer."""
    gone = scan.shape[match.end() : match.end() + 1] == "a" or is_struck(scan, match.start())
    return gone or before(scan.shape, match.start(), "w", reach=2)
