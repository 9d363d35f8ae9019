"""Counts of a shop, as its words and code put them: "库存 12", "5 left", "stock": 40, a table's
column. The words are ``data/counts.toml``.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from parsers.readers.around import said
from parsers.readers.lexer.numbers import MAGNITUDE, NUMBER, number
from parsers.readers.look import Look, look_for
from parsers.readers.rules.table import grid
from parsers.readers.text.fold import Folded
from parsers.readers.text.words import any_of, vocabulary, whole

_MOST = 100_000_000  # more is an id or a telephone number
_COUNT = rf"(?P<many>{NUMBER}(?:{MAGNITUDE})?)\+?"
_WHOLE = r"(?![\d:~-]|[.,]\d|/\d)"  # no date, time, range or share begins here
# ": ", "（", "仅剩 ", "{ available: "
_BETWEEN = (
    r"[\s:=(\[{\"'>]{0,6}(?:(?:仅剩|只剩|还剩|还有|共|约|有|available|total|count|qty|current|left)"
    r"[\s:=\"']{0,4})?"
)
_FIELD_END = r"[\"']?\s{0,3}[:=]\s{0,3}[\"']?"
_PRICE_FIELD = re.compile(r"price[\"']?\s{0,3}[:=]")
_CART = re.compile(r"(?<![a-z])(?:order|cart|customer|invoice|total|max|min)(?![a-z])")
_CLAUSE_END = r"(?=\s*(?:[)\]},.。;，、!|\n]|\Z))"


class Count(NamedTuple):
    """A number of units, and its place in the folded text."""

    start: int
    end: int
    amount: Decimal


def counts(kind: str, folded: Folded) -> Iterator[Count]:
    """Counts of this kind ("stock", "sold") in words and in code, from left to right."""
    text = folded.text
    if not any(_look(kind).seen(text)):
        return
    ways = (_ahead(kind), _behind(kind), _everyday(kind), *_named(kind, text))
    found = [match for way in ways for match in way.finditer(text)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        amount = number(match["many"], "VND")  # thousands are grouped with dots as well
        if match.start() < end or not _is_count(amount):
            continue
        end = match.end()
        yield Count(*match.span(), amount or Decimal(0))


def in_columns(
    kind: str, text: str, context: str
) -> Iterator[tuple[str, tuple[int, int], Decimal]]:
    """Quote, span and number of every cell under a head of this kind."""
    told = said(text, context)
    for row in grid.barred(told):
        for head, (low, high) in zip(row.heads, row.cells, strict=True):
            shape = told.text.shape[low:high]
            amount = told.text.tokens[low].amount if shape == "n" else None
            if head.role == kind and _is_count(amount):
                yield *told.text.quote(low, high - 1), amount or Decimal(0)


def _is_count(amount: Decimal | None) -> bool:
    return amount is not None and amount == amount.to_integral_value() and 0 <= amount < _MOST


def _named(kind: str, text: str) -> Iterator[re.Pattern[str]]:
    """Fields of code; "quantity" is stock beside a price, and no stock in an order."""
    yield _field(kind, "fields")
    if _PRICE_FIELD.search(text) and not _CART.search(text):
        yield _field(kind, "priced")


@cache
def _look(kind: str) -> Look:
    return look_for(word for words in vocabulary("counts")[kind].values() for word in words)


@cache
def _ahead(kind: str) -> re.Pattern[str]:
    words = whole(vocabulary("counts")[kind]["ahead"])
    return re.compile(
        rf"{words}{_BETWEEN}{_COUNT}{_WHOLE}(?! ?{_unit('other')})(?: ?{_unit('unit')})?"
    )


@cache
def _everyday(kind: str) -> re.Pattern[str]:
    """Words of every day: only with a unit, or at the end of what is said."""
    words = whole(vocabulary("counts")[kind]["shared_ahead"])
    return re.compile(rf"{words} ?:? ?{_COUNT}{_WHOLE}(?: ?{_unit('unit')}|{_CLAUSE_END})")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    said = vocabulary("counts")[kind]
    words = f"{whole(said['behind'])}|{whole(said['shared_behind'])}"
    return re.compile(
        rf"(?<![\d.,$¥€₽₫/:+-]){_COUNT} ?(?:{_unit('unit')} ?)?(?:{words})"
        r"(?!\s{0,2}:?\s{0,2}\d|[罄完空])"
    )


@cache
def _field(kind: str, key: str) -> re.Pattern[str]:
    names = any_of(vocabulary("counts")[kind][key]) or "(?!)"
    return re.compile(rf"(?<![\w.]){names}{_FIELD_END}(?P<many>\d{{1,9}}){_WHOLE}(?![\w%])")


@cache
def _unit(name: str) -> str:
    return whole(vocabulary("counts")["unit"][name])
