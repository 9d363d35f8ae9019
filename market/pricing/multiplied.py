"""Multipliers in people's words (0.2 倍率), joined with what a credited dollar costs."""

from collections.abc import Iterator
from dataclasses import replace

from market.claims import Multiplier, TopUp
from market.namekeys import fold
from market.names import resolve
from market.pricing.converted import is_converted
from market.pricing.numbers import product
from market.pricing.said import Said
from market.pricing.topup import ONE_YUAN, Chosen
from market.types import Access, Basis, Factor, Issue, Offer, Unit


def multiplied(said: Said, claim: Multiplier, chosen: Chosen) -> Iterator[Offer | Issue]:
    """The offer of a dollar's worth of usage that a multiplier of the official price makes."""
    if claim.withdrawn:
        return
    if claim.value <= 0:
        yield said.issue("zero_ratio", f"multiplier {claim.value}")
        return
    top_up, basis = _top_up(said, chosen)
    known = resolve(claim.model) if claim.model else None
    factors = (
        Factor("multiplier", claim.value, said.fact.place),
        Factor("top_up", top_up.amount, top_up.source),
    )
    yield Offer(
        provider=(known.provider if known else claim.provider) or "multiple",
        model=known.model if known else fold(claim.model or ""),
        listed_as=claim.model or claim.group or said.listing.title,
        access=Access.RELAY_API,
        group=claim.group,
        supply=said.origin(claim.group),
        unit=Unit.USD_CREDIT,
        paid=product(factor.value for factor in factors),
        currency=top_up.currency,
        basis=basis,
        credit_usd=claim.value,
        factors=factors,
        place=said.fact.place,
        digest=said.listing.digest,
        listing=said.listing.key,
    )


def _top_up(said: Said, chosen: Chosen) -> tuple[TopUp, Basis]:
    """The rate the same listing states, else the site's own, else one yuan a dollar, which it also
    is where the multiplier has the rate in it already.
    """
    if is_converted(said.fact, said.listing):
        return replace(ONE_YUAN, source="text"), Basis.TEXT_ONLY
    values = [fact.value for fact in said.listing.facts]
    stated = [value for value in values if isinstance(value, TopUp) and value.amount > 0]
    if stated:
        return stated[0], Basis.TEXT_ONLY
    if chosen.basis is Basis.EXACT:
        return chosen.top_up, Basis.TEXT_ONLY
    return ONE_YUAN, Basis.ASSUMED_TOP_UP
