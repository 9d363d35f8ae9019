"""What a shop says it has left: a number, or nothing ("售罄", "hết hàng", "inStock": false)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from market.claims import Stock
from market.types import Fact
from parsers.readers.facts import said_once
from parsers.readers.look import Look, look_for
from parsers.readers.shop.counts import counts, in_columns
from parsers.readers.text.denial import is_denied
from parsers.readers.text.fold import fold
from parsers.readers.text.words import any_of, vocabulary, whole

READER = "stock/1"

_NEAR = 12  # characters in which "almost" and "即止" change what is meant


def read_stock(text: str, context: str = "") -> Iterator[Fact]:
    """Stock that the text states, every number once; 0 where it is sold out."""
    return said_once(sorted(_read(text, context), key=lambda fact: fact.span))


def _read(text: str, context: str) -> Iterator[Fact]:
    folded = fold(text)
    places = [(one.start, one.end, one.amount) for one in counts("stock", folded)]
    places += [(start, end, Decimal(0)) for start, end in _nothing(folded.text)]
    for start, end, amount in places:
        low, high = folded.where(start, end)
        yield Fact(Stock(amount), folded.original[low:high], (low, high), reader=READER)
    if "|" in folded.text:
        for quote, span, amount in in_columns("stock", text, context):
            yield Fact(Stock(amount), quote, span, reader=READER)


def _nothing(text: str) -> Iterator[tuple[int, int]]:
    """Places that say there is nothing left."""
    if not any(_look().seen(text)):
        return
    for found in _sold_out().finditer(text):
        near = text[max(0, found.start() - _NEAR) : found.end() + 4]
        if not _later().search(near) and not is_denied(text, *found.span()):
            yield found.span()


@cache
def _look() -> Look:
    said = vocabulary("counts")["none"]
    return look_for((*said["said"], *said["alone"], *said["flags"]))


@cache
def _sold_out() -> re.Pattern[str]:
    said = vocabulary("counts")["none"]
    alone = rf"(?:(?<=[(\[|:,，\n])|\A)\s*{whole(said['alone'])}(?=\s*(?:[)\]|,，.!❌]|\n|\Z))"
    flag = rf"(?<![\w.]){any_of(said['flags'])}[\"']?\s{{0,3}}[:=]\s{{0,3}}(?:false|no|0)(?![\w.])"
    return re.compile(f"{whole(said['said'])}|{alone}|{flag}")


@cache
def _later() -> re.Pattern[str]:
    return re.compile(whole(vocabulary("counts")["none"]["later"]))
