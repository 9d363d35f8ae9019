"""Which tier a model belongs to: its place in its maker's line of models, told by its name.

Names stay, prices do not: a model whose list price falls stays in its cell.
"""

import csv
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from market.types import Unit

ANY = "any"  # credit buys every model; or nobody says which one is meant
OTHER = "other"  # a named model that no line of the table speaks of: the table has to grow
TIERS = (
    *("premium", "standard", "small", "image", "embedding", "audio"),
    *("plan", "plan_max", "plan_team", ANY, OTHER),
)


@cache
def tier(provider: str, model: str, unit: str) -> str:
    """One of TIERS, by the first line of the table that fits the model's name."""
    if unit == Unit.USD_CREDIT or not model:
        return ANY
    named = (told for maker, name, told in lines() if _fits(maker, name, provider, model))
    return next(named, OTHER)


@cache
def lines() -> tuple[tuple[str, str, str], ...]:
    """The shipped table, in its order: provider (``*``: any), pattern of the model's name, tier.

    Raises ValueError for a word that is no tier.
    """
    text = (files("market") / "data" / "tiers.csv").read_text("utf-8")
    told = tuple(
        (row["provider"], row["model"], row["tier"]) for row in csv.DictReader(text.splitlines())
    )
    if strange := {word for _, _, word in told} - set(TIERS):
        raise ValueError(f"tiers.csv speaks of {', '.join(sorted(strange))}")
    return told


def _fits(maker: str, name: str, provider: str, model: str) -> bool:
    return maker in {"*", provider} and fnmatchcase(model, name)
