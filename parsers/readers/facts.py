"""From matched tokens to a fact with its quote and span."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from market.claims import Value
from market.types import Fact
from parsers.readers.lexer.tokens import Scan

SURE = Decimal(1)
LIKELY = Decimal("0.8")  # a unit or currency was taken from elsewhere in the listing


def fact(
    scan: Scan, first: int, last: int, value: Value, reader: str, confidence: Decimal = SURE
) -> Fact:
    """A fact that quotes the tokens ``first`` to ``last``, both included."""
    quote, span = scan.quote(first, last)
    return Fact(value=value, quote=quote, span=span, reader=reader, confidence=confidence)


def found(pattern: re.Pattern[str], scan: Scan) -> Iterator[re.Match[str]]:
    """Where a pattern over kinds fits the shape, from left to right."""
    return pattern.finditer(scan.shape)


def said_once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts without repetitions of the same value: said twice is claimed once."""
    seen: set[Value] = set()
    for one in facts:
        if one.value not in seen:
            seen.add(one.value)
            yield one
