"""What a shop says it has sold: "已售 300+", "đã bán 1.120", "sold": 120, a table's column."""

from collections.abc import Iterator
from decimal import Decimal

from market.claims import Sold
from market.types import Fact
from parsers.readers.facts import said_once
from parsers.readers.shop.counts import counts, in_columns
from parsers.readers.text.fold import fold

READER = "sold/1"


def read_sold(text: str, context: str = "") -> Iterator[Fact]:
    """Sales that the text states, every number once; none of nothing."""
    facts = sorted(_read(text, context), key=lambda fact: fact.span)
    return said_once(fact for fact in facts if fact.value != Sold(Decimal(0)))


def _read(text: str, context: str) -> Iterator[Fact]:
    folded = fold(text)
    for one in counts("sold", folded):
        low, high = folded.where(one.start, one.end)
        yield Fact(Sold(one.amount), folded.original[low:high], (low, high), reader=READER)
    if "|" in folded.text:
        for quote, span, amount in in_columns("sold", text, context):
            yield Fact(Sold(amount), quote, span, reader=READER)
