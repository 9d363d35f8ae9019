"""What cells are called in sentences, captions and tables."""

from market.spoken import UNNAMED, provider_name
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
_INITIALS = {"usdt", "usdc", "btc", "eth", "sepa", "upi"}
_USUAL = {
    (Access.RELAY_API, TOKENS),
    (Access.SUBSCRIPTION, Unit.MONTH),
    (Access.ACCOUNT, Unit.ACCOUNT),
    (Access.API_KEY, Unit.KEY),
    (Access.CREDITS, Unit.USD_CREDIT),
    (Access.CLOUD_CREDITS, Unit.USD_CREDIT),
}


def access_name(access: str) -> str:
    """A kind of access in words; one we have no words for as it is spelt."""
    known = {kind.value: words for kind, words in ACCESS_WORDS.items()}
    return known.get(access, access.replace("_", " "))


def market_name(cell: Cell) -> str:
    """Access and unit: API keys (tokens); the unit is left out where it goes without saying."""
    unit = _UNITS.get(cell.unit, cell.unit)
    if (cell.access, cell.unit) in _USUAL:
        return access_name(cell.access)
    return f"{access_name(cell.access)} ({unit})"


def cell_name(cell: Cell) -> str:
    """Provider, market, and whatever narrows it."""
    narrower = [
        *([] if cell.tier == ALL else [f"{models_name(cell)} models"]),
        *([] if cell.supply == ALL else [f"supply {supply_name(cell)}"]),
    ]
    comma = "," if cell.provider in {ALL, UNNAMED} else ""
    return ", ".join([f"{provider_of(cell)}{comma} {market_name(cell)}", *narrower])


def provider_of(cell: Cell) -> str:
    """The provider, or that it is all of them or nobody knows which."""
    return "All providers" if cell.provider == ALL else provider_name(cell.provider)


def models_name(cell: Cell) -> str:
    """The tier of models in words; all where it is not told."""
    return "all" if cell.tier == ALL else cell.tier.replace("_", " ")


def supply_name(cell: Cell) -> str:
    """Where sellers say that it comes from; all where it is not told."""
    return "all" if cell.supply == ALL else cell.supply.replace("_", " ")


def value_name(value: str) -> str:
    """A region or a way to pay as people write it."""
    words = value.replace("_", " ")
    return words.upper() if value in _INITIALS else sentence_start(words)


def sentence_start(words: str) -> str:
    """The same with a capital."""
    return words[:1].upper() + words[1:]
