"""What the numbers of a listing mean. Each module knows one way of saying; the order of ``RULES``
is the order in which they may claim a number, the surest first.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from market.claims import Price
from market.types import Fact
from parsers.readers.around import Said, foreign_lines, said
from parsers.readers.facts import said_once
from parsers.readers.ledger import Ledger, Rule
from parsers.readers.rules.code import chips, fields, maps, rates, tuples
from parsers.readers.rules.discount import shares
from parsers.readers.rules.gift import gifts
from parsers.readers.rules.package import packages, subscriptions, titles
from parsers.readers.rules.price import (
    balances,
    bare_plans,
    cards,
    carried,
    other_seats,
    per_credit,
    per_period,
    per_token,
    per_unit,
    plans,
    relay_lists,
    rows,
    sided,
    stated,
)
from parsers.readers.rules.quota import batches, quotas
from parsers.readers.rules.ratio import equations, multipliers, ratios
from parsers.readers.rules.table import columns

RULES: tuple[Rule, ...] = (
    columns.read,
    fields.read,
    rates.read,
    maps.read,
    tuples.read,
    chips.read,
    gifts.read,
    shares.read,
    per_token.read,
    sided.read,
    rows.read,
    multipliers.read,
    quotas.limits,
    balances.read,
    equations.read,
    ratios.read,
    per_credit.read,
    per_unit.read,
    carried.read,
    stated.read,
    relay_lists.read,
    subscriptions.read,
    packages.read,
    per_period.read,
    cards.read,
    plans.read,
    other_seats.read,
    bare_plans.read,
    titles.read,
    batches.read,
    quotas.read,
)


@lru_cache(maxsize=4)
def claims(text: str, context: str = "") -> tuple[Fact, ...]:
    """Everything the listing says in numbers, each number once; nothing in a wish."""
    told = said(text, context)
    if told.silent():
        return ()
    ledger = Ledger(told)
    facts = said_once(_of_the_trade(told, (fact for rule in RULES for fact in rule(ledger))))
    return tuple(sorted(filter(_costs, facts), key=lambda fact: fact.span))


def _costs(fact: Fact) -> bool:
    """A price of nothing is no price: a column's 0, "$0" of a free plan."""
    return not (isinstance(fact.value, Price) and fact.value.amount == 0)


def _of_the_trade(told: Said, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts outside lines that speak of another trade's goods: films, servers, cut paper."""
    other = foreign_lines(told.text) if "E" in told.text.shape else ()
    return (fact for fact in facts if not any(low <= fact.span[0] < high for low, high in other))
