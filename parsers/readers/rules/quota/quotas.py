"""What a buyer may use, and what a seller can deliver: "每天 40 刀", "周额度$110",
"4000万token的号", "305,000 credits/月", "hundreds of billions of tokens per day".

An amount that is a price, a gift or a face value is no quota; context windows, what went through or
was used up, rates a minute, examples and estimates are none either.
"""

from collections.abc import Iterator

from market.claims import Volume
from market.types import Fact
from parsers.readers.facts import fact
from parsers.readers.ledger import Ledger
from parsers.readers.rules.quota.quantities import quantities
from parsers.readers.rules.quota.surroundings import Surroundings, Whole

READER = "volume/1"

_FEWEST_TOKENS = 10_000
_LIMITED = {"limit", "quota", "goods"}
_OFFER = {"limit", "quota", "goods", "capacity", "stock"}


def limits(ledger: Ledger) -> Iterator[Fact]:
    """What is called a limit of a day, a week or a month: "$30/day limit" is no price."""
    for said in _amounts(ledger):
        period = said.period if "limit" in said.near else None
        if period is None or not said.is_money():
            continue
        if said.is_possible():
            yield _volume(said, period)
        ledger.take("aside", said.amount.at)  # no price either


def read(ledger: Ledger) -> Iterator[Fact]:
    """Quotas and supply on offer, each amount once; last of all rules."""
    yield from _bought(ledger)
    for said in _amounts(ledger):
        period = _period(said) if said.is_possible() else None
        if period is not None:
            yield _volume(said, period)


def _bought(ledger: Ledger) -> Iterator[Fact]:
    """What the price of a month buys, to be used in that month: "80 元包月 800 刀"."""
    for said in _all(ledger):
        if ledger.roles.get(said.amount.at) == "face" and said.amount.unit == "usd":
            period = said.period or said.lasting
            if period is not None:
                yield _volume(said, period)


def _amounts(ledger: Ledger) -> Iterator[Surroundings]:
    """The amounts that mean nothing yet, none that was told before."""
    amounts = quantities(ledger.told.text)
    known = {(one.amount, one.unit) for one in amounts if not ledger.free(one.at)}
    for said in _all(ledger):
        value = said.amount.amount, said.amount.unit
        if value not in known:
            yield said
        if not ledger.free(said.amount.at):
            known.add(value)


def _all(ledger: Ledger) -> Iterator[Surroundings]:
    scan = ledger.told.text
    amounts = quantities(scan)
    whole = Whole.of(ledger) if amounts else None
    for place, amount in enumerate(amounts) if whole else ():
        before = amounts[place - 1].last + 1 if place else 0
        after = amounts[place + 1].first if place + 1 < len(amounts) else len(scan.shape)
        if whole is not None:
            yield Surroundings(whole, amount, (before, after))


def _volume(said: Surroundings, period: str) -> Fact:
    amount = said.amount
    said.ledger.take("volume", amount.at)
    value = Volume(amount.amount, amount.unit or "credits", period)
    return fact(said.scan, amount.first, amount.last, value, READER)


def _period(said: Surroundings) -> str | None:
    """ "day", "week", "month" or "total"; None where the amount is not on offer."""
    match said.amount.unit:
        case "percent":
            return None
        case "tokens":
            return _of_tokens(said)
        case "requests" | "images":
            return said.period if _offered(said) or said.names_a_model() else None
        case "credits" | "points" | "site_credit":
            lump = _offered(said) and said.priced
            return said.period or ((said.lasting or "total") if lump else None)
        case _:
            return _of_money(said)


def _of_tokens(said: Surroundings) -> str | None:
    if said.amount.amount < _FEWEST_TOKENS or not (said.period or _offered(said)):
        return None
    return said.period or said.lasting or said.whole.billed or "total"


def _of_money(said: Surroundings) -> str | None:
    """Money is a quota where it says so, or where it has a period and the price stands by."""
    near = bool(said.near & {"limit", "quota"})
    if said.is_a_price():
        return said.period if near else None
    if said.period is None:  # "一刀" is a unit
        plenty = said.amount.unit == "usd" and said.amount.amount > 1
        return (said.lasting or "total") if plenty and (near or said.comes_with()) else None
    capped = said.period in ("day", "week") and bool(said.line & _LIMITED)
    dollars = said.amount.unit == "usd"
    sold = said.priced or (said.whole.sold and said.names_a_model())
    return said.period if near or (dollars and (sold or capped)) else None


def _offered(said: Surroundings) -> bool:
    """Whether the line, or the head it stands under, speaks of plans and what they hold."""
    whole = said.whole
    return bool(said.line & _OFFER) or said.priced or bool(whole.billed or whole.head & _OFFER)
