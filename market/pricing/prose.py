"""Prices and multipliers in people's words, as offers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from market import supply
from market.claims import Multiplier, Price, Supply, TopUp
from market.fx import FxRates, UnknownCurrency
from market.namekeys import fold
from market.names import ModelName, plan, resolve
from market.pricing.numbers import plain_decimal, product
from market.pricing.topup import Chosen
from market.types import Access, Basis, Fact, Factor, Issue, Level, Listing, Offer, Unit

_UNITS = {unit.value: unit for unit in Unit}
_FACE_VALUE = {"package", "key", "account"}
_MONTHS = re.compile(r"(\d+) months?")
_YEAR = {"year": Decimal(12), "quarter": Decimal(3)}
_TOKENS = {Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE}
_PLAN_UNITS = {Unit.MONTH, Unit.ACCOUNT}
_ONE_YUAN = TopUp(Decimal(1), "CNY", "assumed", reliable=False)


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim, and the listing it was made in."""

    fact: Fact
    listing: Listing


def text_offers(
    listings: Sequence[Listing], chosen: Chosen, fx: FxRates, on: date, has_sheet: bool
) -> Iterator[Offer | Issue]:
    """Offers of what the seller's words price. Beside a price sheet, words about credit and
    multipliers only repeat it, and make none.
    """
    for listing in listings:
        for fact in listing.facts:
            said = _Said(fact, listing)
            if isinstance(fact.value, Price):
                yield from _priced(said, fact.value, fx, on, has_sheet)
            elif isinstance(fact.value, Multiplier) and not has_sheet:
                yield from _multiplied(said, fact.value, chosen)


def _priced(
    said: _Said, price: Price, fx: FxRates, on: date, has_sheet: bool
) -> Iterator[Offer | Issue]:
    if price.withdrawn or (has_sheet and price.per in ("usd_credit", "package")):
        return
    unit, per, many = _unit(price)
    if unit is None:
        yield _issue(said, "unit_not_priced", f"a price per {price.per}", Level.INFO)
    elif price.amount <= 0:
        yield _issue(said, "zero_price", f"{price.amount} per {price.per}")
    elif price.currency is None:
        yield _issue(said, "no_currency", f"{price.amount} per {price.per} in no named currency")
    elif not _rated(price.currency, fx, on):
        yield _issue(said, "unknown_currency", f"no exchange rate for {price.currency}")
    else:
        yield _price_offer(said, price, unit, (per, many))


def _unit(price: Price) -> tuple[Unit | None, str, Decimal]:
    """What one price buys, and how many of it the written amount buys."""
    face = price.face_value_usd
    if price.per in _FACE_VALUE and face is not None and face > 0:
        return Unit.USD_CREDIT, "per_face_value", face
    found = _MONTHS.fullmatch(price.per)
    months = Decimal(found[1]) if found else _YEAR.get(price.per)
    if months:
        return Unit.MONTH, "per_month", months
    return _UNITS.get(price.per), "", Decimal(1)


def _price_offer(said: _Said, price: Price, unit: Unit, per: tuple[str, Decimal]) -> Offer | Issue:
    written = price.model or ""
    name = _named(written, unit) or _named(said.listing.title, unit)
    provider = name.provider if name else price.provider
    if unit in _TOKENS | {Unit.MONTH} and name is None:
        return _issue(said, "unknown_model", f"no official price of {written or 'it'} is known")
    if provider is None and unit is not Unit.USD_CREDIT:
        return _issue(said, "unknown_model", f"{written or 'what is sold'} has no known provider")
    factors = [Factor("price", price.amount, said.fact.place)]
    if per[0]:
        factors.append(Factor(per[0], 1 / per[1], said.fact.place))
    return _offer(
        said,
        provider=provider or "multiple",
        model=name.model if name else _unlisted(written),
        listed_as=written or said.listing.title,
        access=_access(price.access, unit),
        group=f"{plain_decimal(per[1])} USD" if per[0] == "per_face_value" else "",
        unit=unit,
        paid=price.amount / per[1],
        currency=price.currency or "",
        basis=Basis.TEXT_ONLY,
        factors=tuple(factors),
        credit_usd=None,
    )


def _multiplied(said: _Said, claim: Multiplier, chosen: Chosen) -> Iterator[Offer | Issue]:
    """A multiplier of the official price, times what a credited dollar costs there."""
    if claim.withdrawn:
        return
    if claim.value <= 0:
        yield _issue(said, "zero_ratio", f"multiplier {claim.value}")
        return
    top_up, basis = _top_up(said.listing, chosen)
    named = resolve(claim.model) if claim.model else None
    factors = (
        Factor("multiplier", claim.value, said.fact.place),
        Factor("top_up", top_up.amount, top_up.source),
    )
    yield _offer(
        said,
        provider=(named.provider if named else claim.provider) or "multiple",
        model=named.model if named else _unlisted(claim.model or ""),
        listed_as=claim.model or claim.group or said.listing.title,
        access=Access.RELAY_API,
        group=claim.group,
        unit=Unit.USD_CREDIT,
        paid=product(factor.value for factor in factors),
        currency=top_up.currency,
        basis=basis,
        factors=factors,
        credit_usd=claim.value,
    )


def _top_up(listing: Listing, chosen: Chosen) -> tuple[TopUp, Basis]:
    """The rate the same listing states, else the site's own, else one yuan a dollar."""
    stated = [
        fact.value
        for fact in listing.facts
        if isinstance(fact.value, TopUp) and fact.value.amount > 0
    ]
    if stated:
        return stated[0], Basis.TEXT_ONLY
    if chosen.basis is Basis.EXACT:
        return chosen.top_up, Basis.TEXT_ONLY
    return _ONE_YUAN, Basis.ASSUMED_TOP_UP


def _offer(
    said: _Said,
    *,
    provider: str,
    model: str,
    listed_as: str,
    access: Access,
    group: str,
    unit: Unit,
    paid: Decimal,
    currency: str,
    basis: Basis,
    factors: tuple[Factor, ...],
    credit_usd: Decimal | None,
) -> Offer:
    return Offer(
        provider=provider,
        model=model,
        listed_as=listed_as,
        access=access,
        group=group,
        supply=_origin(said, group),
        unit=unit,
        paid=paid,
        currency=currency,
        basis=basis,
        credit_usd=credit_usd,
        factors=factors,
        place=said.fact.place,
        digest=said.listing.digest,
        listing=said.listing.key,
    )


def _origin(said: _Said, group: str) -> str:
    claimed = [f.value.text for f in said.listing.facts if isinstance(f.value, Supply)]
    own = supply.origin(group)
    return own if own != "unknown" else supply.origin(" | ".join((said.listing.title, *claimed)))


def _named(text: str, unit: Unit) -> ModelName | None:
    if not text:
        return None
    return plan(text) if unit in _PLAN_UNITS else resolve(text)


def _unlisted(written: str) -> str:
    return fold(written)[:80]


def _access(written: str, unit: Unit) -> Access:
    try:
        access = Access(written)
    except ValueError:
        access = Access.UNKNOWN
    if access is Access.UNKNOWN and unit in _TOKENS | {Unit.USD_CREDIT, Unit.CALL, Unit.IMAGE}:
        return Access.RELAY_API
    return access


def _rated(currency: str, fx: FxRates, on: date) -> bool:
    try:
        fx.rate(currency, on)
    except UnknownCurrency:
        return False
    return True


def _issue(said: _Said, code: str, message: str, level: Level = Level.WARNING) -> Issue:
    return Issue(
        level, code, f"{said.listing.title or said.listing.key}: {message}", said.fact.place
    )
