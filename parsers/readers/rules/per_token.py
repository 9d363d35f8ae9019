"""What a million tokens cost: "¥20(进)100(出)/一百万Token", "输入 ¥0.72/M", "$3/M input"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules import units
from parsers.readers.rules.amounts import PaidFor, price

# "¥6(进)36(出)/一百万Token", "14/84 一百万 Token", "$5 / $25 per 1M"
_PAIR = re.compile(r"(?P<a>[mn])\(?(?P<sa>i?)\)?[/,.]?(?P<b>[mn])\(?(?P<sb>i?)\)?\.?(?P<t>t)")
# "输入 ¥0.72/M", "输入价格 0.5 元/百万 tokens", "$3/M input", "¥1.5(输入)/一百万Token",
# "1-2块钱/百万token"
_ONE = re.compile(
    r"(?P<sa>i)[.=(/]{0,3}(?P<paid>[mn])\.?(?P<t>t)"
    r"|(?:(?P<low>n)-)?(?P<amount>[mn])\(?(?P<sb>i?)\)?\.?(?P<u>t)(?P<sc>i?)"
)
# "输入 (/1M) 单价¥5"
_SIDE_FIRST = re.compile(r"(?P<sa>i)\(?(?P<t>t)\)?\.{0,3}(?P<paid>m)")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of a million tokens, of input, output or both."""
    for match in found(_PAIR, ledger.told.text):
        yield from _pair(ledger, match)
    for pattern in (_ONE, _SIDE_FIRST):
        for match in found(pattern, ledger.told.text):
            yield from _one(ledger, match)


def _pair(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output price of one model, in this order unless they say otherwise."""
    tokens = ledger.told.text.tokens
    first, second = tokens[match.start("a")], tokens[match.start("b")]
    if "n" in (first.kind, second.kind) and not (match["sa"] or "/" in match[0]):
        return
    scale = tokens[match.start("t")].amount or Decimal(1)
    currency = first.value or second.value or None
    for name, side, otherwise in (("a", "sa", "in"), ("b", "sb", "out")):
        which = tokens[match.start(side)].value if match[side] else otherwise
        yield from price(ledger, match, name, PaidFor(units.PER_SIDE[which], currency, scale))


def _one(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    tokens = ledger.told.text.tokens
    groups = {name: tokens[match.start(name)] for name, said in match.groupdict().items() if said}
    paid, token = (
        (groups["paid"], groups["t"]) if "t" in groups else (groups["amount"], groups["u"])
    )
    if paid.kind == "n" and not token.text.startswith("/"):
        return  # "500 million tokens" is an amount of tokens
    sides = [groups[side].value for side in ("sa", "sb", "sc") if side in groups]
    per = units.PER_SIDE[sides[0]] if sides else "1m_tokens"
    unit = PaidFor(per, paid.value or None, token.amount or Decimal(1))
    for name in ("low", "paid", "amount"):
        if name in groups:
            yield from price(ledger, match, name, unit)
