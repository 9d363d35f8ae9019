"""The fixed mix in which prices of tokens are compared, and what else one ratio is made of.

Three parts of input to one of output, none of it cached: for what is paid and for the list alike,
and always the same, so that a ratio moves with prices only and never with what is bought.
"""

from collections.abc import Mapping
from functools import cache

from market.trends.cells import INPUT, OUTPUT, TOKENS
from market.types import Unit

BLEND: Mapping[str, int] = {Unit.INPUT: 3, Unit.OUTPUT: 1}

_WEIGHTS: Mapping[str, Mapping[str, int]] = {
    TOKENS: BLEND,
    INPUT: {Unit.INPUT: 1},
    OUTPUT: {Unit.OUTPUT: 1},
    **{unit: {unit: 1} for unit in (Unit.USD_CREDIT, Unit.MONTH, Unit.ACCOUNT, Unit.KEY)},
}
UNITS = (Unit.INPUT, Unit.OUTPUT, Unit.USD_CREDIT, Unit.MONTH, Unit.ACCOUNT, Unit.KEY)


@cache
def measures(units: tuple[str, ...]) -> tuple[str, ...]:
    """What can be told of an offer priced in these units: the blend only where both halves are."""
    return tuple(name for name, weights in _WEIGHTS.items() if weights.keys() <= set(units))


def parts(measure: str) -> Mapping[str, int]:
    """The units a measure is made of, and their weights w in r = Σ w·paid ÷ Σ w·list."""
    return _WEIGHTS[measure]
