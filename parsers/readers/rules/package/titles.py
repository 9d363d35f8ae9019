"""A price that only the title or the plan's name states, for the quota in the text:
``plan: "PayGo（¥66 一次性 200 刀）"`` above "一次性 200 刀额度（非月付）".

The fact quotes the words of the text that say what is bought.
"""

import re
from collections.abc import Iterator

from market.claims import Price
from market.types import Fact
from parsers.readers.facts import LIKELY, fact
from parsers.readers.ledger import Ledger
from parsers.readers.lexer.tokens import scan as scan_of
from parsers.readers.rules.package.packages import sold_as
from parsers.readers.rules.package.pairs import packages
from parsers.readers.rules.price import units
from parsers.readers.rules.price.amounts import READER
from parsers.readers.rules.quota.quantities import Quantity, quantities
from parsers.readers.subject import subject


def read(ledger: Ledger) -> Iterator[Fact]:
    """Prices of packages that the head names, where the text offers the same volume."""
    told = ledger.told
    if not told.head.shape or "price" in ledger.roles.values():
        return
    offered = {
        (one.amount, one.unit): one
        for one in quantities(told.text)
        if ledger.roles.get(one.at, "volume") == "volume"
    }
    yield from _of_plan(ledger)
    for pair, paid in packages(told.head):
        face = pair.right if paid is pair.left else pair.left
        named = offered.get((face.amount, face.unit))
        if named is not None:
            yield _priced(ledger, named, paid, sold_as(told.head, pair))


# plan: "月卡（¥158）"
_PLAN = re.compile(r"(?<!\w)plan\W{1,4}(?P<name>[^\"\n]{1,60})")


def _of_plan(ledger: Ledger) -> Iterator[Fact]:
    """The price in the name of a plan, where the text says what it holds."""
    named = _PLAN.search(ledger.told.head.folded.text)
    plan = scan_of(named["name"]) if named else None
    if plan is None or plan.shape.count("m") != 1:
        return
    per = units.period_in(plan, 0, len(plan.tokens))
    paid = plan.tokens[plan.shape.index("m")]
    held = next((one for one in quantities(ledger.told.text) if one.unit == "usd"), None)
    if per and held and paid.amount:
        price = Quantity(0, 0, 0, paid.amount, paid.value.lower())
        yield _priced(ledger, held, price, per, lump=False)


def _priced(
    ledger: Ledger, named: Quantity, paid: Quantity, per: str, *, lump: bool = True
) -> Fact:
    about = subject(ledger.told, named.at)
    face = named.amount if named.unit == "usd" and lump else None
    value = Price(
        paid.amount,
        paid.unit and paid.unit.upper(),
        per,
        about.provider,
        about.model,
        units.access(per, ledger.told, named.at),
        face,
    )
    if lump:
        ledger.take("face", named.at)
    return fact(ledger.told.text, named.first, named.last, value, READER, LIKELY)
