"""Rows of groups with a multiplier, {provider, name, path, multiplier}: "kiro逆向" at 0.75."""

import re
from decimal import Decimal

from market import supply
from market.claims import Multiplier, Supply
from market.names import resolve
from market.types import Fact, Issue, Level, Listing
from parsers.payload import number, pointer, words, written
from parsers.sites.price_list.rows import Row

READER = "price_list/1"
_MULTIPLIERS = ("multiplier", "倍率")
_PROVIDERS = (
    ("anthropic", re.compile(r"anthropic|claude|\bcc\b|kiro", re.IGNORECASE)),
    ("openai", re.compile(r"openai|gpt|codex", re.IGNORECASE)),
    ("google", re.compile(r"google|gemini|antigravity|反重力", re.IGNORECASE)),
    ("xai", re.compile(r"\bx\.?ai\b|grok", re.IGNORECASE)),
    ("deepseek", re.compile(r"deepseek", re.IGNORECASE)),
)


def multiplier(row: Row) -> tuple[str, Decimal] | None:
    """The key and number of the row's multiplier, None if it has none."""
    for key in _MULTIPLIERS:
        if (value := number(row.values.get(key))) is not None:
            return key, value
    return None


def speaks(row: Row) -> bool:
    """Whether a name of it is a model's, a vendor's or a supply's: multipliers exist elsewhere."""
    told = f"{words(row.values.get('provider'))} {row.name}"
    return bool(_provider(told) or supply.terms(told) or resolve(row.name))


def listing(row: Row, key: str, value: Decimal) -> Listing:
    """The multiplier as the claim of its group or model, and what the name says of supply."""
    model = resolve(row.name)
    vendor = (
        model.provider if model else _provider(f"{words(row.values.get('provider'))} {row.name}")
    )
    claim = Multiplier(value, "" if model else row.name, vendor, row.name if model else None)
    quote, place = written(row.values[key]), pointer(*row.steps, key)
    facts = [Fact(claim, quote, place=place, reader=READER)]
    named = next((name for name, said in row.values.items() if said == row.name), None)
    origin = supply.origin(row.name)
    if origin != "unknown" and named:
        at = pointer(*row.steps, named)
        facts.append(Fact(Supply(row.name, origin), row.name, place=at, reader=READER))
    return Listing(
        f"group:{words(row.values.get('provider'))}:{row.name}", row.name, facts=tuple(facts)
    )


def odd(row: Row) -> Listing:
    """A row among multipliers that has none."""
    issue = Issue(Level.WARNING, "no_multiplier", f"{row.name}: no multiplier", pointer(*row.steps))
    return Listing(f"group::{row.name}", row.name, issues=(issue,))


def _provider(text: str) -> str | None:
    return next((name for name, words_ in _PROVIDERS if words_.search(text)), None)
