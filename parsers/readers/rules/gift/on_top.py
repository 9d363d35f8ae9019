"""Bare numbers on top of a payment: "充100送10", "满 200 再赠 30"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from parsers.readers.facts import found
from parsers.readers.lexer.tokens import Scan
from parsers.readers.rules.quota.quantities import Quantity

# what is topped up or reached, the word for giving, and a number that counts nothing else
_ON_TOP = re.compile(r"[rsq][.]{0,2}(?P<base>[mn])[.,]{0,2}b{1,2}(?P<on_top>n)(?![uepxzc%v=/-])")


def on_top(scan: Scan) -> Iterator[Quantity]:
    """What is given on top, in the money that is paid."""
    for match in found(_ON_TOP, scan):
        at, base = match.start("on_top"), scan.tokens[match.start("base")]
        yield Quantity(at, at, at, scan.tokens[at].amount or Decimal(0), base.value.lower() or None)
