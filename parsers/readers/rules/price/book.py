"""What the makers themselves have asked for their models' tokens: a table of such prices in code is
a calculator's, and behind the word "official" they are quoted; nobody offers them.
"""

from decimal import Decimal
from functools import cache

from market.names import resolve
from market.pricebook import PriceBook


def is_list_price(model: str, per: str, amount: Decimal) -> bool:
    """Whether the maker has ever asked this for a million of the model's tokens, in dollars."""
    found = resolve(model)
    return found is not None and amount in _asked().get((found.provider, found.model, per), ())


def ever_asked(model: str, amount: Decimal) -> bool:
    """Whether the maker has ever asked this for anything of the model's, in dollars."""
    found = resolve(model)
    if found is None:
        return False
    name = (found.provider, found.model)
    return any(amount in amounts for cell, amounts in _asked().items() if cell[:2] == name)


@cache
def _asked() -> dict[tuple[str, str, str], frozenset[Decimal]]:
    asked: dict[tuple[str, str, str], set[Decimal]] = {}
    for row in PriceBook.load().rows():
        provider, model, unit = row.cell
        asked.setdefault((provider, model, unit.value), set()).add(row.usd)
    return {cell: frozenset(amounts) for cell, amounts in asked.items()}
