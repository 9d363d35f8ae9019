"""Options of a product page, each with its difference to a base price: "+5 000 ₽", "-100 ₽"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from market.claims import Price
from market.types import Fact
from parsers.readers.facts import LIKELY, fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.token import Token
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.code.wares import sold_as
from parsers.readers.rules.price.amounts import READER
from parsers.readers.rules.table.grid import lines_of, words

_SIGN = re.compile(r"(?<!\w)[+-]\s?$|(?<=[\w\s])\+\s?$|(?<=[^\W\d])-\s?$")
_BASE = re.compile(
    r"price|цена|цены|от|giá|harga|precio|preço|preis|prix|fiyat|起价|基础价|底价|价格|价|السعر"
)
_LINE = 40  # tokens of an option


@dataclass(frozen=True, slots=True)
class _Option:
    """Tokens of a line up to its difference, and the sign before that."""

    low: int
    at: int
    added: bool


def read(ledger: Ledger) -> Iterator[Fact]:
    """A price for every option where a base price is told; without one nobody knows any."""
    scan = ledger.told.text
    options = [one for low, high in lines_of(scan) for one in _option(scan, low, high)]
    if not any(one.added for one in options):
        return
    base = _base(ledger.told.head, ()) or _base(scan, {one.at for one in options})
    title = words(scan, *next(lines_of(scan)))
    for one in options:
        if ledger.free(one.at):
            ledger.take("aside", one.at)
            yield from _price(ledger, one, base, title) if base else ()


def _option(scan: Scan, low: int, high: int) -> Iterator[_Option]:
    """The difference at the end of a line."""
    at = next((at for at in range(high - 1, max(low, high - 3), -1) if scan.shape[at] == "m"), -1)
    if at < 0 or high - low > _LINE:
        return
    start = scan.tokens[at].start
    sign = _SIGN.search(scan.folded.text[max(0, start - 3) : start])
    if sign is not None:
        yield _Option(low, at, "+" in sign[0])


def _base(scan: Scan, options: set[int] | tuple[()]) -> Token | None:
    """The money a word for a price stands before: "base price 1000 ₽", "Цена: 1000 ₽"."""
    for at, token in enumerate(scan.tokens):
        if token.kind == "m" and at not in options:
            ahead = scan.folded.text[max(0, token.start - 20) : token.start]
            if _BASE.search(ahead):
                return token
    return None


def _price(ledger: Ledger, one: _Option, base: Token, title: str) -> Iterator[Fact]:
    """The base price and the difference together."""
    scan = ledger.told.text
    token = scan.tokens[one.at]
    last = one.at - 1
    name = scan.quote(one.low, last)[0].rstrip("+-( ") if last >= one.low else ""
    ware = sold_as([name], (), [title], (), ledger.told.head.folded.original[-200:])
    if ware is None or base.value != token.value or not base.amount or token.amount is None:
        return
    amount = base.amount + token.amount if one.added else base.amount - token.amount
    if amount > 0:
        about = ware.subject
        value = Price(amount, base.value, ware.per, about.provider, about.model, ware.access)
        yield fact(scan, one.low, one.at, value, READER, LIKELY)
