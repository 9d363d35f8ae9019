"""Observations made by hand."""

from datetime import date
from math import log

from market.trends.cells import Cell
from market.trends.observation import Observation

WEEK = date(2026, 7, 6)


def shown(operator: str = "a", share: float = 0.5, **other: object) -> Observation:
    """One channel's ratio in one week; its operator's key is its own unless told otherwise."""
    cell = {"access": "relay_api", "unit": "tokens", "provider": "anthropic", "tier": "premium"}
    cell |= {"supply": "unknown"}
    named = {name: str(other.pop(name)) for name in list(other) if name in cell}
    values: dict[str, object] = {
        "period": WEEK,
        "channel": f"{operator}.example",
        "operator": operator,
        "cell": Cell(**(cell | named)),
        "log_ratio": log(share),
        "list_part": 0.0,
        "fx_part": 0.0,
        "lowest": log(share),
        "rows": 3,
        "nights": 7,
        "implausible": 0,
        "exact": 3,
        "currency": "USD",
    }
    return Observation(**(values | other))  # type: ignore[arg-type]


def five(share: float = 0.5, **other: object) -> list[Observation]:
    """Five operators at one share."""
    return [shown(name, share, **other) for name in "abcde"]
