"""Input and output prices named one by one, their unit said once: "输入 ¥2，输出 ¥12（每百万
token）", "¥2进/¥12出", "вход 50 ₽, выход 250 ₽ за 1 млн токенов".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.around import clause, line
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import PaidFor, price
from parsers.readers.rules.price.spoken import currency_said
from parsers.readers.rules.price.stated import stated

_AHEAD = re.compile(r"(?P<side>i)[.=:(/l-]{0,3}(?P<paid>[mn])")
_IN_OUT = re.compile(r"(?P<first>\.)=?(?P<a>m)[,/.]?(?P<second>\.)=?(?P<b>m)")
_BEHIND = re.compile(r"(?P<paid>[mn])[(/]?(?P<side>i)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices beside a word for input or output, where the line says that tokens are sold."""
    for match in found(_IN_OUT, ledger.told.text):
        yield from _in_out(ledger, match)
    for pattern in (_AHEAD, _BEHIND):
        for match in found(pattern, ledger.told.text):
            yield from _sided(ledger, match)


def _in_out(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """ "in $1.50 out $7.50": words that mean sides only when both are there."""
    scan = ledger.told.text
    words = [scan.tokens[match.start(name)].text for name in ("first", "second")]
    if words != ["in", "out"]:
        return
    scale = _scale(scan, *line(scan.shape, match.start())) or Decimal(1)
    for name, side in (("a", "in"), ("b", "out")):
        yield from price(ledger, match, name, PaidFor(units.PER_SIDE[side], None, scale))


def _sided(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    scan = ledger.told.text
    side, paid = match.start("side"), match.start("paid")
    low, high = line(scan.shape, paid)
    if _order(scan.shape[slice(*clause(scan.shape, paid))]) is not match.re or not ledger.free(
        side
    ):
        return
    scale, unit_of_all = _scale(scan, low, high), stated(ledger.told)
    apart = unit_of_all if unit_of_all and unit_of_all.per == "1m_tokens" else None
    named = "t" in scan.shape[low:high] or apart is not None
    if scale is None or (scan.shape[paid] == "n" and not named):
        return
    scale = apart.scale if apart and "t" not in scan.shape[low:high] else scale
    currency = scan.tokens[paid].value or _one_currency(scan, low, high)
    currency = currency or (apart.currency if apart else None)
    unit = PaidFor(units.PER_SIDE[scan.tokens[side].value], currency, scale)
    for one in price(ledger, match, "paid", unit):
        ledger.take("unit", side)
        yield one


def _order(words: str) -> re.Pattern[str]:
    """Whether the clause puts its side words before or behind its amounts."""
    first = next((kind for kind in words if kind in "imn"), "i")
    return _AHEAD if first == "i" else _BEHIND


def _scale(scan: Scan, low: int, high: int) -> Decimal | None:
    """A million unless the line says a thousand; None where it neither names tokens nor both
    sides.
    """
    many = [t for t in scan.tokens[low:high] if t.kind == "t"]
    if many:
        return many[0].amount
    sides = {t.value for t in scan.tokens[low:high] if t.kind == "i"}
    return Decimal(1) if len(sides) == len(units.PER_SIDE) else None


def _one_currency(scan: Scan, low: int, high: int) -> str | None:
    named = {t.value for t in scan.tokens[low:high] if t.kind == "m"}
    return named.pop() if len(named) == 1 else currency_said(scan, low, high)
