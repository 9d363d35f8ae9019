"""What one cell of a table says: its amounts, the unit behind each, input or output."""

from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price.units import PER_SIDE, period

_MOST = 4  # amounts of one cell; more is a sentence


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or money in a cell, with the unit and the side that the cell itself gives it."""

    at: int
    last: int  # the end of its unit
    per: str = ""
    side: str = ""
    money: str = ""  # its own, or that of the other one in "10-15 元"
    scale: Decimal = Decimal(1)  # 1000 where the cell prices a thousand tokens


def amounts(scan: Scan, low: int, high: int) -> list[Amount]:
    """The amounts of a cell outside brackets; none where it says too much to be one."""
    found: list[Amount] = []
    for at in numbers(scan, low, high):
        if _bracketed(scan, low, at) or (found and at <= found[-1].last):
            continue
        found.append(_amount(scan, low, at, high))
    money = next((t.value for one in found if (t := scan.tokens[one.at]).kind == "m"), "")
    return [replace(one, money=money) for one in found] if len(found) <= _MOST else []


def numbers(scan: Scan, low: int, high: int) -> list[int]:
    """Places of all numbers and money of a cell."""
    return [at for at in range(low, high) if scan.shape[at] in "nm"]


def _bracketed(scan: Scan, low: int, at: int) -> bool:
    ahead = scan.shape[low:at]
    return ahead.count("(") > ahead.count(")")


def is_pair(scan: Scan, first: int, second: int) -> bool:
    """ "$2.50 / $12.50": two prices of one thing, in one money."""
    moneys = {scan.tokens[at].value for at in (first, second)} - {""}
    return "/" in scan.shape[first + 1 : second] and len(moneys) < 2


def is_range(scan: Scan, first: int, second: int) -> bool:
    """ "10-15 元"."""
    return scan.shape[first + 1 : second] == "-"


def _amount(scan: Scan, low: int, at: int, high: int) -> Amount:
    """The amount at this place with what stands right behind it: "/3 个月", "/M tokens"."""
    side, place = _side(scan, low, at, high), at + 1
    while place < high and scan.shape[place] in "/.(":
        place += 1
    counted = place < high and scan.shape[place] == "n"
    count = scan.tokens[place].amount if counted else None
    place += counted
    per = _unit(scan, at, place, count, side) if place < min(high, at + _NEAR) else ""
    if not per:
        return Amount(at, at, side=side)
    scale = scan.tokens[place].amount if per.endswith("tokens") else None
    return Amount(at, place, per, side, scale=scale or Decimal(1))


def _unit(scan: Scan, at: int, place: int, count: Decimal | None, side: str) -> str:
    token, paid = scan.tokens[place], scan.tokens[at]
    match token.kind:
        case "t":
            return PER_SIDE.get(side, "1m_tokens")
        case "p":
            return period(token.value, count)
        case "u" if count in (None, 1):
            return token.value
        case "c" if token.value == "USD" and scan.shape[place - 1] == "/":
            return "usd_credit"
        case "m" if scan.shape[place - 1] == "/" and _is_dollar_for(paid, token):
            return "usd_credit"
        case _:
            return ""


def _is_dollar_for(paid: Token, dollar: Token) -> bool:
    """ "0.5元/1刀"; "$0.20 / $1.00" is a pair of prices."""
    other = paid.kind == "m" and paid.value != "USD"
    return other and dollar.value == "USD" and dollar.amount == 1


_NEAR = 5  # tokens up to an amount's unit


def _side(scan: Scan, low: int, at: int, high: int) -> str:
    """ "输入 ¥3", "$15 (output)"."""
    ahead = next((t for t in reversed(scan.tokens[max(low, at - 2) : at]) if t.kind in "inm"), None)
    if ahead is not None and ahead.kind == "i":
        return ahead.value
    behind = next((t for t in scan.tokens[at + 1 : min(high, at + 3)] if t.kind in "inm"), None)
    return behind.value if behind is not None and behind.kind == "i" else ""
