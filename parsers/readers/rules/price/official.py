"""The makers' own prices of their plans: "ChatGPT Plus $20/month" sells nothing."""

from decimal import Decimal
from functools import cache

from parsers.readers.around import line
from parsers.readers.lexer.tokens import Scan
from parsers.readers.text.words import vocabulary

_REACH = 8  # tokens between a plan's name and its price


def is_list_price(scan: Scan, at: int) -> bool:
    """Whether this amount is what the maker asks for the plan named near it in the line."""
    token = scan.tokens[at]
    if token.value != "USD" or token.amount is None:
        return False
    low, high = line(scan.shape, at)
    near = [*range(at - 1, max(low, at - _REACH) - 1, -1), *range(at + 1, min(high, at + _REACH))]
    for place in near:
        asked = list_prices(scan.tokens[place].text, scan.tokens[place].value)
        if asked:
            return token.amount in asked
    return False


def list_prices(words: str, provider: str) -> frozenset[Decimal]:
    """The list prices of the plan a token names; of any maker's tier where only that is named."""
    tiers = _tiers()
    said = frozenset(words.replace("-", " ").split())
    makers = [provider] if provider in tiers else tiers if words in _alone() else ()
    return frozenset(
        amount
        for maker in makers
        for tier, amounts in tiers[maker].items()
        if tier in said
        for amount in amounts
    )


@cache
def _tiers() -> dict[str, dict[str, frozenset[Decimal]]]:
    return {
        maker: {tier: frozenset(map(Decimal, amounts)) for tier, amounts in tiers.items()}
        for maker, tiers in vocabulary("official").items()
    }


@cache
def _alone() -> frozenset[str]:
    return frozenset(tier for tiers in _tiers().values() for tier in tiers)
