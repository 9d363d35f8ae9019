"""What single models of one provider are resold at on a night."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log

from market.trends.models import ModelLevel, Quoted, models
from market.types import Access, Basis, Offer, Unit
from reports.asked.memory import Asked
from reports.memory import Compare


@dataclass(frozen=True, slots=True)
class Modelled:
    """The models of one provider within one access and unit."""

    on: date
    provider: str
    access: Access
    unit: Unit
    models: tuple[ModelLevel, ...]
    unlisted: int  # offers of models without an official price, or in a currency without a rate


def of(
    memory: Asked,
    compare: Compare,
    on: date,
    provider: str,
    access: Access = Access.RELAY_API,
    unit: Unit = Unit.INPUT,
) -> Modelled:
    """Every model on offer that night, by what one unit of it costs."""
    quotes = list(_quotes(memory, compare, on, provider, access, unit))
    told = [quote for quote in quotes if quote is not None]
    found = tuple(models(told))
    return Modelled(on, provider, access, unit, found, len(quotes) - len(told))


def _quotes(
    memory: Asked, compare: Compare, on: date, provider: str, access: Access, unit: Unit
) -> Iterator[Quoted | None]:
    """Divisors are asked for once per model and currency, not once per row."""
    divisors: dict[tuple[str, str], float | None] = {}
    for one in memory.model_prices(on, provider, access, unit):
        named = (one.model, one.currency)
        if named not in divisors:
            divisors[named] = _divisor(compare, on, provider, access, unit, *named)
        divisor = divisors[named]
        if divisor is None or one.paid <= 0:
            yield None
            continue
        ratio, exact = log(one.paid) - divisor, one.basis is Basis.EXACT
        yield Quoted(one.model, one.channel, one.operator, ratio, exact)


def _divisor(
    compare: Compare,
    on: date,
    provider: str,
    access: Access,
    unit: Unit,
    model: str,
    currency: str,
) -> float | None:
    """ln(official price × exchange rate); None where either is unknown."""
    asked = Offer(
        provider, model, model, access, "", "unknown", unit, Decimal(1), currency, Basis.EXACT
    )
    priced = compare(asked, on)
    return log(priced.list_usd * priced.fx) if priced and priced.list_usd else None
