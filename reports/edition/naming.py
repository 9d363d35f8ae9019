"""What cells are called in sentences, captions and tables."""

from market.spoken import provider_name
from market.trends.cells import ALL, INPUT, OUTPUT, TOKENS, Cell
from market.types import Access, Unit
from reports.telling import ACCESS_WORDS

_UNITS = {
    TOKENS: "tokens",
    INPUT: "input tokens alone",
    OUTPUT: "output tokens alone",
    Unit.USD_CREDIT: "dollars of credit",
    Unit.MONTH: "months",
    Unit.ACCOUNT: "accounts",
    Unit.KEY: "keys",
}


def access_name(access: str) -> str:
    """A kind of access in words; one we have no words for as it is spelt."""
    known = {kind.value: words for kind, words in ACCESS_WORDS.items()}
    return known.get(access, access.replace("_", " "))


def market_name(cell: Cell) -> str:
    """Access and unit: relay API, by tokens; the unit is left out where access says it all."""
    unit = _UNITS.get(cell.unit, cell.unit)
    if (cell.access, cell.unit) in {
        (Access.SUBSCRIPTION, Unit.MONTH),
        (Access.ACCOUNT, Unit.ACCOUNT),
        (Access.API_KEY, Unit.KEY),
    }:
        return access_name(cell.access)
    return f"{access_name(cell.access)} ({unit})"


def cell_name(cell: Cell) -> str:
    """Provider, market, and whatever narrows it."""
    narrower = [
        *([] if cell.tier == ALL else [f"{cell.tier.replace('_', ' ')} models"]),
        *([] if cell.supply == ALL else [f"supply {cell.supply.replace('_', ' ')}"]),
    ]
    whose = "" if cell.provider == ALL else f"{provider_name(cell.provider)} "
    return ", ".join([f"{whose}{market_name(cell)}", *narrower])


def sentence_start(words: str) -> str:
    """The same with a capital."""
    return words[:1].upper() + words[1:]
