"""A plan's name and, behind it, its price: "Claude Pro 月卡 ¥39"."""

import re
from collections.abc import Iterator

from market.types import Fact
from parsers.readers.around import is_struck
from parsers.readers.facts import found
from parsers.readers.ledger import Ledger
from parsers.readers.rules import units
from parsers.readers.rules.amounts import PaidFor, price_at
from parsers.readers.rules.paid import is_paid
from parsers.readers.tokens import is_plan

_PLAN = re.compile(r"(?P<plan>M)(?=(?P<rest>[^;MW]{0,14}))")


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of accounts, seats and subscriptions named by their plan."""
    scan = ledger.told.text
    for match in found(_PLAN, scan):
        if is_plan(scan.tokens[match.start("plan")].text):
            yield from _plan(ledger, match)


def _plan(ledger: Ledger, match: re.Match[str]) -> Iterator[Fact]:
    """The first amount behind a plan's name that a buyer pays, and those struck out before it."""
    scan = ledger.told.text
    for at in range(*match.span("rest")):
        if ledger.roles.get(at) == "price" and not is_struck(scan, at):
            return  # the plan has its price
        if scan.shape[at] != "m" or not ledger.free(at) or not is_paid(scan, at):
            continue
        unit = PaidFor(units.per_between(scan, match.start(), at + 1))
        yield price_at(ledger, at, (match.start(), at), unit)
        if not is_struck(scan, at):
            return
