"""A row of code without keys, taken apart: what it sells, its amounts, and which one is paid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.readers.lexer.tokens import scan
from parsers.readers.rules.code.figures import Figure, figure
from parsers.readers.rules.code.literals import Piece
from parsers.readers.rules.code.wares import Ware, sold_as
from parsers.readers.rules.price.official import list_prices
from parsers.readers.rules.price.units import period

_NAMES = 3  # strings at the beginning of a row that may name what is sold
_SMALL, _GREAT = 366, 1000  # days or a category before a price in small money
_FEW = 50  # a whole number below it, of no money and without further words, may count anything
_BARE = 2  # values of a row that tells a name and an amount only
_DAYS = frozenset({30, 60, 90, 180, 365})
_CODE = re.compile(r"[\w.-]{3,60}")


@dataclass(frozen=True, slots=True)
class TupleRow:
    """A row's values, the places of its amounts behind the name, and of the one that is paid."""

    values: Sequence[Piece]
    ware: Ware
    amounts: tuple[int, ...]
    price: int

    @property
    def paid(self) -> Figure:
        """What the buyer pays."""
        return amount(self.values[self.price]) or Figure(Decimal(0))

    @property
    def words(self) -> list[Piece]:
        """Its names and descriptions, without codes."""
        return [v for v in self.values if v.kind == "string" and not _CODE.fullmatch(v.text)]

    @property
    def quotes(self) -> bool:
        """Whether it only names a plan and what its maker asks, or a number that may count
        anything: ("ChatGPT Plus", 20), ("Claude Pro", 3, True).
        """
        one, about = self.paid, self.ware.subject
        described = any(word.start > self.values[self.price].end for word in self.words)
        if one.money not in (None, "USD") or described:
            return False
        if one.money is None and one.amount < _FEW and one.amount == one.amount.to_integral_value():
            return True
        asked = list_prices((about.model or "").lower(), about.provider or "")
        return len(self.values) == _BARE and one.amount in asked

    @property
    def days(self) -> str:
        """30, 90 or 365 behind the prices and before further numbers: how long it lasts."""
        behind = [amount(self.values[at]) for at in self.amounts if at > self.price][:-1]
        days = [one.amount for one in behind if one and one.money is None and one.amount in _DAYS]
        return period("day", days[0]) if days else ""


def tuple_row(values: Sequence[Piece], above: str) -> TupleRow | None:
    """The row of these values under these words; None where it sells nothing we follow."""
    strings = [at for at, value in enumerate(values) if value.kind == "string"]
    if len(values) < _BARE or not strings:
        return None
    name = _name(values, strings)
    texts = [values[at].text for at in strings if at > name]
    codes = [values[at].text for at in strings if at < name]
    cut = texts if values[name].start == 0 else []  # the beginning of the name is missing
    ware = sold_as([values[name].text], codes, cut, texts, above)
    amounts = [at for at in range(name + 1, len(values)) if amount(values[at])]
    return (
        TupleRow(values, ware, tuple(amounts), _paid(values, amounts)) if ware and amounts else None
    )


def _name(values: Sequence[Piece], strings: list[int]) -> int:
    """The string that names what is sold: of the first ones, before any amount, not its code."""
    paid = next((at for at in range(strings[0], len(values)) if amount(values[at])), len(values))
    first = [at for at in strings[:_NAMES] if at < paid]
    named = [at for at in first if "M" in scan(values[at].text).shape] or first or strings[:1]
    return next((at for at in named if not _CODE.fullmatch(values[at].text)), named[0])


def amount(value: Piece) -> Figure | None:
    """A bare number, or a string that is money and nothing else."""
    one = figure(value)
    return one if one and one.amount > 0 and (value.kind == "bare" or one.money) else None


def _paid(values: Sequence[Piece], amounts: list[int]) -> int:
    """The first amount, unless it counts days or months before a price in small money."""
    if not amounts:
        return 0
    one = amount(values[amounts[0]])
    small = one is not None and one.money is None and one.amount <= _SMALL
    later = (amount(values[at]) for at in amounts[1:2])
    great = any(two and two.amount >= _GREAT and two.amount % 100 == 0 for two in later)
    return amounts[1] if small and great else amounts[0]
