"""One token of a folded text."""

from decimal import Decimal
from typing import NamedTuple


class Token(NamedTuple):
    """A word or number with its kind, its place in the folded text and what it means."""

    kind: str  # a letter of parsers.readers.lexer.tokens.LETTERS
    start: int
    end: int
    text: str
    value: str = ""  # ISO currency, provider, period, unit, ... whatever the kind carries
    amount: Decimal | None = None  # of numbers and money
